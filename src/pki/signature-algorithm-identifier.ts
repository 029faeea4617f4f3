import { constants, type KeyObject, sign } from 'node:crypto';
import { type HashName, type KeySpec, saltLength } from './algorithms.ts';
import { explicit, integer, nullValue, oid, sequence } from './der/encode.ts';
import { SIGNATURE_ALGORITHMS } from './oids/signature-algorithms.ts';

const MGF1 = '1.2.840.113549.1.1.8';
const HASH_OIDS: Readonly<Record<HashName, string>> = {
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
};

/** AlgorithmIdentifier of a signature (RFC 4055, 5758, 8410, 9881), DER. */
export function signatureAlgorithmIdentifier(spec: KeySpec, hash: HashName | undefined): Buffer {
  if (spec.type === 'rsa') return sequence(oid(oidOf('rsa-pkcs1', hash)), nullValue());
  if (spec.type === 'ec') return sequence(oid(oidOf('ecdsa', hash)));
  if (spec.type !== 'rsa-pss') return sequence(oid(oneShotOid(spec)));
  const digest = sequence(oid(HASH_OIDS[hash!]), nullValue());
  return sequence(
    oid(oidOf('rsa-pss', undefined)),
    sequence(explicit(0, digest), explicit(1, sequence(oid(MGF1), digest)), explicit(2, integer(saltLength(hash!)))),
  );
}

/** Signs bytes the way that `signatureAlgorithmIdentifier` says. */
export function signBytes(bytes: Uint8Array, key: KeyObject, spec: KeySpec, hash: HashName | undefined): Buffer {
  const digest = hash?.replace('-', '').toLowerCase() ?? null;
  if (spec.type !== 'rsa-pss') return sign(digest, bytes, key);
  return sign(digest, bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltLength(hash!) });
}

function oidOf(scheme: string, hash: HashName | undefined): string {
  const wanted = hash?.replace('-', '').toLowerCase();
  return SIGNATURE_ALGORITHMS.find((each) => each.scheme === scheme && each.hash === wanted)!.oid;
}

function oneShotOid(spec: KeySpec): string {
  const type = spec.type === 'ml-dsa' ? `ml-dsa-${spec.level}` : spec.type;
  return SIGNATURE_ALGORITHMS.find(({ keyType }) => keyType === type)!.oid;
}
