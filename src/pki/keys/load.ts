import { createPrivateKey, createPublicKey, type JsonWebKeyInput, type KeyObject } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { type PemBlock, toPem } from '../../files/pem.ts';
import { readInput } from '../../files/read.ts';
import type { KeySpec } from '../algorithms.ts';
import { DerivationBudget } from '../encryption/budget.ts';
import { decryptContent } from '../encryption/decrypt.ts';
import { parseSubjectPublicKeyInfo } from '../parse/subject-public-key-info.ts';
import { findPrivateKey, type KeyContainer } from './container.ts';
import { isLegacy, readEncryptedPkcs8 } from './encrypted-pkcs8.ts';
import { keySpec } from './spec.ts';

/** Asked for the passphrase of a file, only where one is needed; undefined where nobody has one. */
export type PassphraseSource = (file: string) => Promise<string | undefined>;

/** How a private key is read. */
export interface LoadOptions {
  readonly passphrase?: PassphraseSource | undefined;
  /** What is paid from where several keys of one file are opened; each on its own unless told. */
  readonly budget?: DerivationBudget;
}

/** A private key that was read from a file. */
export interface LoadedKey {
  readonly privateKey: KeyObject;
  readonly spec: KeySpec;
  readonly form: KeyContainer['form'];
  readonly encoding: KeyContainer['encoding'];
  readonly encrypted: boolean;
}

/**
 * Reads a private key from a file: PKCS#8, encrypted PKCS#8 (PBES1, PBES2, scrypt), PKCS#1, SEC1, the encrypted form of
 * those two, JWK, OpenSSH; PEM or DER.
 * @throws AppError those of `readInput` and `readPrivateKey`
 */
export async function loadPrivateKey(file: string, options: LoadOptions = {}): Promise<LoadedKey> {
  return readPrivateKey(await readInput(file), file, options);
}

/**
 * Reads a private key from bytes.
 * @param file where they came from, for errors
 * @throws AppError those of `findPrivateKey`, ERR_KEY_PASSPHRASE_MISSING, ERR_KEY_PASSPHRASE_WRONG,
 *   ERR_KEY_ENCRYPTION_UNSUPPORTED, ERR_KEY_ENCRYPTION_COST, ERR_KEY_UNSUPPORTED_TYPE, ERR_KEY_MALFORMED
 */
export async function readPrivateKey(bytes: Buffer, file: string, options: LoadOptions = {}): Promise<LoadedKey> {
  const container = findPrivateKey(bytes, file);
  const { key, encrypted } = await openContainer(container, file, options);
  const spec = keySpec(key, file);
  const privateKey = withNamedCurve(key, spec, file);
  return { privateKey, spec, form: container.form, encoding: container.encoding, encrypted };
}

/** A curve that is written out instead of named comes back named: RFC 5480 2.1.1 allows nothing else in a certificate. */
function withNamedCurve(key: KeyObject, spec: KeySpec, file: string): KeyObject {
  if (spec.type !== 'ec') return key;
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  if (!parseSubjectPublicKeyInfo(spki).explicitCurve) return key;
  if (!spec.curve.jwk) {
    throw new AppError('ERR_KEY_UNSUPPORTED_TYPE', { file, type: `EC ${spec.curve.name} (explicit parameters)` });
  }
  return createPrivateKey({ key: key.export({ format: 'jwk' }), format: 'jwk' } as JsonWebKeyInput);
}

/** A key out of its container. */
export interface OpenedContainer {
  readonly key: KeyObject;
  readonly encrypted: boolean;
}

/**
 * Opens one container, whatever kind of key is in it. Obsolete ciphers that it was encrypted with are noted in the budget.
 * @throws AppError as `readPrivateKey`
 */
export async function openContainer(
  container: KeyContainer,
  file: string,
  options: LoadOptions,
): Promise<OpenedContainer> {
  const budget = options.budget ?? new DerivationBudget(file, 'ERR_KEY_ENCRYPTION_COST');
  switch (container.form) {
    case 'encrypted-pkcs8':
      return { key: await openPkcs8(container.der, budget, options), encrypted: true };
    case 'legacy-encrypted':
      return { key: await openTraditional(container.block, budget, options), encrypted: true };
    case 'openssh': {
      const { openOpenSshKey } = await import('./openssh.ts');
      return openOpenSshKey(container.der, budget, () => ask(file, options));
    }
    case 'jwk':
      return {
        key: plain(file, () => createPrivateKey({ key: container.jwk, format: 'jwk' } as JsonWebKeyInput)),
        encrypted: false,
      };
    default: {
      const { der, form } = container;
      return { key: plain(file, () => createPrivateKey({ key: der, format: 'der', type: form })), encrypted: false };
    }
  }
}

async function openPkcs8(der: Buffer, budget: DerivationBudget, options: LoadOptions): Promise<KeyObject> {
  const { file } = budget;
  const { scheme, encrypted } = readEncryptedPkcs8(der, file);
  budget.pay(scheme);
  const passphrase = await ask(file, options);
  return decrypt(file, () => {
    if (!isLegacy(scheme)) return createPrivateKey({ key: der, format: 'der', type: 'pkcs8', passphrase });
    return createPrivateKey({ key: decryptContent(scheme, encrypted, passphrase), format: 'der', type: 'pkcs8' });
  });
}

/** OpenSSL's encryption of PKCS#1 and SEC1 keys: whatever the cipher, its key is one round of MD5 over the passphrase. */
async function openTraditional(block: PemBlock, budget: DerivationBudget, options: LoadOptions): Promise<KeyObject> {
  const { label, der, headers } = block;
  budget.obsolete.add(`${headers['DEK-Info']?.split(',')[0]} (MD5)`);
  const passphrase = await ask(budget.file, options);
  return decrypt(budget.file, () => createPrivateKey({ key: toPem(label, der, headers), passphrase }));
}

async function ask(file: string, { passphrase }: LoadOptions): Promise<string> {
  const given = await passphrase?.(file);
  if (given === undefined) throw new AppError('ERR_KEY_PASSPHRASE_MISSING', { file });
  return given;
}

function plain(file: string, read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (error) {
    const unsupported = (error as NodeJS.ErrnoException).code === 'ERR_OSSL_UNSUPPORTED';
    throw unsupported
      ? new AppError('ERR_KEY_UNSUPPORTED_TYPE', { file, type: '?' }, { cause: error })
      : new AppError('ERR_KEY_MALFORMED', { file }, { cause: error });
  }
}

/** A wrong passphrase gives wrong padding, or, once in 256 times, right padding around rubbish. */
function decrypt(file: string, read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (
      /EVP_UNSUPPORTED|UNKNOWN_CIPHER|UNKNOWN_PBE|UNSUPPORTED_ENCRYPTION|UNSUPPORTED_CIPHER|PBE_ALGORITHM/.test(
        `${code} ${message}`,
      )
    ) {
      throw new AppError('ERR_KEY_ENCRYPTION_UNSUPPORTED', { file }, { cause: error });
    }
    throw new AppError('ERR_KEY_PASSPHRASE_WRONG', { file }, { cause: error });
  }
}
