import type { HelloReply, HelloVariant, TlsFailure } from '../evidence/tls.ts';
import type { Entry, Member } from '../evidence.ts';

/** What came back to a hello: a ServerHello, an alert, something that is no TLS, an end, or nothing; `unknown` was not asked. */
export type Answer = 'hello' | 'alert' | 'other' | 'fin' | 'rst' | 'silence' | 'unknown';

/** What came back, in a word. */
export function answerOf(entry: Entry<'tls.hello' | 'tls.tiny' | 'tls.header'> | undefined): Answer {
  if (entry?.state !== 'ok') return 'unknown';
  const { version, alert, speaks, bytesIn, end, echoed }: HelloReply = entry.value;
  if (echoed) return 'other';
  if (version !== null) return 'hello';
  if (alert !== null) return 'alert';
  if (speaks === 'other' || bytesIn > 0) return 'other';
  if (end === 'fin' || end === 'rst') return end;
  return end === 'timeout' ? 'silence' : 'unknown';
}

/** The entry of one variant. */
export function variant(hellos: readonly Member<'tls.hello'>[], at: HelloVariant): Entry<'tls.hello'> | undefined {
  return hellos.find((member) => member.at === at)?.entry;
}

/** What one variant brought. */
export function answerTo(hellos: readonly Member<'tls.hello'>[], at: HelloVariant): Answer {
  return answerOf(variant(hellos, at));
}

/** Whether a TLS stack spoke. */
export function isTls(answer: Answer): boolean {
  return answer === 'hello' || answer === 'alert';
}

/** Whether the connection died, or hung, without a byte. */
export function isGone(answer: Answer): boolean {
  return answer === 'fin' || answer === 'rst' || answer === 'silence';
}

/** The handshake's failure where the peer refused the hello itself, with a fatal alert before any ServerHello. */
export function refusedHello(handshake: Entry<'tls.handshake'> | undefined): (TlsFailure & { number: number }) | null {
  if (handshake?.state !== 'failed') return null;
  const { failure } = handshake;
  if (failure.code !== 'ALERT' || failure.phase !== 'before-server-hello' || failure.alert?.by !== 'peer') return null;
  return { ...failure, number: failure.alert.number };
}

/** The handshake's failure where nothing at all came back to our hello. */
export function unanswered(handshake: Entry<'tls.handshake'> | undefined): TlsFailure | null {
  if (handshake?.state !== 'failed') return null;
  const { failure } = handshake;
  return failure.raw.bytesIn === 0 && ['FIN', 'RST', 'TIMEOUT', 'TLS_ERROR'].includes(failure.code) ? failure : null;
}

/**
 * Whether nothing that we say is ever acknowledged, not even the smallest hello: TCP connects, and then packets are lost. A
 * hello that was cut short by our own time, or of which the kernel's table told nothing, speaks neither for nor against it.
 */
export function neverArrives(tiny: Entry<'tls.tiny'> | undefined, hellos: readonly Member<'tls.hello'>[]): boolean {
  const asked = [tiny, ...hellos.map(({ entry }) => entry)].filter((entry) => answerOf(entry) !== 'unknown');
  const unacked = (entry: (typeof asked)[number]) => (entry?.state === 'ok' ? entry.value.unacked : undefined);
  const silent = asked.every((entry) => answerOf(entry) === 'silence' && unacked(entry) !== 0);
  return silent && [tiny, variant(hellos, 'small')].some((entry) => (unacked(entry) ?? 0) > 0);
}
