import { createHash } from 'node:crypto';
import { Blowfish } from './blowfish.ts';

const OUTPUT = 32;
const ITSELF = Buffer.from('OxychromaticBlowfishSwatDynamite');

/** How many blocks, each of which costs all rounds, an output of some octets is made of. */
export function bcryptBlocks(length: number): number {
  return Math.ceil(length / OUTPUT);
}

/**
 * The key derivation of OpenSSH's encrypted keys, as its bcrypt_pbkdf(3) defines it: PBKDF2 whose function is bcrypt over
 * SHA-512 digests, with the octets of the blocks interleaved.
 */
export function bcryptPbkdf(passphrase: Buffer, salt: Buffer, rounds: number, length: number): Buffer {
  const result = Buffer.alloc(length);
  const blocks = bcryptBlocks(length);
  const perBlock = Math.ceil(length / blocks);
  const key = words(sha512(passphrase));
  for (let block = 1; block <= blocks; block += 1) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(block);
    let output = bcryptHash(key, words(sha512(salt, counter)));
    const sum = Buffer.from(output);
    for (let round = 1; round < rounds; round += 1) {
      output = bcryptHash(key, words(sha512(output)));
      for (let i = 0; i < OUTPUT; i += 1) sum[i]! ^= output[i]!;
    }
    for (let i = 0; i < perBlock; i += 1) {
      const at = i * blocks + (block - 1);
      if (at < length) result[at] = sum[i]!;
    }
  }
  return result;
}

function bcryptHash(key: Uint32Array, salt: Uint32Array): Buffer {
  const cipher = new Blowfish();
  const nothing = new Uint32Array(16);
  cipher.expand(salt, key);
  for (let i = 0; i < 64; i += 1) {
    cipher.expand(nothing, salt);
    cipher.expand(nothing, key);
  }
  const block = words(ITSELF);
  for (let i = 0; i < 64; i += 1) cipher.encrypt(block);
  const output = Buffer.alloc(OUTPUT);
  block.forEach((word, index) => {
    output.writeUInt32LE(word, index * 4);
  });
  return output;
}

function sha512(...parts: Uint8Array[]): Buffer {
  const hash = createHash('sha512');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function words(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32BE(index * 4));
}
