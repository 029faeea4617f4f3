import type { RecordType } from '../../../runtime/network.ts';
import { defineProbe, type Probe } from '../../probe.ts';
import { withTimeout } from '../../timeout.ts';

/** Asks the resolvers for one record type, past the hosts file, to tell a wrong answer from none and from a dead resolver. */
function recordProbe(yields: 'dns.a' | 'dns.aaaa', type: RecordType): Probe {
  return defineProbe({
    yields,
    stage: 'battery',
    separates: ['dns.lookup', 'tcp.path'],
    connects: false,
    needs: ['target'],
    reads: [],
    timeoutMs: 1500,
    // RFC 6761: the name localhost is never asked of a resolver.
    when: ({ target }) => target.hostKind === 'name' && !target.loopback,
    async run({ target }, { network, timeoutMs, signal }) {
      try {
        return {
          value: { records: await withTimeout(network.resolve(target.host, type, timeoutMs), timeoutMs, signal) },
        };
      } catch (error) {
        const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
        return { failure: { code, message } };
      }
    },
  });
}

export const aRecordsProbe = recordProbe('dns.a', 'A');
export const aaaaRecordsProbe = recordProbe('dns.aaaa', 'AAAA');
