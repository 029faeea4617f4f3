import { familyOf } from '../../facts/addresses.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { plainExchange } from '../peer/plain.ts';
import { controlAddress } from '../tcp/sample.ts';

const HTTP_PORT = 80;
const STATUS = /^HTTP\/1\.[01] (\d{3})/;
const LOCATION = /^location:[ \t]*([^\r\n]*)/im;

/** A plain HTTP request to the host of `--control`: the portal of a network answers it in that host's stead. */
export const portalProbe = defineProbe({
  yields: 'cert.portal',
  stage: 'battery',
  separates: ['cert.name'],
  connects: true,
  timeoutMs: 1000,
  needs: ['request', 'tls.handshake'],
  reads: ['cert.name'],
  when: ({ request, 'cert.name': name }) => request.control !== undefined && name?.state === 'failed',
  async run({ request }, context) {
    const control = await controlAddress(request.control ?? '', context);
    if (control === undefined) return { failure: { code: 'NO_ADDRESS' } };
    const { host, address } = control;
    try {
      const words = `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
      const path = { address, family: familyOf(address), port: HTTP_PORT, connectMs: 0 };
      const { text } = await plainExchange(path, words, context);
      const status = STATUS.exec(text)?.[1];
      if (status === undefined) return { failure: { code: 'NO_HTTP' } };
      return { value: { host, status: Number(status), location: hostOf(LOCATION.exec(text)?.[1] ?? '') } };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});

/** The host of an absolute URL; empty for anything else: a redirection within the host is no portal's. */
function hostOf(location: string): string {
  try {
    return new URL(location).hostname;
  } catch {
    return '';
  }
}
