import zlib from 'node:zlib';
import { ByteReader, DecodeError } from '../bytes/reader.ts';
import { MAX_MESSAGE_LENGTH } from '../record/handshake-assembler.ts';

type Inflate = (data: Buffer, options: { maxOutputLength: number }) => Buffer;

/** CertificateCompressionAlgorithm (RFC 8879, section 7.3). zstd came to Node with 22.15. */
const ALGORITHMS: ReadonlyMap<number, { name: string; inflate: Inflate | undefined }> = new Map([
  [1, { name: 'zlib', inflate: zlib.inflateSync }],
  [2, { name: 'brotli', inflate: zlib.brotliDecompressSync }],
  [3, { name: 'zstd', inflate: (zlib as { zstdDecompressSync?: Inflate }).zstdDecompressSync }],
]);

/**
 * Gives the Certificate message body that a CompressedCertificate holds (RFC 8879, section 4), with the name of the
 * algorithm. Never inflates past `MAX_MESSAGE_LENGTH`. Throws `DecodeError`.
 */
export function readCompressedCertificate(body: Buffer): { algorithm: string; body: Buffer } {
  const reader = new ByteReader(body);
  const algorithm = ALGORITHMS.get(reader.uint(2, 'algorithm'));
  const length = reader.uint(3, 'uncompressed_length');
  const data = reader.vector(3, 'compressed_certificate_message').rest();
  if (!algorithm?.inflate || length > MAX_MESSAGE_LENGTH) throw new DecodeError('algorithm', 0);
  try {
    return { algorithm: algorithm.name, body: algorithm.inflate(data, { maxOutputLength: Math.max(length, 1) }) };
  } catch {
    throw new DecodeError('compressed_certificate_message', reader.offset);
  }
}
