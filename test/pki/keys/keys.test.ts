import { createHmac, pbkdf2Sync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { EC_CURVES, type KeySpec } from '../../../src/pki/algorithms.ts';
import { integer, nullValue, octetString, oid, sequence } from '../../../src/pki/der/encode.ts';
import { encryptPkcs8 } from '../../../src/pki/keys/encrypt.ts';
import { readEncryptedPkcs8 } from '../../../src/pki/keys/encrypted-pkcs8.ts';
import { exportPrivateKey, exportPublicKey } from '../../../src/pki/keys/export.ts';
import { generateKey, type KeyPair } from '../../../src/pki/keys/generate.ts';
import { readPrivateKey } from '../../../src/pki/keys/load.ts';
import { keyName, keySpec } from '../../../src/pki/keys/spec.ts';
import { ec, KEY_SPECS } from '../../support/key-specs.ts';

const secret = 'correcto caballo pila grapa ñ';
const passphrase = async () => secret;

describe.each(KEY_SPECS)('a key of type %s', { timeout: 120_000 }, (name, spec) => {
  let pair: KeyPair;
  beforeAll(async () => {
    pair = await generateKey(spec);
  });

  it('is what it says', () => {
    expect(keySpec(pair.privateKey, 'k')).toEqual(spec);
    expect(keyName(spec)).toBe(name);
  });

  const forms = (['pkcs8', 'traditional', 'jwk'] as const).flatMap((form) =>
    (['pem', 'der'] as const).map((encoding) => ({ form, encoding })),
  );
  it.each(forms)('goes out as $form $encoding and comes back the same', async ({ form, encoding }) => {
    const written = exportPrivateKey(pair.privateKey, { form, encoding });
    if (form === 'jwk' && encoding === 'der') {
      await expect(written).rejects.toMatchObject({ code: 'ERR_KEY_FORM_ENCODING' });
    } else if (!fits(form, spec)) {
      await expect(written).rejects.toMatchObject({ code: 'ERR_KEY_FORM_UNSUPPORTED' });
    } else {
      const read = await readPrivateKey(await written, 'k');
      expect(read.privateKey.equals(pair.privateKey)).toBe(true);
      expect(read.encrypted).toBe(false);
    }
  });

  it.each(['pem', 'der'] as const)(
    'comes back from its encrypted form (%s), with the passphrase only',
    async (encoding) => {
      const written = await exportPrivateKey(pair.privateKey, { form: 'pkcs8', encoding, passphrase: secret });
      const read = await readPrivateKey(written, 'k', { passphrase });
      expect(read.privateKey.equals(pair.privateKey)).toBe(true);
      expect(read.encrypted).toBe(true);
      await expect(readPrivateKey(written, 'k')).rejects.toMatchObject({ code: 'ERR_KEY_PASSPHRASE_MISSING' });
      await expect(readPrivateKey(written, 'k', { passphrase: async () => 'wrong' })).rejects.toMatchObject({
        code: 'ERR_KEY_PASSPHRASE_WRONG',
      });
    },
  );

  it('has a public half', () => {
    expect(exportPublicKey(pair.privateKey, 'pem').toString()).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(exportPublicKey(pair.publicKey, 'der')).toEqual(pair.publicKey.export({ type: 'spki', format: 'der' }));
  });
});

function fits(form: string, spec: KeySpec): boolean {
  if (form === 'traditional') return spec.type === 'rsa' || spec.type === 'ec';
  if (form === 'jwk') return spec.type !== 'rsa-pss' && !(spec.type === 'ec' && !spec.curve.jwk);
  return true;
}

describe('encryption of PKCS#8', () => {
  it('is PBES2, PBKDF2-HMAC-SHA-256 with 600,000 rounds, AES-256-CBC', async () => {
    const der = await encryptPkcs8(Buffer.from('3000', 'hex'), secret);
    const hex = der.toString('hex');
    expect(hex).toContain(integer(600_000).toString('hex'));
    expect(hex).toContain(sequence(oid('1.2.840.113549.2.9'), nullValue()).toString('hex'));
    expect(hex).toContain(oid('2.16.840.1.101.3.4.1.42').toString('hex'));
    expect(readEncryptedPkcs8(der, 'k').scheme).toMatchObject({
      kdf: 'pbkdf2',
      digest: 'sha256',
      rounds: 600_000,
      cipher: { name: 'aes-256-cbc' },
    });
  });

  it('has no bomb: rounds and memory beyond the limits are refused before any work', async () => {
    const pbkdf2 = (rounds: number) =>
      container(sequence(oid('1.2.840.113549.1.5.12'), sequence(octetString(Buffer.alloc(8)), integer(rounds))));
    const scrypt = (n: number, r: number, p: number) =>
      container(
        sequence(
          oid('1.3.6.1.4.1.11591.4.11'),
          sequence(octetString(Buffer.alloc(8)), integer(n), integer(r), integer(p)),
        ),
      );
    for (const bomb of [pbkdf2(10_000_001), pbkdf2(2 ** 48), scrypt(2 ** 24, 8, 1), scrypt(16384, 8, 1000)]) {
      await expect(readPrivateKey(bomb, 'k', { passphrase })).rejects.toMatchObject({
        code: 'ERR_KEY_ENCRYPTION_COST',
      });
    }
  });

  function container(kdf: Buffer): Buffer {
    const scheme = sequence(oid('2.16.840.1.101.3.4.1.42'), octetString(Buffer.alloc(16)));
    return sequence(sequence(oid('1.2.840.113549.1.5.13'), sequence(kdf, scheme)), octetString(Buffer.alloc(32)));
  }

  // The derivation itself is Node's; this pins that a passphrase goes in as UTF-8.
  it('takes the passphrase as UTF-8', () => {
    const key = pbkdf2Sync(Buffer.from('ñ'), 'salt', 1, 32, 'sha256');
    const block = createHmac('sha256', Buffer.from('c3b1', 'hex'))
      .update('salt')
      .update(Buffer.from([0, 0, 0, 1]))
      .digest();
    expect(key).toEqual(block);
  });
});

describe('what is no private key', () => {
  let pair: KeyPair;
  beforeAll(async () => {
    pair = await generateKey(ec('P-256'));
  });
  const refused = (bytes: Buffer | string) => readPrivateKey(Buffer.from(bytes), 'file');

  it.each([
    ['text', 'hello'],
    ['binary', Buffer.from('00ff00ff', 'hex')],
    ['a PEM of nothing known', '-----BEGIN DATA-----\nAAAA\n-----END DATA-----\n'],
    ['DER of nothing known', Buffer.from('3003020100', 'hex')],
    ['DER with a length beyond the end', Buffer.from('30820fff', 'hex')],
    ['JSON that is no JWK', '{"a":1}'],
    ['broken JSON', '{"kty":'],
    ['a JWK of an unknown kind', '{"kty":"EC","crv":"P-256","d":"AA"}'],
  ])('%s is refused as unreadable', async (_, bytes) => {
    await expect(refused(bytes)).rejects.toMatchObject({ code: 'ERR_KEY_MALFORMED', params: { file: 'file' } });
  });

  it('tells a public key from a private one, in every encoding', async () => {
    for (const bytes of [
      exportPublicKey(pair.publicKey, 'pem'),
      exportPublicKey(pair.publicKey, 'der'),
      exportPublicKey(pair.publicKey, 'pem', 'jwk'),
    ]) {
      await expect(refused(bytes)).rejects.toMatchObject({ code: 'ERR_KEY_IS_PUBLIC' });
    }
  });

  it('reads no further than it must: DER with bytes behind it is refused', async () => {
    const der = await exportPrivateKey(pair.privateKey, { form: 'pkcs8', encoding: 'der' });
    await expect(refused(Buffer.concat([der, Buffer.alloc(1)]))).rejects.toMatchObject({ code: 'ERR_KEY_MALFORMED' });
  });

  it('keys that make no certificates are named', async () => {
    const { generateKeyPairSync } = await import('node:crypto');
    const x25519 = generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    await expect(refused(x25519)).rejects.toMatchObject({
      code: 'ERR_KEY_UNSUPPORTED_TYPE',
      params: { type: 'x25519' },
    });
    const p224 = generateKeyPairSync('ec', { namedCurve: 'secp224r1' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    await expect(refused(p224)).rejects.toMatchObject({
      code: 'ERR_KEY_UNSUPPORTED_TYPE',
      params: { type: 'EC secp224r1' },
    });
  });
});

describe('a runtime without an algorithm', () => {
  it('says what it lacks', async () => {
    const unknown = { ...EC_CURVES[0]!, openssl: 'nonesuch' };
    await expect(generateKey({ type: 'ec', curve: unknown })).rejects.toMatchObject({
      code: 'ERR_RUNTIME_UNSUPPORTED',
    });
  });
});
