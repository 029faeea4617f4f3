import { createHmac, type KeyObject } from 'node:crypto';
import { uint, vector } from '../bytes/writer.ts';

/** HKDF-Expand (RFC 5869, section 2.3). */
function hkdfExpand(hash: string, secret: KeyObject, info: Buffer, length: number): Buffer {
  const blocks: Buffer[] = [];
  let block: Buffer = Buffer.alloc(0);
  for (let counter = 1; blocks.length * block.length < length; counter += 1) {
    block = createHmac(hash, secret).update(block).update(info).update(uint(1, counter)).digest();
    blocks.push(block);
  }
  return Buffer.concat(blocks).subarray(0, length);
}

/** HKDF-Expand-Label with an empty context (RFC 8446, section 7.1); `length` is in bytes. */
export function hkdfExpandLabel(hash: string, secret: KeyObject, label: string, length: number): Buffer {
  const info = Buffer.concat([uint(2, length), vector(1, Buffer.from(`tls13 ${label}`)), uint(1, 0)]);
  return hkdfExpand(hash, secret, info, length);
}
