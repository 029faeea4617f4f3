import * as crypto from 'node:crypto';
import { DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { oidValue, smallInteger } from '../der/values.ts';
import { HASH_OIDS, type HashName, signatureAlgorithm } from '../oids/signature-algorithms.ts';
import type { AlgorithmIdentifier } from '../parse/algorithm-identifier.ts';
import type { SubjectPublicKeyInfo } from '../parse/subject-public-key-info.ts';
import { LruCache } from './lru-cache.ts';
import type { ReasonCode } from './reasons.ts';

/** What a signature check needs of a certificate, a request or a CRL. */
export interface SignedBytes {
  readonly tbsDer: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
}

/**
 * `valid`; `invalid` when the signature is not of this key; `unsupported` when the algorithm is not known here or does not
 * go with the key; `broken` when its digest is (MD2, MD5); `bad-key` when the key cannot be loaded.
 */
export type SignatureVerdict = 'valid' | 'invalid' | 'unsupported' | 'broken' | 'bad-key';

/** Largest key that is loaded: RSA checks beyond this take too long. */
const MAX_KEY_BITS = 16_384;

const verdicts = new LruCache<SignatureVerdict>(4096);
const keys = new LruCache<crypto.KeyObject | undefined>(1024);

/** Checks a signature over DER with a public key. Pure: equal inputs give equal verdicts, which are cached. */
export function verifySignature(signed: SignedBytes, spki: SubjectPublicKeyInfo): SignatureVerdict {
  const hash = crypto.createHash('sha256').update(signed.tbsDer).update(signed.signatureAlgorithm.der);
  const id = hash.update(signed.signatureValue).update(spki.der).digest('base64');
  const known = verdicts.get(id);
  if (known) return known;
  const verdict = check(signed, spki);
  verdicts.set(id, verdict);
  return verdict;
}

const KEY_TYPES = {
  'rsa-pkcs1': ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ecdsa: ['ec'],
  dsa: ['dsa'],
} as const;

function check(
  { tbsDer, signatureAlgorithm: identifier, signatureValue }: SignedBytes,
  spki: SubjectPublicKeyInfo,
): SignatureVerdict {
  const algorithm = signatureAlgorithm(identifier.oid);
  if (!algorithm) return 'unsupported';
  if (algorithm.hash === 'md2' || algorithm.hash === 'md5') return 'broken';
  const { scheme } = algorithm;
  const types: readonly string[] = scheme === 'one-shot' ? [] : KEY_TYPES[scheme];
  if (scheme === 'one-shot' ? spki.algorithm.oid !== algorithm.oid : !types.includes(spki.type)) return 'unsupported';
  const key = publicKey(spki);
  if (!key) return 'bad-key';
  const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING } = crypto.constants;
  try {
    let valid: boolean;
    if (scheme === 'one-shot') valid = crypto.verify(null, tbsDer, key, signatureValue);
    else if (scheme === 'rsa-pss') {
      const pss = pssParameters(identifier);
      if (!pss) return 'unsupported';
      valid = crypto.verify(
        pss.hash,
        tbsDer,
        { key, padding: RSA_PKCS1_PSS_PADDING, saltLength: pss.saltLength },
        signatureValue,
      );
    } else if (scheme === 'rsa-pkcs1') {
      valid = crypto.verify(algorithm.hash, tbsDer, { key, padding: RSA_PKCS1_PADDING }, signatureValue);
    } else valid = crypto.verify(algorithm.hash, tbsDer, { key, dsaEncoding: 'der' }, signatureValue);
    return valid ? 'valid' : 'invalid';
  } catch {
    return 'unsupported';
  }
}

/** The key of a SubjectPublicKeyInfo for `node:crypto`, cached; undefined when this runtime cannot load it. */
function publicKey(spki: SubjectPublicKeyInfo): crypto.KeyObject | undefined {
  if ((spki.bits ?? 0) > MAX_KEY_BITS && spki.type !== 'ml-dsa') return undefined;
  const id = spki.der.toString('latin1');
  if (keys.has(id)) return keys.get(id);
  let key: crypto.KeyObject | undefined;
  try {
    key = crypto.createPublicKey({ key: spki.der, format: 'der', type: 'spki' });
  } catch {
    key = undefined;
  }
  keys.set(id, key);
  return key;
}

/** RSASSA-PSS-params (RFC 4055 3.1). One digest for message and mask only: nobody uses two, and node cannot. */
function pssParameters({ parameters }: AlgorithmIdentifier): { hash: HashName; saltLength: number } | undefined {
  try {
    if (!parameters) return undefined;
    const c = new DerCursor(parameters).expect(Tag.sequence).enter();
    const hash = c.optional(0xa0) ? hashOf(c.enter().expect(Tag.sequence).enter()) : 'sha1';
    let mask: string | undefined = 'sha1';
    if (c.optional(0xa1)) {
      const mgf = c.enter().expect(Tag.sequence).enter();
      mask =
        oidValue(mgf.expect(Tag.oid)) === '1.2.840.113549.1.1.8' ? hashOf(mgf.expect(Tag.sequence).enter()) : undefined;
    }
    const saltLength = c.optional(0xa2) ? smallInteger(c.enter().expect(Tag.integer)) : 20;
    const trailer = c.optional(0xa3) ? smallInteger(c.enter().expect(Tag.integer)) : 1;
    return hash && hash === mask && trailer === 1 ? { hash, saltLength } : undefined;
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

function hashOf(c: DerCursor): HashName | undefined {
  return HASH_OIDS[oidValue(c.expect(Tag.oid))];
}

/** The reason that a verdict other than `valid` stands for. */
export function signatureReason(verdict: Exclude<SignatureVerdict, 'valid'>): ReasonCode {
  switch (verdict) {
    case 'unsupported':
      return 'signature-algorithm-unsupported';
    case 'broken':
      return 'signature-algorithm-broken';
    case 'bad-key':
      return 'public-key-unusable';
    default:
      return 'signature-invalid';
  }
}
