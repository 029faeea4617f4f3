/** An unsigned integer of `width` bytes, most significant first. */
export function uint(width: 1 | 2 | 3, value: number): Buffer {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
}

/** A variable-length vector (RFC 8446, section 3.4): the length of `parts` in `width` bytes, then the parts. */
export function vector(width: 1 | 2 | 3, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([uint(width, length), ...parts]);
}

/** A vector of 16-bit values with its length in `width` bytes. */
export function uint16List(width: 1 | 2, values: readonly number[]): Buffer {
  return vector(width, ...values.map((value) => uint(2, value)));
}
