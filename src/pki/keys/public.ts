import { createPublicKey, type KeyObject } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';

/**
 * The public key of a SubjectPublicKeyInfo (RFC 5280 4.1.2.7) that came in a file.
 * @throws AppError ERR_KEY_PUBLIC_UNUSABLE for one that is damaged, or of a kind that OpenSSL does not know
 */
export function publicKeyOf({ der }: { readonly der: Buffer }, file: string): KeyObject {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch (cause) {
    throw new AppError('ERR_KEY_PUBLIC_UNUSABLE', { file }, { cause });
  }
}
