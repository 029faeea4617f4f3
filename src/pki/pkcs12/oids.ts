/** Object identifiers of PKCS#12 (RFC 7292) and of what it is made of. */
export const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  crlBag: '1.2.840.113549.1.12.10.1.4',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  /** Oracle's mark of a certificate that a Java key store trusts. */
  javaTrust: '2.16.840.1.113894.746875.1.1',
  anyExtendedKeyUsage: '2.5.29.37.0',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/** Digests of the MAC by dotted OID, as `node:crypto` names them, with the octets that they give. */
export const DIGESTS: Readonly<Record<string, { readonly name: string; readonly octets: number }>> = {
  '1.3.14.3.2.26': { name: 'sha1', octets: 20 },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', octets: 32 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', octets: 48 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', octets: 64 },
};
