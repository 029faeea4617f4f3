import { createHash } from 'node:crypto';
import { integer, nullValue, octetString, oid, sequence } from '../der/encode.ts';
import { HASH_OIDS } from '../oids/signature-algorithms.ts';
import type { Certificate } from '../parse/certificate.ts';
import type { CertId } from './response.ts';

/** SHA-1, which RFC 5019 2.1.1 wants in requests: it only names, it protects nothing. */
const CERT_ID_HASH = '1.3.14.3.2.26';

/** The hashes that name an issuer in a CertID (RFC 6960 4.1.1); undefined for an algorithm that is not known. */
export function issuerHashes(
  issuer: Certificate,
  hashAlgorithm: string = CERT_ID_HASH,
): Pick<CertId, 'issuerNameHash' | 'issuerKeyHash'> | undefined {
  const hash = HASH_OIDS[hashAlgorithm];
  if (hash === undefined) return undefined;
  const of = (bytes: Uint8Array) => createHash(hash).update(bytes).digest();
  return { issuerNameHash: of(issuer.subject.der), issuerKeyHash: of(issuer.subjectPublicKeyInfo.publicKey) };
}

/** Whether a CertID means this certificate of this issuer. */
export function isAbout(id: CertId, certificate: Certificate, issuer: Certificate): boolean {
  const hashes = issuerHashes(issuer, id.hashAlgorithm);
  return (
    hashes !== undefined &&
    id.serialNumber === certificate.serialNumber &&
    id.issuerNameHash.equals(hashes.issuerNameHash) &&
    id.issuerKeyHash.equals(hashes.issuerKeyHash)
  );
}

/** The CertID of a certificate of this issuer, DER. */
export function encodeCertId(certificate: Certificate, issuer: Certificate): Buffer {
  const { issuerNameHash, issuerKeyHash } = issuerHashes(issuer)!;
  return sequence(
    sequence(oid(CERT_ID_HASH), nullValue()),
    octetString(issuerNameHash),
    octetString(issuerKeyHash),
    integer(certificate.serialBytes),
  );
}
