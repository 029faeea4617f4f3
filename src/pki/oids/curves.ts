export interface Curve {
  readonly oid: string;
  /** NIST name where there is one, else the name of SEC 2 or RFC 5639. */
  readonly name: string;
  /** Size of the field in bits. */
  readonly bits: number;
}

/** Named curves of RFC 5480, SEC 2 and RFC 5639. */
export const CURVES: readonly Curve[] = [
  { oid: '1.2.840.10045.3.1.1', name: 'P-192', bits: 192 },
  { oid: '1.3.132.0.33', name: 'P-224', bits: 224 },
  { oid: '1.2.840.10045.3.1.7', name: 'P-256', bits: 256 },
  { oid: '1.3.132.0.34', name: 'P-384', bits: 384 },
  { oid: '1.3.132.0.35', name: 'P-521', bits: 521 },
  { oid: '1.3.132.0.10', name: 'secp256k1', bits: 256 },
  { oid: '1.3.132.0.9', name: 'secp160k1', bits: 160 },
  { oid: '1.3.132.0.8', name: 'secp160r1', bits: 160 },
  { oid: '1.3.132.0.31', name: 'secp192k1', bits: 192 },
  { oid: '1.3.132.0.32', name: 'secp224k1', bits: 224 },
  { oid: '1.3.36.3.3.2.8.1.1.1', name: 'brainpoolP160r1', bits: 160 },
  { oid: '1.3.36.3.3.2.8.1.1.2', name: 'brainpoolP160t1', bits: 160 },
  { oid: '1.3.36.3.3.2.8.1.1.3', name: 'brainpoolP192r1', bits: 192 },
  { oid: '1.3.36.3.3.2.8.1.1.4', name: 'brainpoolP192t1', bits: 192 },
  { oid: '1.3.36.3.3.2.8.1.1.5', name: 'brainpoolP224r1', bits: 224 },
  { oid: '1.3.36.3.3.2.8.1.1.6', name: 'brainpoolP224t1', bits: 224 },
  { oid: '1.3.36.3.3.2.8.1.1.7', name: 'brainpoolP256r1', bits: 256 },
  { oid: '1.3.36.3.3.2.8.1.1.8', name: 'brainpoolP256t1', bits: 256 },
  { oid: '1.3.36.3.3.2.8.1.1.9', name: 'brainpoolP320r1', bits: 320 },
  { oid: '1.3.36.3.3.2.8.1.1.10', name: 'brainpoolP320t1', bits: 320 },
  { oid: '1.3.36.3.3.2.8.1.1.11', name: 'brainpoolP384r1', bits: 384 },
  { oid: '1.3.36.3.3.2.8.1.1.12', name: 'brainpoolP384t1', bits: 384 },
  { oid: '1.3.36.3.3.2.8.1.1.13', name: 'brainpoolP512r1', bits: 512 },
  { oid: '1.3.36.3.3.2.8.1.1.14', name: 'brainpoolP512t1', bits: 512 },
  { oid: '1.2.156.10197.1.301', name: 'SM2', bits: 256 },
];

const byOid = new Map(CURVES.map((curve) => [curve.oid, curve]));

/** The named curve of an OID, if it is a known one. */
export function curveOf(oid: string): Curve | undefined {
  return byOid.get(oid);
}
