import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitPem } from '../../../src/files/pem.ts';
import { exportPrivateKey } from '../../../src/pki/keys/export.ts';
import { generateKey } from '../../../src/pki/keys/generate.ts';
import { readPrivateKey } from '../../../src/pki/keys/load.ts';
import { writePkcs12 } from '../../../src/pki/pkcs12/write.ts';
import { peer } from '../../support/peers.ts';
import { mustPeer } from '../../support/run-peer.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { make, specOf } from './ours.ts';
import { JAVA } from './readers.ts';
import { SECRET } from './writers.ts';

const spki = (key: KeyObject) => createPublicKey(key).export({ type: 'spki', format: 'der' });
const read = (bytes: Buffer) => readPrivateKey(bytes, 'k', { passphrase: async () => SECRET });

describe('keys of ours in Node', { timeout: 120_000 }, () => {
  const FORMS = [
    ['pkcs8', 'pem', false],
    ['pkcs8', 'der', false],
    ['pkcs8', 'pem', true],
    ['pkcs8', 'der', true],
    ['traditional', 'pem', false],
    ['traditional', 'der', false],
    ['jwk', 'pem', false],
  ] as const;
  const TYPES = ['EC P-256', 'EC P-521', 'EC secp256k1', 'Ed25519', 'Ed448', 'ML-DSA-44'];
  const cells = TYPES.flatMap((type) =>
    FORMS.filter(([form]) =>
      form === 'traditional' ? type.startsWith('EC') : form === 'pkcs8' || !/ML/.test(type),
    ).map(([form, encoding, encrypted]) => ({ type, form, encoding, encrypted })),
  );

  it.each(cells)('$type as $form $encoding (encrypted: $encrypted)', async ({ type, form, encoding, encrypted }) => {
    const { privateKey } = await generateKey(specOf(type));
    const bytes = await exportPrivateKey(privateKey, { form, encoding, ...(encrypted ? { passphrase: SECRET } : {}) });
    const opened =
      form === 'jwk'
        ? createPrivateKey({ key: JSON.parse(bytes.toString()), format: 'jwk' })
        : createPrivateKey({
            key: bytes,
            format: encoding,
            ...(encoding === 'der' ? { type: form === 'pkcs8' ? ('pkcs8' as const) : ('sec1' as const) } : {}),
            ...(encrypted ? { passphrase: SECRET } : {}),
          });
    expect(opened.equals(privateKey)).toBe(true);
  });
});

describe('keys of Node', { timeout: 120_000 }, () => {
  const ec = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const sealed = { cipher: 'aes-256-cbc', passphrase: SECRET } as const;
  it.each<readonly [string, () => KeyObject, (key: KeyObject) => string | Buffer]>([
    ['PKCS#8 PEM', ec, (key) => key.export({ type: 'pkcs8', format: 'pem' })],
    ['PKCS#8 DER', ec, (key) => key.export({ type: 'pkcs8', format: 'der' })],
    ['encrypted PKCS#8 PEM', ec, (key) => key.export({ type: 'pkcs8', format: 'pem', ...sealed })],
    ['encrypted PKCS#8 DER', ec, (key) => key.export({ type: 'pkcs8', format: 'der', ...sealed })],
    ['SEC1 PEM', ec, (key) => key.export({ type: 'sec1', format: 'pem' })],
    ['SEC1 DER', ec, (key) => key.export({ type: 'sec1', format: 'der' })],
    ['encrypted SEC1 PEM', ec, (key) => key.export({ type: 'sec1', format: 'pem', ...sealed })],
    ['JWK', ec, (key) => JSON.stringify(key.export({ format: 'jwk' }))],
    ['Ed25519', () => generateKeyPairSync('ed25519').privateKey, (key) => key.export({ type: 'pkcs8', format: 'pem' })],
    ['Ed448', () => generateKeyPairSync('ed448').privateKey, (key) => key.export({ type: 'pkcs8', format: 'der' })],
  ])('%s opens', async (_, generate, write) => {
    const key = generate();
    const { privateKey } = await read(Buffer.from(write(key)));
    expect(privateKey.equals(key)).toBe(true);
  });
});

describe.skipIf(!peer('certtool'))('keys of certtool', { timeout: 300_000 }, () => {
  const TYPES = ['ecdsa', 'ed25519', 'ed448'];
  /** A key, and the public half as certtool itself says it. */
  function made(type: string) {
    const file = join(tempDir(), 'k');
    mustPeer('certtool', ['--generate-privkey', '--key-type', type, '--outfile', file]);
    const said = mustPeer('certtool', ['--pubkey-info', '--load-privkey', file]).stdout;
    const { der } = splitPem(said).blocks.find(({ kind }) => kind === 'PUBLIC KEY')!;
    return { file, der };
  }

  it.each(TYPES)('%s opens as it stands, with the text around it', async (type) => {
    const { file, der } = made(type);
    expect(spki((await read(readFileSync(file))).privateKey)).toEqual(der);
  });

  const CIPHERS = ['aes-128', 'aes-192', 'aes-256', '3des', '3des-pkcs12', 'rc2-40'];
  it.each(CIPHERS)('as PKCS#8 encrypted with %s opens', async (cipher) => {
    const { file, der } = made('ecdsa');
    // PKCS#12's own derivation, 600,000 rounds at a time, is slow: PEM alone for those.
    for (const form of cipher.startsWith('aes') || cipher === '3des' ? [[], ['--outder']] : [[]]) {
      const scheme = ['--pkcs-cipher', cipher, '--password', SECRET];
      const bytes = mustPeer('certtool', ['--to-p8', '--load-privkey', file, ...scheme, ...form]).bytes;
      const opened = await read(bytes);
      expect(opened).toMatchObject({ form: 'encrypted-pkcs8', encrypted: true });
      expect(spki(opened.privateKey)).toEqual(der);
    }
  });

  it('as PKCS#8 encrypted with RC4 is refused with its own error', async () => {
    const scheme = ['--pkcs-cipher', 'arcfour', '--password', SECRET];
    const { bytes } = mustPeer('certtool', ['--to-p8', '--load-privkey', made('ecdsa').file, ...scheme]);
    await expect(read(bytes)).rejects.toMatchObject({ code: 'ERR_KEY_ENCRYPTION_UNSUPPORTED' });
  });
});

describe('PKCS#12 of ours', { timeout: 300_000 }, () => {
  let one: Promise<{ cwd: string; key: Buffer; certificate: Buffer }> | undefined;
  function packed() {
    one ??= make(specOf('EC P-256')).then(async ({ cwd, privateKey, certificate }) => {
      const bytes = await writePkcs12({ key: privateKey, certificates: [certificate], name: 'ours' }, SECRET);
      writeFileSync(join(cwd, 'o.p12'), bytes, { mode: 0o600 });
      return { cwd, key: privateKey.export({ type: 'pkcs8', format: 'der' }), certificate: certificate.der };
    });
    return one;
  }

  it.skipIf(!peer('openssl'))('gives openssl our key, our certificate and the name', async () => {
    const { cwd, key, certificate } = await packed();
    const said = mustPeer('openssl', ['pkcs12', '-in', 'o.p12', '-passin', `pass:${SECRET}`, '-nodes'], '', cwd).stdout;
    const blocks = splitPem(said).blocks.map(({ der }) => der);
    expect(blocks.length).toBe(2);
    expect(blocks).toEqual(expect.arrayContaining([key, certificate]));
    expect(said).toContain('friendlyName: ours');
  });

  it.skipIf(!peer('certtool'))('gives certtool our key, our certificate and the name', async () => {
    const { cwd, key, certificate } = await packed();
    const args = ['--p12-info', '--inder', '--infile', 'o.p12', '--password', SECRET];
    const said = mustPeer('certtool', args, '', cwd).stdout;
    const { blocks } = splitPem(said);
    expect(blocks.find(({ kind }) => kind === 'CERTIFICATE')?.der).toEqual(certificate);
    const sealed = blocks.find(({ kind }) => kind.endsWith('PRIVATE KEY'))!;
    const opened = await read(Buffer.from(said));
    expect(sealed.kind).toMatch(/PRIVATE KEY/);
    expect(spki(opened.privateKey)).toEqual(spki(createPrivateKey({ key, format: 'der', type: 'pkcs8' })));
    expect(said).toMatch(/Friendly name: ours/i);
  });

  it.skipIf(!peer('keytool'))('gives keytool our certificate and the name', async () => {
    const { cwd, certificate } = await packed();
    const store = ['-keystore', 'o.p12', '-storetype', 'PKCS12', '-storepass', SECRET];
    const said = mustPeer('keytool', ['-list', '-rfc', ...store, ...JAVA], '', cwd).stdout;
    expect(splitPem(said).blocks.map(({ der }) => der)).toEqual([certificate]);
    expect(said).toMatch(/Alias name: ours\b[\s\S]*Entry type: PrivateKeyEntry/);
  });
});
