import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPrivateKey } from '../../src/pki/keys/load.ts';
import { peer } from '../support/peers.ts';
import { mustPeer } from '../support/run-peer.ts';
import { tempDir } from '../support/temp-dir.ts';

const types = [
  ['ed25519', []],
  ['ecdsa', ['-b', '256']],
  ['ecdsa', ['-b', '384']],
  ['ecdsa', ['-b', '521']],
  ['rsa', ['-b', '2048']],
] as const;
const ciphers = ['aes256-ctr', 'aes128-ctr', 'aes256-cbc', '3des-cbc', 'aes256-gcm@openssh.com'] as const;

describe.skipIf(!peer('ssh-keygen'))('keys that ssh-keygen made', () => {
  /** The public key as ssh-keygen prints it, in a form that openssl reads too. */
  const publicOf = (file: string, passphrase: string) =>
    mustPeer('ssh-keygen', ['-y', '-P', passphrase, '-f', file]).stdout.trim().split(' ')[1]!;

  /** SSH wire form of our reading of the key. */
  async function wireForm(bytes: Buffer, passphrase?: string) {
    const { privateKey } = await readPrivateKey(bytes, 'k', { passphrase: async () => passphrase });
    const folder = tempDir();
    const pem = join(folder, 'k.pem');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(pem, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    if (privateKey.asymmetricKeyType === 'ed25519') {
      const raw = Buffer.from(privateKey.export({ format: 'jwk' }).x as string, 'base64url');
      return Buffer.concat([lengthed('ssh-ed25519'), lengthed(raw)]).toString('base64');
    }
    return publicOf(pem, '');
  }

  function lengthed(value: string | Buffer): Buffer {
    const bytes = Buffer.from(value as string);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  }

  it.each(types)('%s %j opens, with the same public key', async (type, options) => {
    const file = join(tempDir(), 'id');
    mustPeer('ssh-keygen', ['-q', '-t', type, ...options, '-N', '', '-f', file]);
    expect(await wireForm(readFileSync(file))).toBe(publicOf(file, ''));
  });

  it.each(ciphers)('encrypted with %s opens with the passphrase, and with no other', async (cipher) => {
    const file = join(tempDir(), 'id');
    mustPeer('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'contraseña', '-Z', cipher, '-a', '4', '-f', file]);
    const bytes = readFileSync(file);
    expect(await wireForm(bytes, 'contraseña')).toBe(publicOf(file, 'contraseña'));
    for (const [passphrase, code] of [
      ['wrong', 'ERR_KEY_PASSPHRASE_WRONG'],
      [undefined, 'ERR_KEY_PASSPHRASE_MISSING'],
    ] as const) {
      await expect(readPrivateKey(bytes, 'k', { passphrase: async () => passphrase })).rejects.toMatchObject({ code });
    }
  });
});
