import { createPublicKey, type KeyObject } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { toPem } from '../../files/pem.ts';
import { encryptPkcs8 } from './encrypt.ts';
import type { Encoding, KeyForm } from './forms.ts';
import { keyName, keySpec } from './spec.ts';

/** How a private key is written. */
export interface ExportOptions {
  readonly form: KeyForm;
  readonly encoding: Encoding;
  /** Encrypts the key with it; PKCS#8 only. */
  readonly passphrase?: string | undefined;
}

/**
 * Refuses combinations that cannot be written, before a key is made.
 *
 * The traditional forms have an encryption of their own, but it derives its key with one round of MD5: it is not offered.
 * @throws AppError ERR_KEY_FORM_ENCODING, ERR_KEY_FORM_NOT_ENCRYPTABLE
 */
export function checkForm(form: KeyForm, encoding: Encoding, encrypted: boolean): void {
  if (form === 'jwk' && encoding === 'der') throw new AppError('ERR_KEY_FORM_ENCODING', { form });
  if (encrypted && form !== 'pkcs8') throw new AppError('ERR_KEY_FORM_NOT_ENCRYPTABLE', { form });
}

/**
 * Writes a private key.
 * @throws AppError ERR_KEY_FORM_UNSUPPORTED where the form has no place for this kind of key, and as `checkForm`
 */
export async function exportPrivateKey(key: KeyObject, options: ExportOptions): Promise<Buffer> {
  const { form, encoding, passphrase } = options;
  checkForm(form, encoding, passphrase !== undefined);
  if (form === 'jwk') return Buffer.from(`${JSON.stringify(exportJwk(key), undefined, 2)}\n`);
  if (form === 'traditional') return encode(...exportTraditional(key), encoding);
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  if (passphrase === undefined) return encode('PRIVATE KEY', pkcs8, encoding);
  return encode('ENCRYPTED PRIVATE KEY', await encryptPkcs8(pkcs8, passphrase), encoding);
}

/** Writes the public half as SubjectPublicKeyInfo (RFC 5280 4.1.2.7), or as a JWK. */
export function exportPublicKey(key: KeyObject, encoding: Encoding, form: KeyForm = 'pkcs8'): Buffer {
  const publicKey = key.type === 'public' ? key : createPublicKey(key);
  if (form === 'jwk') return Buffer.from(`${JSON.stringify(exportJwk(publicKey), undefined, 2)}\n`);
  return encode('PUBLIC KEY', publicKey.export({ type: 'spki', format: 'der' }), encoding);
}

function encode(label: string, der: Buffer, encoding: Encoding): Buffer {
  return encoding === 'der' ? der : Buffer.from(toPem(label, der));
}

function exportTraditional(key: KeyObject): [label: string, der: Buffer] {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return ['RSA PRIVATE KEY', key.export({ type: 'pkcs1', format: 'der' })];
    case 'ec':
      return ['EC PRIVATE KEY', key.export({ type: 'sec1', format: 'der' })];
    default:
      throw unsupported(key, 'traditional');
  }
}

function exportJwk(key: KeyObject): object {
  const spec = keySpec(key, '');
  if (spec.type === 'rsa-pss' || (spec.type === 'ec' && !spec.curve.jwk)) throw unsupported(key, 'jwk');
  return key.export({ format: 'jwk' });
}

function unsupported(key: KeyObject, form: KeyForm): AppError {
  return new AppError('ERR_KEY_FORM_UNSUPPORTED', { form, type: keyName(keySpec(key, '')) });
}
