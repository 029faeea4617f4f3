import { setTimeout as pause } from 'node:timers/promises';
import { type TappedConnection, tappedTlsConnect } from '../../../tls/tap/tapped-connect.ts';
import type { IdleConnection } from '../../evidence/tcp.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe, type ProbeContext } from '../../probe.ts';
import { unackedBytes } from '../../sockets.ts';

/** How long an answer to our last word is waited for, in milliseconds. */
const LAST_WORD_MS = 1500;
/** Between two proofs of life, in milliseconds: shorter than what any device forgets a connection after. */
const KEEPALIVE_MS = 1000;

/** Two connections that say nothing for a while, one of them with TCP keepalive: do they survive? */
export const idleProbe = defineProbe({
  yields: 'tcp.idle',
  stage: 'quick',
  connects: true,
  needs: ['request', 'target', 'tcp.path'],
  reads: ['tls.handshake'],
  instances: ({ request, 'tls.handshake': handshake }) =>
    request.idleSeconds !== undefined && handshake?.state === 'ok' ? ['plain', 'keepalive'] : [],
  async run({ request, target, 'tcp.path': { address, port } }, context, at) {
    const { timeoutMs, signal } = context;
    try {
      const socket = await context.network.connect({ address, port, timeoutMs, signal });
      if (at === 'keepalive') socket.setKeepAlive(true, KEEPALIVE_MS);
      const local = socket.localPort ?? 0;
      const connection = await tappedTlsConnect({
        ...{ address, port, socket, timeoutMs, signal, identity: target.servername },
        serverName: target.servername,
      });
      if (!connection.socket) return { failure: { code: 'NO_SESSION' } };
      try {
        return { value: await hold(connection, request.idleSeconds ?? 0, { context, local, port }) };
      } finally {
        connection.close();
      }
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});

interface Held {
  readonly context: ProbeContext;
  readonly local: number;
  readonly port: number;
}

async function hold(connection: TappedConnection, seconds: number, held: Held): Promise<IdleConnection> {
  const { system, signal } = held.context;
  const begin = performance.now();
  const endOf = () => connection.observe().end;
  const result = (end: IdleConnection['end']) => ({ seconds, end, afterMs: Math.round(performance.now() - begin) });
  connection.socket?.on('error', () => {}).resume();
  while (performance.now() - begin < seconds * 1000 && endOf() === 'open') await pause(100, undefined, { signal });
  const early = endOf();
  if (early === 'fin' || early === 'rst') return result(early);
  // close_notify is the one thing that may be said to any server; a live one acknowledges it.
  connection.socket?.end();
  const last = performance.now();
  while (performance.now() - last < LAST_WORD_MS && ['open', 'done'].includes(endOf())) {
    await pause(50, undefined, { signal });
    if ((await unackedBytes(system, held.local, held.port)) === 0) return result('alive');
  }
  const end = endOf();
  if (end === 'rst' || end === 'error' || end === 'timeout') return result(end === 'rst' ? 'rst' : 'lost');
  return result((await unackedBytes(system, held.local, held.port)) ? 'lost' : 'alive');
}
