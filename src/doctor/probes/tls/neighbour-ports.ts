import { defineProbe } from '../../probe.ts';
import { glance } from './glance.ts';

/** Ports on which TLS is usual: HTTPS, its stand-in, IMAP, SMTP, SIP. */
const USUAL = [443, 8443, 993, 465, 5061];

/** Does TLS answer on another port of the same host, where the one that was asked for has none? */
export const neighbourPortsProbe = defineProbe({
  yields: 'tls.neighbour',
  stage: 'battery',
  separates: ['tcp.path', 'tls.handshake'],
  connects: true,
  timeoutMs: 800,
  needs: ['target'],
  reads: ['tcp.path', 'tls.handshake'],
  instances({ target, 'tcp.path': path, 'tls.handshake': handshake }) {
    const refused = path?.state === 'failed' && path.failure.code === 'ECONNREFUSED';
    const plain = handshake?.state === 'failed' && handshake.failure.code === 'NOT_TLS';
    return refused || plain ? USUAL.filter((port) => port !== target.port).map(String) : [];
  },
  async run({ target, 'tcp.path': path }, context, at) {
    const address = path?.state === 'ok' ? path.value.address : path?.state === 'failed' ? path.failure.address : '';
    return await glance(address, Number(at), target.servername, context);
  },
});
