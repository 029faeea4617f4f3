import { BoundedBytes } from '../bytes/bounded.ts';

/** How talking a server into TLS came out. `reply` is what the server said last: its own words, not to be trusted. */
export type StarttlsOutcome =
  | { kind: 'ready' }
  /** It speaks the protocol, and TLS is `not-offered`, `rejected`, or to be had from another host (`redirected`). */
  | { kind: 'refused'; reason: 'not-offered' | 'rejected' | 'redirected'; reply: string }
  | { kind: 'wrong-protocol'; reply: string };

/** What a preamble does next: bytes to send, or `undefined` to wait for more bytes of the server's. */
export type StarttlsScript = Generator<Buffer | undefined, StarttlsOutcome, void>;

/** What a script may know. */
export interface StarttlsNames {
  /** The host that is asked for (XMPP's `to`). */
  serverName: string;
  /** What we call ourselves (SMTP's EHLO). */
  clientName: string;
}

/** The most that a server may say before TLS, in bytes: a banner without end is not read to its end. */
export const MAX_PREAMBLE_BYTES = 16 * 1024;

const MAX_LINE_LENGTH = 4096;
const MAX_REPLY_LENGTH = 512;

/** A server that says more than it may. Never leaves this folder. */
export class PreambleTooLong extends Error {}

/** What the server has said and the script has not yet read. */
export class ServerInput {
  private readonly buffer = new BoundedBytes(MAX_PREAMBLE_BYTES);
  private fed = 0;

  /** Takes in what came. */
  feed(chunk: Uint8Array): void {
    this.fed += chunk.length;
    this.buffer.push(chunk);
  }

  /** What is left unread. */
  rest(): Buffer {
    return Buffer.from(this.buffer.view());
  }

  /** The next line, without its end (LF, CRLF accepted), as Latin-1. */
  *line(): Generator<undefined, string, void> {
    for (;;) {
      const bytes = this.buffer.view();
      const end = bytes.indexOf(0x0a);
      if (end >= 0)
        return this.take(end + 1)
          .toString('latin1')
          .replace(/\r?\n$/, '');
      if (bytes.length > MAX_LINE_LENGTH) throw new PreambleTooLong();
      yield* this.more();
    }
  }

  /** The next `count` bytes. */
  *bytes(count: number): Generator<undefined, Buffer, void> {
    while (this.buffer.length < count) yield* this.more();
    return this.take(count);
  }

  /** Everything up to the end of the first match of `pattern`, as Latin-1. */
  *until(pattern: RegExp): Generator<undefined, string, void> {
    for (;;) {
      const text = this.buffer.view().toString('latin1');
      const match = pattern.exec(text);
      if (match) return this.take(match.index + match[0].length).toString('latin1');
      yield* this.more();
    }
  }

  private *more(): Generator<undefined, void, void> {
    if (this.fed > MAX_PREAMBLE_BYTES) throw new PreambleTooLong();
    yield undefined;
  }

  private take(count: number): Buffer {
    const bytes = Buffer.from(this.buffer.view().subarray(0, count));
    this.buffer.discard(count);
    return bytes;
  }
}

/** The outcome "refused", with the server's words cut to a sensible length. */
export function refused(reason: 'not-offered' | 'rejected' | 'redirected', reply: string): StarttlsOutcome {
  return { kind: 'refused', reason, reply: reply.slice(0, MAX_REPLY_LENGTH) };
}

/** The outcome "wrong protocol", with the server's words cut to a sensible length. */
export function wrongProtocol(reply: string): StarttlsOutcome {
  return { kind: 'wrong-protocol', reply: reply.slice(0, MAX_REPLY_LENGTH) };
}
