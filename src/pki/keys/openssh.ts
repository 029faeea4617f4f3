import { createDecipheriv, createPrivateKey, type KeyObject } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import type { DerivationBudget } from '../encryption/budget.ts';
import { bcryptBlocks, bcryptPbkdf } from './bcrypt-pbkdf.ts';

/**
 * OpenSSH's own container of private keys (PROTOCOL.key of OpenSSH): plain, or encrypted with bcrypt's key derivation.
 */
const MAGIC = Buffer.from('openssh-key-v1\0');

/** Ciphers by OpenSSH's name: Node's name, octets of key and IV, octets of the tag of authenticated ones. */
const CIPHERS: Readonly<Record<string, { name: string; key: number; iv: number; tag?: number }>> = {
  'aes128-ctr': { name: 'aes-128-ctr', key: 16, iv: 16 },
  'aes192-ctr': { name: 'aes-192-ctr', key: 24, iv: 16 },
  'aes256-ctr': { name: 'aes-256-ctr', key: 32, iv: 16 },
  'aes128-cbc': { name: 'aes-128-cbc', key: 16, iv: 16 },
  'aes192-cbc': { name: 'aes-192-cbc', key: 24, iv: 16 },
  'aes256-cbc': { name: 'aes-256-cbc', key: 32, iv: 16 },
  '3des-cbc': { name: 'des-ede3-cbc', key: 24, iv: 8 },
  'aes128-gcm@openssh.com': { name: 'aes-128-gcm', key: 16, iv: 12, tag: 16 },
  'aes256-gcm@openssh.com': { name: 'aes-256-gcm', key: 32, iv: 12, tag: 16 },
};

/**
 * Reads a private key from OpenSSH's container.
 * @throws AppError ERR_KEY_MALFORMED, ERR_KEY_UNSUPPORTED_TYPE, ERR_KEY_PASSPHRASE_WRONG, ERR_KEY_ENCRYPTION_UNSUPPORTED,
 *   ERR_KEY_ENCRYPTION_COST, and what `ask` throws
 */
export async function openOpenSshKey(
  bytes: Buffer,
  budget: DerivationBudget,
  ask: () => Promise<string>,
): Promise<{ key: KeyObject; encrypted: boolean }> {
  const { file } = budget;
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new AppError('ERR_KEY_MALFORMED', { file });
  const outer = new SshReader(bytes.subarray(MAGIC.length), file);
  const cipher = outer.text();
  const kdf = outer.text();
  const kdfOptions = outer.string();
  if (outer.uint32() !== 1) throw new AppError('ERR_KEY_MALFORMED', { file });
  outer.string();
  const body = outer.string();
  const encrypted = cipher !== 'none';
  const clear = encrypted ? await decrypt(cipher, kdf, kdfOptions, body, outer.rest(), budget, ask) : body;
  const inner = new SshReader(clear, file);
  const [check, repeated] = [inner.uint32(), inner.uint32()];
  if (check !== repeated) {
    throw new AppError(encrypted ? 'ERR_KEY_PASSPHRASE_WRONG' : 'ERR_KEY_MALFORMED', { file });
  }
  return { key: readKey(inner, file), encrypted };
}

async function decrypt(
  cipher: string,
  kdf: string,
  kdfOptions: Buffer,
  body: Buffer,
  rest: Buffer,
  budget: DerivationBudget,
  ask: () => Promise<string>,
): Promise<Buffer> {
  const { file } = budget;
  const known = Object.hasOwn(CIPHERS, cipher) ? CIPHERS[cipher] : undefined;
  if (known === undefined || kdf !== 'bcrypt') throw new AppError('ERR_KEY_ENCRYPTION_UNSUPPORTED', { file });
  const options = new SshReader(kdfOptions, file);
  const salt = options.string();
  const rounds = options.uint32();
  budget.payBcrypt(rounds, bcryptBlocks(known.key + known.iv));
  if (cipher === '3des-cbc') budget.obsolete.add('3DES');
  const passphrase = Buffer.from(await ask(), 'utf8');
  if (passphrase.length === 0) throw new AppError('ERR_KEY_PASSPHRASE_WRONG', { file });
  const derived = bcryptPbkdf(passphrase, salt, rounds, known.key + known.iv);
  const decipher = createDecipheriv(known.name, derived.subarray(0, known.key), derived.subarray(known.key));
  decipher.setAutoPadding(false);
  try {
    if (known.tag)
      (decipher as ReturnType<typeof createDecipheriv> & { setAuthTag(tag: Buffer): void }).setAuthTag(
        rest.subarray(0, known.tag),
      );
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (error) {
    throw new AppError('ERR_KEY_PASSPHRASE_WRONG', { file }, { cause: error });
  }
}

const CURVES: Readonly<Record<string, string>> = { nistp256: 'P-256', nistp384: 'P-384', nistp521: 'P-521' };

function readKey(c: SshReader, file: string): KeyObject {
  const type = c.text();
  const jwk = readJwk(type, c);
  if (jwk === undefined) throw new AppError('ERR_KEY_UNSUPPORTED_TYPE', { file, type });
  try {
    return createPrivateKey({ key: jwk, format: 'jwk' } as never);
  } catch (error) {
    throw new AppError('ERR_KEY_MALFORMED', { file }, { cause: error });
  }
}

function readJwk(type: string, c: SshReader): Record<string, string> | undefined {
  if (type === 'ssh-ed25519') {
    const x = c.string();
    const d = c.string().subarray(0, 32);
    return { kty: 'OKP', crv: 'Ed25519', x: x.toString('base64url'), d: d.toString('base64url') };
  }
  if (type === 'ssh-rsa') {
    const [n, e, d, qi, p, q] = Array.from({ length: 6 }, () => c.magnitude()) as [
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
    ];
    const numbers = { n, e, d, p, q, dp: reduced(d, p), dq: reduced(d, q), qi };
    return {
      kty: 'RSA',
      ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, value.toString('base64url')])),
    };
  }
  const crv = CURVES[/^ecdsa-sha2-(nistp\d+)$/.exec(type)?.[1] ?? ''];
  if (crv === undefined) return undefined;
  c.string();
  const point = c.string();
  const size = (point.length - 1) / 2;
  const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)];
  const d = c.magnitude();
  const padded = Buffer.concat([Buffer.alloc(Math.max(0, size - d.length)), d]);
  return { kty: 'EC', crv, x: x.toString('base64url'), y: y.toString('base64url'), d: padded.toString('base64url') };
}

/** d mod (p - 1): the exponents that PKCS#1 and JWK keep and OpenSSH leaves out. */
function reduced(d: Buffer, p: Buffer): Buffer {
  const value = BigInt(`0x${d.toString('hex')}`) % (BigInt(`0x${p.toString('hex') || '2'}`) - 1n || 1n);
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

/** Reads the data types of RFC 4251 5. */
class SshReader {
  #at = 0;
  readonly #bytes: Buffer;
  readonly #file: string;

  constructor(bytes: Buffer, file: string) {
    this.#bytes = bytes;
    this.#file = file;
  }

  uint32(): number {
    return this.#take(4).readUInt32BE(0);
  }

  string(): Buffer {
    return this.#take(this.uint32());
  }

  text(): string {
    return this.string().toString('latin1');
  }

  /** A non-negative mpint without its leading zero. */
  magnitude(): Buffer {
    const bytes = this.string();
    return bytes[0] === 0 ? bytes.subarray(1) : bytes;
  }

  rest(): Buffer {
    return this.#bytes.subarray(this.#at);
  }

  #take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw new AppError('ERR_KEY_MALFORMED', { file: this.#file });
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}
