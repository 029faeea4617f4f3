import { hash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { digestChain } from '../../../src/pki/encryption/digest-chain/index.ts';

function oneByOne(digest: string, input: Uint8Array, rounds: number): Buffer {
  let value = hash(digest, input, 'buffer');
  for (let round = 1; round < rounds; round += 1) value = hash(digest, value, 'buffer');
  return value;
}

describe('a chain of digests', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each(['sha1', 'sha256', 'sha384', 'md5'])('%s: the same as one call after the other', (digest) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 300 }), (input, rounds) => {
        expect(digestChain(digest, input, rounds)).toEqual(oneByOne(digest, input, rounds));
      }),
      { numRuns: 60 },
    );
  });

  it.each([8191, 8192, 8193, 8194, 12_289])('%i rounds, some of them in a loop of our own', (rounds) => {
    for (const digest of ['sha1', 'sha256']) {
      for (const input of [Buffer.alloc(0), Buffer.of(1), Buffer.alloc(200, 0xff)]) {
        expect(digestChain(digest, input, rounds)).toEqual(oneByOne(digest, input, rounds));
      }
    }
  });

  it('without a compiler, too', () => {
    const expected = oneByOne('sha256', Buffer.of(1), 9000);
    vi.stubGlobal('WebAssembly', undefined);
    Reflect.deleteProperty(globalThis, 'WebAssembly');
    expect(digestChain('sha256', Buffer.of(1), 9000)).toEqual(expected);
  });
});
