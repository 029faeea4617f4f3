import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decryptRc2Cbc } from '../../../src/pki/encryption/rc2.ts';
import { peer } from '../../support/peers.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('RC2', () => {
  // RFC 2268 section 5: key, effective bits, plaintext, ciphertext of one block.
  it.each([
    ['00000000 00000000', 63, '00000000 00000000', 'ebb773f9 93278eff'],
    ['ffffffff ffffffff', 64, 'ffffffff ffffffff', '278b27e4 2e2f0d49'],
    ['30000000 00000000', 64, '10000000 00000001', '30649edf 9be7d2c2'],
    ['88', 64, '00000000 00000000', '61a8a244 adacccf0'],
    ['88bca90e 90875a', 64, '00000000 00000000', '6ccf4308 974c267f'],
    ['88bca90e 90875a7f 0f79c384 627bafb2', 64, '00000000 00000000', '1a807d27 2bbe5db1'],
    ['88bca90e 90875a7f 0f79c384 627bafb2', 128, '00000000 00000000', '2269552a b0f85ca6'],
    [
      '88bca90e 90875a7f 0f79c384 627bafb2 16f80a6f 85920584 c42fceb0 be255daf 1e',
      129,
      '00000000 00000000',
      '5b78d3a4 3dfff1f1',
    ],
  ])('vector of RFC 2268: key %s, %d bits', (key, bits, plain, cipher) => {
    // A block that decrypts to eight times 8 is padding alone: what is wanted follows from an IV that makes it so.
    const iv = hex(plain).map((octet) => octet ^ 8);
    expect(decryptRc2Cbc(hex(cipher), hex(key), Buffer.from(iv), bits)).toEqual(Buffer.alloc(0));
  });

  it('refuses lengths that are no blocks, and wrong padding', () => {
    const key = hex('88bca90e 90875a7f 0f79c384 627bafb2');
    expect(() => decryptRc2Cbc(Buffer.alloc(7), key, Buffer.alloc(8), 128)).toThrow('block length');
    expect(() => decryptRc2Cbc(Buffer.alloc(0), key, Buffer.alloc(8), 128)).toThrow('block length');
    expect(() => decryptRc2Cbc(hex('2269552a b0f85ca6'), key, Buffer.alloc(8), 128)).toThrow('padding');
  });

  it.skipIf(!peer('openssl'))('reads what openssl writes, of any length', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ minLength: 24, maxLength: 24 }),
        (plain, secret) => {
          const [key, iv] = [Buffer.from(secret.subarray(0, 16)), Buffer.from(secret.subarray(16))];
          const words = ['enc', '-rc2-cbc', '-provider', 'legacy', '-provider', 'default', '-K', key.toString('hex')];
          const run = spawnSync('openssl', [...words, '-iv', iv.toString('hex')], { input: Buffer.from(plain) });
          expect(run.status, run.stderr.toString()).toBe(0);
          expect(decryptRc2Cbc(run.stdout, key, iv, 128)).toEqual(Buffer.from(plain));
        },
      ),
      { numRuns: 30 },
    );
  });
});
