import { integer, nullValue, octetString, oid, sequence } from '../der/encode.ts';
import type { Certificate } from '../parse/certificate.ts';
import { CERT_ID_HASH, issuerHashes } from './cert-id.ts';

/** The OCSPRequest for one certificate, DER: unsigned, without a nonce, as RFC 5019 2.1.1 wants it, so that it can be cached. */
export function ocspRequest(certificate: Certificate, issuer: Certificate): Buffer {
  const { issuerNameHash, issuerKeyHash } = issuerHashes(issuer)!;
  const certId = sequence(
    sequence(oid(CERT_ID_HASH), nullValue()),
    octetString(issuerNameHash),
    octetString(issuerKeyHash),
    integer(certificate.serialBytes),
  );
  const requestList = sequence(sequence(certId));
  return sequence(sequence(requestList));
}
