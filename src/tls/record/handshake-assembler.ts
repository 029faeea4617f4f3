import { BoundedBytes } from '../bytes/bounded.ts';

const HEADER_LENGTH = 4;

/** The longest handshake message that is kept. Chains of 40 RSA-4096 certificates fit in; 100 MB of them do not. */
export const MAX_MESSAGE_LENGTH = 256 * 1024;

/** One handshake message (RFC 8446, section 4). */
export interface HandshakeMessage {
  /** HandshakeType. */
  type: number;
  body: Buffer;
  /** Header and body, as they enter the transcript hash. */
  raw: Buffer;
}

/** A handshake message of which only a part has come. */
export interface PartialMessage {
  type: number;
  /** Bytes that came, header included. */
  have: number;
  /** Bytes of the whole message, header included; undefined until the header is there. */
  need?: number | undefined;
}

/** Puts handshake messages together from record fragments: one record may hold many, and one may span many records. */
export class HandshakeAssembler {
  private readonly pending = new BoundedBytes(HEADER_LENGTH + MAX_MESSAGE_LENGTH);
  private oversized: { type: number; length: number } | undefined;

  /** Set once a message announced more than `MAX_MESSAGE_LENGTH`; nothing is read after it. */
  get tooLarge(): { type: number; length: number } | undefined {
    return this.oversized;
  }

  /** The message that has begun and not ended. */
  get partial(): PartialMessage | undefined {
    const bytes = this.pending.view();
    if (bytes.length === 0) return undefined;
    const need = bytes.length >= HEADER_LENGTH ? HEADER_LENGTH + bytes.readUIntBE(1, 3) : undefined;
    return { type: bytes[0]!, have: bytes.length, need };
  }

  /** Takes in one fragment of a handshake record and gives the messages that are now complete. */
  push(fragment: Uint8Array): HandshakeMessage[] {
    const messages: HandshakeMessage[] = [];
    let rest = fragment;
    while (rest.length > 0 && !this.oversized) {
      const missing = this.missing();
      this.pending.push(rest.subarray(0, missing));
      rest = rest.subarray(missing);
      if (this.missing() === 0 && !this.oversized) messages.push(this.take());
    }
    return messages;
  }

  private missing(): number {
    const bytes = this.pending.view();
    if (bytes.length < HEADER_LENGTH) return HEADER_LENGTH - bytes.length;
    const length = bytes.readUIntBE(1, 3);
    if (length > MAX_MESSAGE_LENGTH) {
      this.oversized = { type: bytes[0]!, length };
      return 0;
    }
    return HEADER_LENGTH + length - bytes.length;
  }

  private take(): HandshakeMessage {
    const raw = Buffer.from(this.pending.view());
    this.pending.discard(raw.length);
    return { type: raw[0]!, body: raw.subarray(HEADER_LENGTH), raw };
  }
}
