import { JSON_ALPN } from '../../../chat/protocol/json.ts';
import type { EchoFailure } from '../../evidence/chat.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe, type ProbeContext } from '../../probe.ts';
import { unackedBytes } from '../../sockets.ts';
import { withTimeout } from '../../timeout.ts';
import { CHAT_ROOM, type ChatRoom } from './exchange.ts';

/** Several full segments of any usual network, and not more than TCP sends before the first acknowledgement (RFC 6928). */
const BYTES = 12_288;
/** The most that the server takes. */
const DEEP_BYTES = 65_536;
/** In so many milliseconds TCP sends again twice what was lost; what is only slow has made progress. */
const STANDSTILL_MS = 500;
/** How long the short question on the other connection may take. */
const SHORT_MS = 500;

/** Whether large records arrive, in either direction: the handshake and short messages fit where they may not. */
export const chatEchoProbe = defineProbe({
  yields: 'chat.echo',
  stage: 'quick',
  connects: false,
  timeoutMs: 2000,
  needs: ['request', 'tcp.path', 'chat.exchange'],
  reads: [],
  when: ({ 'chat.exchange': { secondDialect } }) => secondDialect === JSON_ALPN,
  instances: () => ['up', 'down'],
  async run({ request, 'tcp.path': path }, context, at) {
    const room = context.live.borrow<ChatRoom>(CHAT_ROOM);
    if (!room) return { blockedBy: 'chat.exchange' };
    const bytes = request.deep ? DEEP_BYTES : BYTES;
    const begin = performance.now();
    try {
      await withTimeout(echo(room, at === 'up', bytes), context.timeoutMs - SHORT_MS, context.signal);
      return { value: { bytes, ms: Math.round((performance.now() - begin) * 100) / 100 } };
    } catch (error) {
      const { code } = asFailure(error);
      return { failure: { ...(await standstill(room, path.port, context)), code, bytes } };
    }
  },
});

/** Answers come in the order of the questions; how long one is tells the two apart. */
async function echo({ second }: ChatRoom, up: boolean, bytes: number): Promise<void> {
  const command = up
    ? ({ type: 'echo', data: 'x'.repeat(bytes), reply: 0 } as const)
    : ({ type: 'echo', data: '', reply: bytes } as const);
  await second.ask(command, (event) => {
    if (event.type !== 'echo') return undefined;
    return up ? event.received === bytes || undefined : event.data.length === bytes || undefined;
  });
}

/** Whether anything moves on the connection, and whether a short message gets through on the other one meanwhile. */
async function standstill(
  { first, tapped }: ChatRoom,
  port: number,
  { system, signal }: ProbeContext,
): Promise<Omit<EchoFailure, 'code' | 'bytes'>> {
  const { localPort = 0 } = tapped.observe();
  const earlier = await unackedBytes(system, localPort, port);
  const before = tapped.bytesIn;
  const [shortAnswered] = await Promise.all([
    withTimeout(
      first.ask({ type: 'ping' }, (event) => isPong(event) || undefined),
      SHORT_MS,
      signal,
    ).catch(() => false),
    new Promise((resolve) => setTimeout(resolve, STANDSTILL_MS)),
  ]);
  const later = await unackedBytes(system, localPort, port);
  // On a slow path it becomes less.
  return {
    arrived: tapped.bytesIn - before,
    shortAnswered,
    ...(later === undefined ? {} : { unacked: later === earlier ? later : 0 }),
  };
}

function isPong(event: { readonly type: string; readonly text?: string }): boolean {
  return event.type === 'pong' || (event.type === 'line' && event.text === '* pong');
}
