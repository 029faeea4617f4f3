import { type Greeting, recogniseGreeting } from '../../tls/starttls/greeting.ts';
import type { Entry } from '../evidence.ts';

/** What the peer said in another language than TLS. */
export interface PeerWords {
  readonly kind: Greeting;
  readonly bytes: Buffer;
  /** Its first line, for showing. */
  readonly line: string;
  /** Whether it spoke without being spoken to. */
  readonly unasked: boolean;
  readonly printable: boolean;
}

const LINE = 80;

/** The first words of the peer: what it says by itself, else what it answered to our hello. Null where it said nothing. */
export function wordsOf(
  handshake: Entry<'tls.handshake'> | undefined,
  greeting: Entry<'peer.greeting'> | undefined,
): PeerWords | null {
  if (handshake?.state !== 'failed') return null;
  const own = greeting?.state === 'ok' ? greeting.value.text : '';
  const text = own || (handshake.failure.code === 'NOT_TLS' ? (handshake.failure.firstText ?? '') : '');
  if (text === '') return null;
  const bytes = Buffer.from(text, 'latin1');
  const printable = [...bytes.subarray(0, 256)].every(
    (byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d,
  );
  const kind = recogniseGreeting(bytes);
  // POP3 and IMAP speak first, always, if late at times: who says -ERR to a hello and nothing to silence is another.
  const late = own === '' && /^-ERR|^\* BAD/i.test(text) && greeting?.state === 'ok';
  return {
    kind: late ? 'unknown' : kind,
    bytes,
    line: text.split(/\r?\n/)[0]!.slice(0, LINE),
    unasked: own !== '',
    printable,
  };
}
