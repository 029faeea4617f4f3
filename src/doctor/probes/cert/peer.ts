import { isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { shownLeaf } from '../../../tls/shown-leaf.ts';
import { tappedTlsConnect } from '../../../tls/tap/tapped-connect.ts';
import type { Trust } from '../../evidence/cert.ts';
import type { Request, Target } from '../../evidence/request.ts';
import type { TlsSession } from '../../evidence/tls.ts';
import { certificateFacts } from '../../facts/certificate.ts';
import { LLAVE_GREETING } from '../../facts/greeting.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe, type Observation, type ProbeContext } from '../../probe.ts';
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
    const seen = { request, target, trust, session };
    try {
      return await (at === AGAIN ? again(seen, context) : elsewhere(seen, context, at));
    } catch (error) {
      // Nobody connects twice where connections are counted: that is an observation, too.
      return { failure: asFailure(error) };
    }
  },
});

/**
 * The groups of a hello that takes this machine and the server a third less time than one with ML-KEM. Which certificate a
 * server shows depends on the name, the version and the signature schemes (RFC 8446, section 4.4.2.2), not on them.
 */
const QUICK_GROUPS = 'X25519:P-256:P-384:P-521';
/** What a server chose that is likely to take one of them. */
const SUGGEST_QUICK: readonly string[] = ['X25519MLKEM768', 'x25519', 'secp256r1', 'secp384r1', 'secp521r1'];

interface Seen {
  readonly request: Request;
  readonly target: Target;
  readonly trust: Trust;
  readonly session: TlsSession;
}

/** The certificate of another address. */
async function elsewhere(
  { request, target, trust, session }: Seen,
  context: ProbeContext,
  at: string,
): Promise<Observation<'cert.peer'>> {
  const { timeoutMs, signal, live, network } = context;
  const [address, { port }] = [at, target];
  const held = live.take<Socket>(heldSocket(at));
  const socket = held && !held.destroyed ? held : await network.connect({ ...context, address, port });
  const connection = await tappedTlsConnect({
    ...{ address, port, socket, timeoutMs, signal, identity: target.servername },
    ...(isIP(target.servername) === 0 ? { serverName: target.servername } : {}),
    tls: await clientOptions(request, trust, context),
  });
  if (LLAVE_GREETING.test(session.greeting)) live.put(peerSession(at), connection, () => connection.close());
  else connection.close();
  const der = connection.observe().wire.certificates[0]?.der;
  return found(address, der === undefined ? undefined : Buffer.from(der, 'base64'));
}

/** The certificate of the same address the next time. Who will have none of our groups is greeted as the first time. */
async function again(
  { request, target, trust, session }: Seen,
  context: ProbeContext,
): Promise<Observation<'cert.peer'>> {
  const { address } = session;
  const look = async (groups?: string) =>
    await shownLeaf({
      socket: await context.network.connect({ ...context, address, port: target.port }),
      serverName: target.servername,
      tls: await clientOptions(request, trust, context, groups),
      ...context,
    });
  // Some servers talk to one client at a time.
  context.live.take<TLSSocket>(HELD_SESSION)?.destroy();
  const { group } = session.wire;
  const quick = group === undefined || SUGGEST_QUICK.includes(group.name);
  const leaf = await look(quick ? QUICK_GROUPS : undefined);
  // Before STARTTLS nobody speaks TLS, whatever the groups.
  const mayBeGroups = leaf === undefined && quick && request.starttls === undefined;
  return found(address, mayBeGroups ? await look() : leaf);
}

function found(address: string, leaf: Buffer | undefined): Observation<'cert.peer'> {
  if (leaf === undefined) return { failure: { code: 'NO_CERTIFICATE' } };
  return { value: { address, leaf: certificateFacts(leaf) } };
}
