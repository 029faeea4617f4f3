import { defineProbe } from '../../probe.ts';
import { withTimeout } from '../../timeout.ts';

/** getaddrinfo, as every program on this machine resolves the name. */
export const lookupProbe = defineProbe({
  yields: 'dns.lookup',
  stage: 'quick',
  goal: true,
  connects: false,
  needs: ['target', 'request'],
  reads: [],
  when: ({ target, request }) =>
    target.hostKind === 'name' &&
    request.addresses.length === 0 &&
    (request.mode === 'target' || request.host !== undefined),
  async run({ target }, { network, timeoutMs, signal }) {
    const giveUp = new AbortController();
    try {
      const addresses = await withTimeout(network.lookup(target.host, giveUp.signal), timeoutMs, signal);
      return addresses.length > 0 ? { value: { addresses } } : { failure: { code: 'ENODATA' } };
    } catch (error) {
      // A name that nobody waits for any more still takes the place of another one.
      giveUp.abort();
      const { code = 'UNKNOWN', errno, message } = error as NodeJS.ErrnoException;
      return { failure: { code, message, ...(typeof errno === 'number' ? { errno } : {}) } };
    }
  },
});
