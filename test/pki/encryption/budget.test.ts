import { describe, expect, it } from 'vitest';
import { DerivationBudget } from '../../../src/pki/encryption/budget.ts';
import type { EncryptionScheme } from '../../../src/pki/encryption/schemes.ts';

const salt = Buffer.alloc(8);
const tripleDes = { name: 'des-ede3-cbc', key: 24, obsolete: '3DES' } as const;
const pkcs12 = (rounds: number): EncryptionScheme => ({
  kdf: 'pkcs12',
  digest: 'sha1',
  salt,
  rounds,
  cipher: tripleDes,
});
const pbkdf2 = (digest: string, rounds: number): EncryptionScheme => {
  return { kdf: 'pbkdf2', digest, salt, rounds, cipher: { name: 'aes-256-cbc', key: 32 }, iv: Buffer.alloc(16) };
};
const refused = (spend: (budget: DerivationBudget) => void) => () =>
  spend(new DerivationBudget('f', 'ERR_PKCS12_COST'));

describe('what deriving keys may cost', () => {
  it("is enough for the dearest that programs write: certtool's 3DES with 600,000 rounds for bags and MAC", () => {
    const budget = new DerivationBudget('f', 'ERR_PKCS12_COST');
    budget.payPkcs12('sha256', 600_000, 32);
    budget.pay(pkcs12(600_000));
    budget.pay(pkcs12(600_000));
    expect([...budget.obsolete]).toEqual(['3DES']);
    // Every unit counts: a key of two, and an IV; a third bag of the kind is too many.
    expect(() => budget.pay(pkcs12(600_000))).toThrow('ERR_PKCS12_COST');
  });

  it('is one for a whole file: bags that are cheap alone end it together', () => {
    const budget = new DerivationBudget('f', 'ERR_PKCS12_COST');
    for (let bag = 0; bag < 5; bag += 1) budget.pay(pbkdf2('sha256', 600_000));
    expect(() => budget.pay(pbkdf2('sha256', 600_000))).toThrow('ERR_PKCS12_COST');
  });

  it.each<[string, (budget: DerivationBudget) => void]>([
    ['PBKDF2 with SHA-256', (budget) => budget.pay(pbkdf2('sha256', 4_000_000))],
    ['PBKDF2 whose output takes two blocks of SHA-1', (budget) => budget.pay(pbkdf2('sha1', 2_000_000))],
    ['PBKDF2 with SHA-512, which is dearer', (budget) => budget.pay(pbkdf2('sha512', 1_200_000))],
    ['rounds beyond four octets', (budget) => budget.pay(pbkdf2('sha256', Number.POSITIVE_INFINITY))],
    ['PKCS#12 with SHA-1', (budget) => budget.pay(pkcs12(2_000_000))],
    ['a MAC whose digest runs a call each', (budget) => budget.payPkcs12('sha512', 400_000, 64)],
    [
      'PBES1 with MD5',
      (budget) => budget.pay({ ...pkcs12(400_000), kdf: 'pbkdf1', digest: 'md5' } as EncryptionScheme),
    ],
    ['scrypt in time', (budget) => budget.pay({ kdf: 'scrypt', n: 16_384, r: 8, p: 16 })],
    ['scrypt in memory', (budget) => budget.pay({ kdf: 'scrypt', n: 1_048_576, r: 1, p: 1 })],
    [
      'PBKDF2 with a digest that only OpenSSL may know',
      (budget) => budget.pay({ kdf: 'unknown', oid: '1.2', rounds: 200_000 }),
    ],
    ['bcrypt', (budget) => budget.payBcrypt(200, 2)],
  ])('ends %s before it is begun', (_, spend) => {
    expect(refused(spend)).toThrow('ERR_PKCS12_COST');
  });

  it.each<[string, (budget: DerivationBudget) => void]>([
    ['scrypt as OpenSSL writes it', (budget) => budget.pay({ kdf: 'scrypt', n: 16_384, r: 8, p: 1 })],
    ['ssh-keygen -a 100', (budget) => budget.payBcrypt(100, 2)],
    ['what nobody derives', (budget) => budget.pay({ kdf: 'unknown', oid: '1.2.3' })],
  ])('allows %s', (_, spend) => {
    expect(refused(spend)).not.toThrow();
  });

  it('tells cost and limit in rounds of what was asked for', () => {
    let params: unknown;
    try {
      new DerivationBudget('a.p12', 'ERR_PKCS12_COST').pay(pbkdf2('sha256', 4_000_000));
    } catch (error) {
      params = (error as { params: unknown }).params;
    }
    expect(params).toEqual({ file: 'a.p12', cost: 'PBKDF2 4000000', limit: 'PBKDF2 3400000' });
  });
});
