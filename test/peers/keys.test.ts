import { createPrivateKey, createPublicKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KeySpec } from '../../src/pki/algorithms.ts';
import { exportPrivateKey } from '../../src/pki/keys/export.ts';
import { generateKey, type KeyPair } from '../../src/pki/keys/generate.ts';
import { readPrivateKey } from '../../src/pki/keys/load.ts';
import { ec, KEY_SPECS } from '../support/key-specs.ts';
import { llave } from '../support/llave.ts';
import { peer } from '../support/peers.ts';
import { mustPeer, runPeer } from '../support/run-peer.ts';
import { tempDir } from '../support/temp-dir.ts';

const secret = 'correct horse';
const folder = tempDir();
let count = 0;
function save(data: Buffer | string): string {
  count += 1;
  const file = join(folder, `${count}`);
  writeFileSync(file, data, { mode: 0o600 });
  return file;
}

const forms = [
  { form: 'pkcs8', encoding: 'pem' },
  { form: 'pkcs8', encoding: 'der' },
  { form: 'pkcs8', encoding: 'pem', passphrase: secret },
  { form: 'pkcs8', encoding: 'der', passphrase: secret },
  { form: 'traditional', encoding: 'pem' },
  { form: 'traditional', encoding: 'der' },
] as const;

const isTraditional = (spec: KeySpec) => spec.type === 'rsa' || spec.type === 'ec';
const formsOf = (spec: KeySpec) => forms.filter(({ form }) => form !== 'traditional' || isTraditional(spec));
const cases = (specs: typeof KEY_SPECS) =>
  specs.flatMap(([name, spec]) => formsOf(spec).map((options) => ({ name, spec, options, ...options })));

const pairs = new Map<string, Promise<KeyPair>>();
function keyOf(name: string, spec: KeySpec): Promise<KeyPair> {
  if (!pairs.has(name)) pairs.set(name, generateKey(spec));
  return pairs.get(name)!;
}

// openssl before 3.5 knows no ML-DSA: asked, not assumed.
const opensslHasMlDsa =
  peer('openssl') !== undefined && runPeer('openssl', ['genpkey', '-algorithm', 'ML-DSA-44']).status === 0;
const forOpenssl = KEY_SPECS.filter(([, spec]) => spec.type !== 'ml-dsa' || opensslHasMlDsa);

describe.skipIf(!peer('openssl'))('openssl', { timeout: 120_000 }, () => {
  it.each(cases(forOpenssl))('finds $name sound as $form $encoding ($passphrase)', async ({ name, spec, options }) => {
    const pair = await keyOf(name, spec);
    const file = save(await exportPrivateKey(pair.privateKey, options));
    const pass = 'passphrase' in options ? ['-passin', `pass:${secret}`] : [];
    const form = ['-inform', options.encoding.toUpperCase()];
    // One call for both: an encrypted key costs 600,000 rounds each time that it is opened.
    const said = mustPeer('openssl', ['pkey', '-in', file, ...form, ...pass, '-check', '-pubout']).stdout;
    expect(said).toContain('Key is valid');
    const spki = createPublicKey(said.slice(said.indexOf('-----BEGIN'))).export({ type: 'spki', format: 'der' });
    expect(spki).toEqual(pair.publicKey.export({ type: 'spki', format: 'der' }));
  });
});

// GnuTLS has neither secp256k1 nor Brainpool nor, in 3.7, ML-DSA.
const forCerttool = KEY_SPECS.filter(
  ([, spec]) => spec.type !== 'ml-dsa' && (spec.type !== 'ec' || spec.curve.name.startsWith('P-')),
);

describe.skipIf(!peer('certtool'))('certtool', { timeout: 120_000 }, () => {
  it.each(cases(forCerttool))('opens $name as $form $encoding ($passphrase)', async ({ name, spec, options }) => {
    const pair = await keyOf(name, spec);
    const file = save(await exportPrivateKey(pair.privateKey, options));
    const pass = 'passphrase' in options ? ['--password', secret] : [];
    const form = options.encoding === 'der' ? ['--inder'] : [];
    const said = mustPeer('certtool', ['--pubkey-info', '--load-privkey', file, ...form, ...pass]);
    expect(said.stdout).toContain('Public Key Information');
  });
});

describe.skipIf(!peer('openssl'))('keys that openssl made', { timeout: 120_000 }, () => {
  const made = (...args: string[]) => mustPeer('openssl', args).bytes;
  const rsa = ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
  const p256 = ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];

  it.each([
    ['PKCS#8', () => made(...rsa), 'pkcs8'],
    ['PKCS#8 DER', () => made('pkcs8', '-topk8', '-nocrypt', '-in', save(made(...p256)), '-outform', 'DER'), 'pkcs8'],
    ['PKCS#1', () => made('genrsa', '-traditional', '2048'), 'pkcs1'],
    ['PKCS#1 DER', () => made('rsa', '-in', save(made(...rsa)), '-traditional', '-outform', 'DER'), 'pkcs1'],
    ['SEC1 after its parameters', () => made('ecparam', '-name', 'prime256v1', '-genkey'), 'sec1'],
    ['SEC1 DER', () => made('ec', '-in', save(made(...p256)), '-outform', 'DER'), 'sec1'],
    ['RSA-PSS', () => made('genpkey', '-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'), 'pkcs8'],
    ['Ed448', () => made('genpkey', '-algorithm', 'ED448'), 'pkcs8'],
  ] as const)('%s opens', async (_, make, form) => {
    const read = await readPrivateKey(make(), 'k');
    expect(read).toMatchObject({ form, encrypted: false });
  });

  const legacy = ['-provider', 'legacy', '-provider', 'default'];
  it.each([
    ['PBES2, default', ['-v2', 'aes-256-cbc']],
    ['PBES2, AES-128, SHA-512', ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA512']],
    ['PBES2, Triple DES', ['-v2', 'des3']],
    ['scrypt', ['-scrypt']],
    ['PBES1, PKCS#12, Triple DES', ['-v1', 'PBE-SHA1-3DES']],
    ['PBES1, MD5 and DES', ['-v1', 'PBE-MD5-DES', ...legacy]],
    ['PBES1, SHA-1 and DES', ['-v1', 'PBE-SHA1-DES', ...legacy]],
  ] as const)('encrypted with %s opens, with the passphrase only', async (_, scheme) => {
    const clear = save(made(...p256));
    for (const outform of ['PEM', 'DER']) {
      const bytes = made('pkcs8', '-topk8', '-in', clear, ...scheme, '-passout', `pass:${secret}`, '-outform', outform);
      const read = await readPrivateKey(bytes, 'k', { passphrase: async () => secret });
      expect(read).toMatchObject({ form: 'encrypted-pkcs8', encrypted: true, spec: ec('P-256') });
      const wrong = readPrivateKey(bytes, 'k', { passphrase: async () => 'wrong' });
      await expect(wrong).rejects.toMatchObject({ code: 'ERR_KEY_PASSPHRASE_WRONG' });
    }
  });

  it.each(['PBE-SHA1-RC2-40', 'PBE-SHA1-RC2-128', 'PBE-MD5-RC2-64', 'PBE-SHA1-RC2-64'])(
    'encrypted with %s, which OpenSSL 3 has no more by itself, opens all the same',
    async (name) => {
      const scheme = ['-v1', name, ...legacy];
      const clear = made(...p256);
      const bytes = made('pkcs8', '-topk8', '-in', save(clear), ...scheme, '-passout', `pass:${secret}`);
      const read = await readPrivateKey(bytes, 'k', { passphrase: async () => secret });
      expect(read.privateKey.equals(createPrivateKey(clear))).toBe(true);
      const wrong = readPrivateKey(bytes, 'k', { passphrase: async () => 'wrong' });
      await expect(wrong).rejects.toMatchObject({ code: 'ERR_KEY_PASSPHRASE_WRONG' });
    },
  );

  it('encrypted with RC4 is refused with its own error', async () => {
    const scheme = ['-v1', 'PBE-SHA1-RC4-128', ...legacy];
    const bytes = made('pkcs8', '-topk8', '-in', save(made(...p256)), ...scheme, '-passout', `pass:${secret}`);
    const read = readPrivateKey(bytes, 'k', { passphrase: async () => secret });
    await expect(read).rejects.toMatchObject({ code: 'ERR_KEY_ENCRYPTION_UNSUPPORTED' });
  });

  it.each(['-aes256', '-des3'])('in the old PEM encryption (%s) opens, with the passphrase only', async (cipher) => {
    const bytes = made('rsa', '-in', save(made(...rsa)), '-traditional', cipher, '-passout', `pass:${secret}`);
    expect(bytes.toString()).toContain('DEK-Info');
    const read = await readPrivateKey(bytes, 'k', { passphrase: async () => secret });
    expect(read).toMatchObject({ form: 'legacy-encrypted', encrypted: true });
    const wrong = readPrivateKey(bytes, 'k', { passphrase: async () => 'wrong' });
    await expect(wrong).rejects.toMatchObject({ code: 'ERR_KEY_PASSPHRASE_WRONG' });
    await expect(readPrivateKey(bytes, 'k')).rejects.toMatchObject({ code: 'ERR_KEY_PASSPHRASE_MISSING' });
  });

  it('with curve parameters written out opens as a key on the named curve', async () => {
    const bytes = made('ecparam', '-name', 'prime256v1', '-genkey', '-param_enc', 'explicit');
    const { privateKey } = await readPrivateKey(bytes, 'k');
    const written = save(privateKey.export({ type: 'pkcs8', format: 'der' }));
    const text = mustPeer('openssl', ['pkey', '-in', written, '-inform', 'DER', '-check', '-text', '-noout']).stdout;
    expect(text).toContain('ASN1 OID: prime256v1');
    expect(text).not.toContain('Field Type');
  });
});

/** What `openssl pkcs8` and `rsa` write, and what is obsolete of it. */
const OBSOLETE: readonly (readonly [string, readonly string[], string | undefined])[] = [
  ['AES-256 (PBES2)', ['-v2', 'aes-256-cbc'], undefined],
  ['scrypt', ['-scrypt'], undefined],
  ['3DES (PBES2)', ['-v2', 'des3'], '3DES'],
  ['3DES (PKCS#12)', ['-v1', 'PBE-SHA1-3DES'], '3DES'],
  ['2-key 3DES', ['-v1', 'PBE-SHA1-2DES'], '2-key 3DES'],
  ['DES (PBES1, MD5)', ['-v1', 'PBE-MD5-DES'], 'DES'],
  ['DES (PBES1, SHA-1)', ['-v1', 'PBE-SHA1-DES'], 'DES'],
  ['RC2-64 (PBES1)', ['-v1', 'PBE-SHA1-RC2-64'], 'RC2-64'],
  ['RC2-40 (PKCS#12)', ['-v1', 'PBE-SHA1-RC2-40'], 'RC2-40'],
];

describe.skipIf(!peer('openssl'))('encrypted keys of openssl that are shown', { timeout: 120_000 }, () => {
  const file = save('');
  const inspected = async (key: string, ...more: readonly string[]) => {
    const env = { SECRET: secret };
    const { code, stdout, stderr } = await llave(['inspect', key, '--json', ...more], { cwd: folder, env });
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as { warnings: { code: string; params: Record<string, unknown> }[] };
  };
  mustPeer('openssl', ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', file]);

  it.each(OBSOLETE)('%s: obsolete or not, with the passphrase and without it', async (_, scheme, obsolete) => {
    const key = save('');
    const legacy = scheme[0] === '-v1' ? ['-provider', 'legacy', '-provider', 'default'] : [];
    mustPeer('openssl', [
      'pkcs8',
      '-topk8',
      '-in',
      file,
      '-out',
      key,
      ...scheme,
      ...legacy,
      '-passout',
      `pass:${secret}`,
    ]);
    for (const flags of [[], ['--passphrase-env', 'SECRET']]) {
      const { warnings } = await inspected(key, ...flags);
      const command = `llave convert ${key} -o new.key --encrypt`;
      expect(warnings).toMatchObject(
        obsolete === undefined
          ? []
          : [{ code: 'WARN_OBSOLETE_ENCRYPTION', params: { file: key, schemes: obsolete, command } }],
      );
    }
  });

  it('the traditional form is obsolete whatever its cipher: its key is one round of MD5', async () => {
    const key = save('');
    mustPeer('openssl', ['rsa', '-in', file, '-traditional', '-aes256', '-out', key, '-passout', `pass:${secret}`]);
    const { warnings } = await inspected(key);
    expect(warnings).toMatchObject([{ code: 'WARN_OBSOLETE_ENCRYPTION', params: { schemes: 'AES-256-CBC (MD5)' } }]);
  });
});
