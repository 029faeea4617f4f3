import { digestChain } from './digest-chain/index.ts';

/** What a derived key is for (RFC 7292 B.3). */
export const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

/** A passphrase as PKCS#12 derives from it: UTF-16, big-endian, with a zero at the end (RFC 7292 B.1). */
export function bmpPassphrase(passphrase: string): Buffer {
  return Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
}

/** How a key is derived. */
export interface Derivation {
  /** SHA-1 or of the SHA-2 family, as `node:crypto` names it. */
  readonly digest: string;
  readonly passphrase: Buffer;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly purpose: number;
  /** Octets wanted. */
  readonly length: number;
}

/** Digests that take their input in blocks of 128 octets. */
const LONG_BLOCKS: ReadonlySet<string> = new Set(['sha384', 'sha512']);

/** PKCS#12's own key derivation (RFC 7292 B.2). */
export function derivePkcs12({ digest, passphrase, salt, iterations, purpose, length }: Derivation): Buffer {
  const block = LONG_BLOCKS.has(digest) ? 128 : 64;
  const diversifier = Buffer.alloc(block, purpose);
  const input = Buffer.concat([fill(Buffer.from(salt), block), fill(passphrase, block)]);
  const parts: Buffer[] = [];
  for (let have = 0; have < length; ) {
    const a = digestChain(digest, Buffer.concat([diversifier, input]), iterations);
    parts.push(a);
    have += a.length;
    if (have < length) addToBlocks(input, fill(a, block).subarray(0, block), block);
  }
  return Buffer.concat(parts).subarray(0, length);
}

/** Repeats bytes until they fill whole blocks. */
function fill(bytes: Buffer, block: number): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
}

/** Adds a number and one to every block, each taken as one big number. */
function addToBlocks(input: Buffer, number: Buffer, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1;
    for (let at = block - 1; at >= 0; at -= 1) {
      carry += input[start + at]! + number[at]!;
      input[start + at] = carry & 0xff;
      carry >>= 8;
    }
  }
}
