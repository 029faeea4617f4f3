import { isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { tappedTlsConnect } from '../../../tls/tap/tapped-connect.ts';
import { certificateFacts } from '../../facts/certificate.ts';
import { LLAVE_GREETING } from '../../facts/greeting.ts';
import { defineProbe } from '../../probe.ts';
import { heldSocket } from '../tcp/connect.ts';
import { clientOptions } from '../tls/client-options.ts';
import { HELD_SESSION } from '../tls/handshake.ts';

/** The instance that connects to the same address once more. */
export const AGAIN = 'again';
const MOST_ADDRESSES = 3;

/** The name under which a session with another address of a reference server is left open: a `TappedConnection`. */
export const peerSession = (at: string): string => `cert.peer@${at}`;

/**
 * Which certificate the other addresses of the target show, and the same address the next time: behind one name there
 * may be several servers. The reference server is entered twice anyway; it is not asked again.
 */
export const certPeerProbe = defineProbe({
  yields: 'cert.peer',
  stage: 'quick',
  connects: true,
  timeoutMs: 1000,
  needs: ['request', 'target', 'cert.trust', 'tls.handshake'],
  reads: ['tcp.connect'],
  instances: ({ 'tls.handshake': session, 'tcp.connect': connections }) => [
    ...connections
      .filter(({ at, entry }) => entry.state === 'ok' && at !== session.address)
      .slice(0, MOST_ADDRESSES)
      .map(({ at }) => at),
    ...(LLAVE_GREETING.test(session.greeting) ? [] : [AGAIN]),
  ],
  async run({ request, target, 'cert.trust': trust, 'tls.handshake': session }, context, at) {
    const address = at === AGAIN ? session.address : at;
    const { timeoutMs, signal, live, network } = context;
    // Some servers talk to one client at a time.
    if (at === AGAIN) live.take<TLSSocket>(HELD_SESSION)?.destroy();
    const held = at === AGAIN ? undefined : live.take<Socket>(heldSocket(at));
    const { port } = target;
    const socket = held && !held.destroyed ? held : await network.connect({ ...context, address, port });
    const connection = await tappedTlsConnect({
      ...{ address, port, socket, timeoutMs, signal, identity: target.servername },
      ...(isIP(target.servername) === 0 ? { serverName: target.servername } : {}),
      tls: await clientOptions(request, trust, context),
    });
    const leaf = connection.leaf();
    if (LLAVE_GREETING.test(session.greeting)) live.put(peerSession(at), connection, () => connection.close());
    else connection.close();
    if (leaf === undefined) return { failure: { code: 'NO_CERTIFICATE' } };
    return { value: { address, leaf: certificateFacts(leaf) } };
  },
});
