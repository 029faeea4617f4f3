import type { DerCursor } from '../../der/cursor.ts';
import { DerError } from '../../der/error.ts';
import { Tag } from '../../der/tags.ts';

/** SignedCertificateTimestamp of Certificate Transparency (RFC 6962 3.2). */
export interface SignedCertificateTimestamp {
  readonly version: number;
  /** SHA-256 of the log's key, in hexadecimal. */
  readonly logId: string;
  readonly timestamp: Date;
}

/** SignedCertificateTimestampList (RFC 6962 3.3): TLS vectors inside an OCTET STRING. */
export function readSignedCertificateTimestamps(c: DerCursor): readonly SignedCertificateTimestamp[] {
  c.expect(Tag.octetString);
  const { bytes, valueEnd: end } = c;
  let at = c.valueStart;
  if (at + 2 > end || at + 2 + bytes.readUInt16BE(at) !== end) throw new DerError('value-malformed', at);
  at += 2;
  const timestamps: SignedCertificateTimestamp[] = [];
  while (at < end) {
    if (at + 2 > end) throw new DerError('value-malformed', at);
    const next = at + 2 + bytes.readUInt16BE(at);
    if (next > end || next < at + 45) throw new DerError('value-malformed', at);
    timestamps.push({
      version: bytes[at + 2]!,
      logId: bytes.toString('hex', at + 3, at + 35),
      timestamp: new Date(bytes.readUIntBE(at + 35, 2) * 2 ** 48 + bytes.readUIntBE(at + 37, 6)),
    });
    at = next;
  }
  return timestamps;
}
