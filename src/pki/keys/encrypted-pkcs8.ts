import { AppError } from '../../errors/app-error.ts';
import { DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { type EncryptionScheme, readEncryptionScheme } from '../encryption/schemes.ts';

/** EncryptedPrivateKeyInfo (RFC 5958 3), closed. */
export interface EncryptedPkcs8 {
  readonly scheme: EncryptionScheme;
  readonly encrypted: Buffer;
}

/**
 * Reads how a PKCS#8 key is encrypted.
 * @param file its name, for errors
 * @throws AppError ERR_KEY_MALFORMED
 */
export function readEncryptedPkcs8(der: Buffer, file: string): EncryptedPkcs8 {
  try {
    const c = new DerCursor(der).expect(Tag.sequence).enter();
    const scheme = readEncryptionScheme(c.expect(Tag.sequence));
    return { scheme, encrypted: c.expect(Tag.octetString).value() };
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    throw new AppError('ERR_KEY_MALFORMED', { file }, { cause: error });
  }
}

/**
 * Whether OpenSSL 3 keeps a scheme in a provider that is not loaded, so that we open it ourselves: PBES1 and RC2. (RC4 is left to
 * its refusal.)
 */
export function isLegacy(scheme: EncryptionScheme): scheme is Extract<EncryptionScheme, { kdf: 'pkcs12' | 'pbkdf1' }> {
  return scheme.kdf === 'pbkdf1' || (scheme.kdf === 'pkcs12' && scheme.cipher.name === 'rc2-cbc');
}
