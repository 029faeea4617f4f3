import { type ByteReader, DecodeError } from '../bytes/reader.ts';

/** Extensions by type, in the order sent. */
export type Extensions = ReadonlyMap<number, Buffer>;

/**
 * Reads a block of extensions (RFC 8446, section 4.2). Before TLS 1.3 the whole block may be absent: no bytes left
 * means no extensions. One type twice is an error there and here.
 */
export function readExtensions(from: ByteReader): Extensions {
  const extensions = new Map<number, Buffer>();
  if (from.remaining === 0) return extensions;
  const block = from.vector(2, 'extensions');
  while (block.remaining > 0) {
    const type = block.uint(2, 'extension_type');
    if (extensions.has(type)) throw new DecodeError('extension_type', block.offset - 2);
    extensions.set(type, block.vector(2, 'extension_data').rest());
  }
  return extensions;
}
