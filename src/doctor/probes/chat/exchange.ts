import { randomBytes } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { ChatConnection } from '../../../chat/client/connection.ts';
import type { ChatFailure } from '../../evidence/chat.ts';
import type { Target } from '../../evidence/request.ts';
import type { TcpPath } from '../../evidence/tcp.ts';
import { LLAVE_GREETING } from '../../facts/greeting.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe, type Observation, type ProbeContext } from '../../probe.ts';
import { withTimeout } from '../../timeout.ts';
import { HELD_SESSION } from '../tls/handshake.ts';

/** How long a message may take from one of our connections to the other, in milliseconds. */
const HEARING_MS = 1500;

/** Enters the chat twice, in a room of our own, and sees whether what one says reaches the other. */
export const chatExchangeProbe = defineProbe({
  yields: 'chat.exchange',
  stage: 'quick',
  goal: true,
  connects: true,
  needs: ['target', 'request', 'tcp.path', 'tls.handshake'],
  reads: [],
  when: ({ 'tls.handshake': session }) => LLAVE_GREETING.test(session.greeting),
  async run(seen, context) {
    const held = context.live.take<TLSSocket>(HELD_SESSION);
    if (!held) return { blockedBy: 'tls.handshake' };
    const server = LLAVE_GREETING.exec(seen['tls.handshake'].greeting)?.[1] ?? '';
    const first = new ChatConnection(held, 'first');
    const opened = [first];
    try {
      return await exchange({ first, opened, server, target: seen.target, path: seen['tcp.path'], context });
    } finally {
      for (const connection of opened) connection.destroy('done');
    }
  },
});

interface Exchange {
  readonly first: ChatConnection;
  readonly opened: ChatConnection[];
  readonly server: string;
  readonly target: Target;
  readonly path: TcpPath;
  readonly context: ProbeContext;
}

async function exchange({
  first,
  opened,
  server,
  target,
  path,
  context,
}: Exchange): Promise<Observation<'chat.exchange'>> {
  const { timeoutMs, signal } = context;
  const token = randomBytes(6).toString('hex');
  const room = `doctor-${token}`;
  let step: ChatFailure['step'] = 'enter-first';
  let secondLeaf = '';
  const within = <T>(work: Promise<T>) => withTimeout(work, timeoutMs, signal);
  try {
    const [second] = await within(
      Promise.all([
        secondConnection(target, path, context).then((socket) => {
          const connection = new ChatConnection(socket, 'second');
          opened.push(connection);
          secondLeaf = fingerprintOf(socket);
          return connection;
        }),
        first.enter(`doctor-${token}-1`),
      ]),
    );
    step = 'enter-second';
    await within(second.enter(`doctor-${token}-2`));
    step = 'join';
    await within(Promise.all([first, second].map((one) => join(one, room))));
    const begin = performance.now();
    await first.send({ type: 'say', text: token });
    const received = await withTimeout(heard(second, token), Math.min(HEARING_MS, timeoutMs), signal).catch(
      () => false,
    );
    const roundTripMs = Math.round((performance.now() - begin) * 100) / 100;
    return { value: { server, room, received, roundTripMs, secondLeaf } };
  } catch (error) {
    return { failure: { ...asFailure(error), step } };
  }
}

async function secondConnection(target: Target, path: TcpPath, context: ProbeContext): Promise<TLSSocket> {
  const { connect } = await import('node:tls');
  const raw = await context.network.connect({ ...context, address: path.address, port: path.port });
  const named = !/^[\d.]+$|:/.test(target.servername);
  const socket = connect({
    socket: raw,
    rejectUnauthorized: false,
    ...(named ? { servername: target.servername } : {}),
  });
  return await new Promise((resolve, reject) => {
    const stop = () => socket.destroy(new Error('aborted'));
    context.signal.addEventListener('abort', stop, { once: true });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      context.signal.removeEventListener('abort', stop);
      resolve(socket);
    });
  });
}

function fingerprintOf(socket: TLSSocket): string {
  return socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase() ?? '';
}

async function join(connection: ChatConnection, room: string): Promise<void> {
  await connection.send({ type: 'join', room });
  for await (const event of connection) {
    if (event.type === 'welcome' && event.room === room) return;
    if (event.type === 'error') throw Object.assign(new Error(event.code), { code: event.code });
  }
  throw Object.assign(new Error('closed'), { code: 'CLOSED' });
}

async function heard(connection: ChatConnection, token: string): Promise<boolean> {
  for await (const event of connection) if (event.type === 'message' && event.text.includes(token)) return true;
  return false;
}
