/** Kinds of public keys, in the words of `genkey --type`, and those that are only read. */
export type KeyType =
  | 'rsa'
  | 'rsa-pss'
  | 'ec'
  | 'ed25519'
  | 'ed448'
  | 'ml-dsa'
  | 'slh-dsa'
  | 'ml-kem'
  | 'dsa'
  | 'dh'
  | 'x25519'
  | 'x448'
  | 'unknown';

export interface PublicKeyAlgorithm {
  readonly oid: string;
  readonly type: KeyType;
  readonly name: string;
  /** Key size where the algorithm alone fixes it. */
  readonly bits?: number;
}

/** Public key algorithms of RFC 3279, 4055, 5480, 8410, 9881 and 9935. */
export const PUBLIC_KEY_ALGORITHMS: readonly PublicKeyAlgorithm[] = [
  { oid: '1.2.840.113549.1.1.1', type: 'rsa', name: 'rsaEncryption' },
  { oid: '1.2.840.113549.1.1.10', type: 'rsa-pss', name: 'RSASSA-PSS' },
  { oid: '1.2.840.10045.2.1', type: 'ec', name: 'id-ecPublicKey' },
  { oid: '1.3.132.1.12', type: 'ec', name: 'id-ecDH' },
  { oid: '1.2.840.10040.4.1', type: 'dsa', name: 'id-dsa' },
  { oid: '1.2.840.10046.2.1', type: 'dh', name: 'dhpublicnumber' },
  { oid: '1.2.840.113549.1.3.1', type: 'dh', name: 'dhKeyAgreement' },
  { oid: '1.3.101.110', type: 'x25519', name: 'X25519', bits: 255 },
  { oid: '1.3.101.111', type: 'x448', name: 'X448', bits: 448 },
  { oid: '1.3.101.112', type: 'ed25519', name: 'Ed25519', bits: 255 },
  { oid: '1.3.101.113', type: 'ed448', name: 'Ed448', bits: 448 },
  { oid: '2.16.840.1.101.3.4.3.17', type: 'ml-dsa', name: 'ML-DSA-44', bits: 10496 },
  { oid: '2.16.840.1.101.3.4.3.18', type: 'ml-dsa', name: 'ML-DSA-65', bits: 15616 },
  { oid: '2.16.840.1.101.3.4.3.19', type: 'ml-dsa', name: 'ML-DSA-87', bits: 20736 },
  { oid: '2.16.840.1.101.3.4.4.1', type: 'ml-kem', name: 'ML-KEM-512', bits: 6400 },
  { oid: '2.16.840.1.101.3.4.4.2', type: 'ml-kem', name: 'ML-KEM-768', bits: 9472 },
  { oid: '2.16.840.1.101.3.4.4.3', type: 'ml-kem', name: 'ML-KEM-1024', bits: 12544 },
];

const byOid = new Map(PUBLIC_KEY_ALGORITHMS.map((algorithm) => [algorithm.oid, algorithm]));

/** The public key algorithm of an OID, if it is a known one; SLH-DSA's twelve parameter sets (RFC 9909) count as one type. */
export function publicKeyAlgorithm(oid: string): PublicKeyAlgorithm | undefined {
  const known = byOid.get(oid);
  if (known) return known;
  const slh = /^2\.16\.840\.1\.101\.3\.4\.3\.(\d+)$/.exec(oid);
  const arc = slh ? Number(slh[1]) : 0;
  return arc >= 20 && arc <= 31 ? { oid, type: 'slh-dsa', name: 'SLH-DSA' } : undefined;
}
