import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { parseSubjectPublicKeyInfo, type SubjectPublicKeyInfo } from '../parse/index.ts';
import type { Found } from './found.ts';

type PrivateKey = Extract<Found, { kind: 'private-key' }>;

/** Whether a private key cannot be read without a passphrase; OpenSSH keys are asked by the loader of keys. */
export function isEncrypted({ form }: PrivateKey): boolean {
  return form === 'encrypted-pkcs8' || form === 'legacy-encrypted';
}

/** The public half of an unencrypted private key; undefined where the key is encrypted, damaged or of an unknown kind. */
export function publicHalf(key: PrivateKey): SubjectPublicKeyInfo | undefined {
  if (isEncrypted(key) || key.form === 'openssh') return undefined;
  try {
    return spkiOf(createPublicKey(open(key)));
  } catch {
    return undefined;
  }
}

/** The SubjectPublicKeyInfo of a key that Node has read. */
export function spkiOf(key: KeyObject): SubjectPublicKeyInfo {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return parseSubjectPublicKeyInfo(publicKey.export({ format: 'der', type: 'spki' }));
}

function open({ form, bytes }: PrivateKey): KeyObject {
  if (form === 'jwk') return createPrivateKey({ key: JSON.parse(bytes.toString('utf8')), format: 'jwk' });
  return createPrivateKey({ key: bytes, format: 'der', type: form as 'pkcs8' | 'pkcs1' | 'sec1' });
}
