/** Digest names as `node:crypto` takes them. */
export type HashName =
  | 'md2'
  | 'md5'
  | 'sha1'
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha3-256'
  | 'sha3-384'
  | 'sha3-512';

/** How a signature algorithm checks: which keys it takes and which digest it uses (none for the one-shot schemes). */
export interface SignatureAlgorithm {
  readonly oid: string;
  readonly name: string;
  readonly scheme: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'dsa' | 'one-shot';
  readonly hash?: HashName;
  /** `node:crypto` key type of a one-shot scheme. */
  readonly keyType?: string;
}

/** Signature algorithms of RFC 3279, 4055, 5758, 8410, 9881 and 9909. */
export const SIGNATURE_ALGORITHMS: readonly SignatureAlgorithm[] = [
  { oid: '1.2.840.113549.1.1.2', name: 'md2WithRSAEncryption', scheme: 'rsa-pkcs1', hash: 'md2' },
  { oid: '1.2.840.113549.1.1.4', name: 'md5WithRSAEncryption', scheme: 'rsa-pkcs1', hash: 'md5' },
  { oid: '1.2.840.113549.1.1.5', name: 'sha1WithRSAEncryption', scheme: 'rsa-pkcs1', hash: 'sha1' },
  { oid: '1.3.14.3.2.29', name: 'sha1WithRSASignature', scheme: 'rsa-pkcs1', hash: 'sha1' },
  { oid: '1.2.840.113549.1.1.14', name: 'sha224WithRSAEncryption', scheme: 'rsa-pkcs1', hash: 'sha224' },
  { oid: '1.2.840.113549.1.1.11', name: 'sha256WithRSAEncryption', scheme: 'rsa-pkcs1', hash: 'sha256' },
  { oid: '1.2.840.113549.1.1.12', name: 'sha384WithRSAEncryption', scheme: 'rsa-pkcs1', hash: 'sha384' },
  { oid: '1.2.840.113549.1.1.13', name: 'sha512WithRSAEncryption', scheme: 'rsa-pkcs1', hash: 'sha512' },
  { oid: '2.16.840.1.101.3.4.3.14', name: 'sha3-256WithRSAEncryption', scheme: 'rsa-pkcs1', hash: 'sha3-256' },
  { oid: '2.16.840.1.101.3.4.3.15', name: 'sha3-384WithRSAEncryption', scheme: 'rsa-pkcs1', hash: 'sha3-384' },
  { oid: '2.16.840.1.101.3.4.3.16', name: 'sha3-512WithRSAEncryption', scheme: 'rsa-pkcs1', hash: 'sha3-512' },
  { oid: '1.2.840.113549.1.1.10', name: 'RSASSA-PSS', scheme: 'rsa-pss' },
  { oid: '1.2.840.10045.4.1', name: 'ecdsa-with-SHA1', scheme: 'ecdsa', hash: 'sha1' },
  { oid: '1.2.840.10045.4.3.1', name: 'ecdsa-with-SHA224', scheme: 'ecdsa', hash: 'sha224' },
  { oid: '1.2.840.10045.4.3.2', name: 'ecdsa-with-SHA256', scheme: 'ecdsa', hash: 'sha256' },
  { oid: '1.2.840.10045.4.3.3', name: 'ecdsa-with-SHA384', scheme: 'ecdsa', hash: 'sha384' },
  { oid: '1.2.840.10045.4.3.4', name: 'ecdsa-with-SHA512', scheme: 'ecdsa', hash: 'sha512' },
  { oid: '2.16.840.1.101.3.4.3.10', name: 'ecdsa-with-SHA3-256', scheme: 'ecdsa', hash: 'sha3-256' },
  { oid: '2.16.840.1.101.3.4.3.11', name: 'ecdsa-with-SHA3-384', scheme: 'ecdsa', hash: 'sha3-384' },
  { oid: '2.16.840.1.101.3.4.3.12', name: 'ecdsa-with-SHA3-512', scheme: 'ecdsa', hash: 'sha3-512' },
  { oid: '1.2.840.10040.4.3', name: 'dsa-with-SHA1', scheme: 'dsa', hash: 'sha1' },
  { oid: '2.16.840.1.101.3.4.3.1', name: 'dsa-with-SHA224', scheme: 'dsa', hash: 'sha224' },
  { oid: '2.16.840.1.101.3.4.3.2', name: 'dsa-with-SHA256', scheme: 'dsa', hash: 'sha256' },
  { oid: '2.16.840.1.101.3.4.3.3', name: 'dsa-with-SHA384', scheme: 'dsa', hash: 'sha384' },
  { oid: '2.16.840.1.101.3.4.3.4', name: 'dsa-with-SHA512', scheme: 'dsa', hash: 'sha512' },
  { oid: '1.3.101.112', name: 'Ed25519', scheme: 'one-shot', keyType: 'ed25519' },
  { oid: '1.3.101.113', name: 'Ed448', scheme: 'one-shot', keyType: 'ed448' },
  { oid: '2.16.840.1.101.3.4.3.17', name: 'ML-DSA-44', scheme: 'one-shot', keyType: 'ml-dsa-44' },
  { oid: '2.16.840.1.101.3.4.3.18', name: 'ML-DSA-65', scheme: 'one-shot', keyType: 'ml-dsa-65' },
  { oid: '2.16.840.1.101.3.4.3.19', name: 'ML-DSA-87', scheme: 'one-shot', keyType: 'ml-dsa-87' },
];

const byOid = new Map(SIGNATURE_ALGORITHMS.map((algorithm) => [algorithm.oid, algorithm]));

/** The signature algorithm of an OID, if it is a known one. */
export function signatureAlgorithm(oid: string): SignatureAlgorithm | undefined {
  return byOid.get(oid);
}

/** Digest algorithm OIDs, as RSASSA-PSS parameters and others name them. */
export const HASH_OIDS: Readonly<Record<string, HashName>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
};
