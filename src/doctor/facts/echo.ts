import type { EchoFailure } from '../evidence/chat.ts';
import type { Member } from '../evidence.ts';

/**
 * An echo that was lost in one direction while nothing moved: to the server what stays unacknowledged, from the server
 * that of which nothing arrives although what we sent before it did.
 */
export function lostEcho(echoes: readonly Member<'chat.echo'>[], direction: 'up' | 'down'): EchoFailure | undefined {
  const entry = (at: string) => echoes.find((one) => one.at === at)?.entry;
  const [up, own] = [entry('up'), entry(direction)];
  if (own?.state !== 'failed' || own.failure.code !== 'TIMEOUT') return undefined;
  const { failure } = own;
  if (direction === 'up') return failure;
  return up?.state === 'ok' && failure.arrived === 0 ? failure : undefined;
}
