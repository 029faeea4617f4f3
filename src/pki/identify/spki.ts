import { createPublicKey, type KeyObject } from 'node:crypto';
import { parseSubjectPublicKeyInfo, type SubjectPublicKeyInfo } from '../parse/index.ts';

/** The SubjectPublicKeyInfo of a key that Node has read. */
export function spkiOf(key: KeyObject): SubjectPublicKeyInfo {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return parseSubjectPublicKeyInfo(publicKey.export({ format: 'der', type: 'spki' }));
}
