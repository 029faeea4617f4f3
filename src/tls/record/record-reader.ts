import { BoundedBytes } from '../bytes/bounded.ts';
import { CONTENT_TYPES } from '../tables/content-types.ts';

/** Type, version and length (RFC 8446, section 5.1). */
export const RECORD_HEADER_LENGTH = 5;

/** The longest fragment that any version allows: TLSCiphertext of TLS 1.2 (RFC 5246, section 6.2.3). */
export const MAX_FRAGMENT_LENGTH = 2 ** 14 + 2048;

/** One record as it came. */
export interface TlsRecord {
  /** ContentType. */
  type: number;
  /** legacy_record_version. */
  version: number;
  fragment: Buffer;
  /** Where the record begins in the stream, in bytes. */
  offset: number;
}

/** A record of which only a part has come. */
export interface PartialRecord {
  /** Undefined until its first byte is there. */
  type?: number | undefined;
  /** Bytes that came, header included. */
  have: number;
  /** Bytes of the whole record, header included; undefined until the header is there. */
  need?: number | undefined;
}

/** Why bytes are not TLS records. */
export type NotTlsReason = 'content-type' | 'version' | 'length';

/** Bytes that are not TLS records, from `offset` on. */
export interface NotTls {
  reason: NotTlsReason;
  offset: number;
}

/**
 * Cuts a stream into TLS records, however it is chopped up on its way (RFC 8446, section 5.1). Keeps at most one
 * record. What follows bytes that are no record is ignored: there is no way to find the next one.
 */
export class RecordReader {
  private readonly pending = new BoundedBytes(RECORD_HEADER_LENGTH + MAX_FRAGMENT_LENGTH);
  private consumed = 0;
  private failure: NotTls | undefined;

  /** Set once the stream turned out not to be TLS. */
  get notTls(): NotTls | undefined {
    return this.failure;
  }

  /** The record that has begun and not ended. */
  get partial(): PartialRecord | undefined {
    const bytes = this.pending.view();
    if (this.failure || bytes.length === 0) return undefined;
    const need = bytes.length >= RECORD_HEADER_LENGTH ? RECORD_HEADER_LENGTH + bytes.readUInt16BE(3) : undefined;
    return { type: bytes[0], have: bytes.length, need };
  }

  /** Takes in what came and gives the records that are now complete. */
  push(chunk: Uint8Array): TlsRecord[] {
    const records: TlsRecord[] = [];
    let rest = chunk;
    while (rest.length > 0 && !this.failure) {
      const missing = this.missing();
      this.pending.push(rest.subarray(0, missing));
      rest = rest.subarray(missing);
      this.check();
      if (!this.failure && this.missing() === 0) records.push(this.take());
    }
    return records;
  }

  /** Bytes that the header still lacks, then bytes that the fragment still lacks. */
  private missing(): number {
    const have = this.pending.length;
    if (have < RECORD_HEADER_LENGTH) return RECORD_HEADER_LENGTH - have;
    return RECORD_HEADER_LENGTH + this.pending.view().readUInt16BE(3) - have;
  }

  private check(): void {
    const bytes = this.pending.view();
    const reason = implausible(bytes);
    if (reason) this.failure = { reason, offset: this.consumed };
  }

  private take(): TlsRecord {
    const bytes = this.pending.view();
    const record = {
      type: bytes[0]!,
      version: bytes.readUInt16BE(1),
      fragment: Buffer.from(bytes.subarray(RECORD_HEADER_LENGTH)),
      offset: this.consumed,
    };
    this.consumed += bytes.length;
    this.pending.discard(bytes.length);
    return record;
  }
}

function implausible(header: Buffer): NotTlsReason | undefined {
  if (!CONTENT_TYPES.knows(header[0]!)) return 'content-type';
  if (header.length >= 2 && header[1] !== 3) return 'version';
  if (header.length >= RECORD_HEADER_LENGTH && header.readUInt16BE(3) > MAX_FRAGMENT_LENGTH) return 'length';
  return undefined;
}
