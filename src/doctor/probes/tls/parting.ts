import { isIP } from 'node:net';
import { tappedTlsConnect } from '../../../tls/tap/tapped-connect.ts';
import { parted } from '../../facts/parting.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { clientOptions } from './client-options.ts';
import { linger, lingerMs } from './linger.ts';

/** What clients of the web offer (RFC 7540 section 3.3, RFC 7301 section 6). */
const USUAL = ['h2', 'http/1.1'];

/** A server that hung up on the session: does it so again, when the offer of application protocols is another one? */
export const partingProbe = defineProbe({
  yields: 'tls.parting',
  stage: 'quick',
  connects: true,
  timeoutMs: 2000,
  needs: ['request', 'target', 'cert.trust', 'tcp.path'],
  reads: ['tls.handshake'],
  when: ({ request, 'tls.handshake': handshake }) => request.starttls === undefined && parted(handshake) !== undefined,
  async run({ request, target, 'cert.trust': trust, 'tcp.path': path }, context) {
    const { address, port } = path;
    const offered = request.alpn.length > 0 ? [] : USUAL;
    try {
      const connection = await tappedTlsConnect({
        ...{ address, port, timeoutMs: context.timeoutMs, signal: context.signal, identity: target.servername },
        socket: await context.network.connect({ ...context, address, port }),
        ...(isIP(target.servername) === 0 ? { serverName: target.servername } : {}),
        tls: await clientOptions({ ...request, alpn: offered }, trust, context),
      });
      const { hungUp } = await linger(connection, lingerMs(connection, path, context));
      const { socket } = connection;
      connection.close();
      if (socket === undefined) return { failure: { code: 'NO_SESSION' } };
      return { value: { offered, alpn: socket.alpnProtocol || null, hungUp } };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});
