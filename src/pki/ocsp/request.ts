import { sequence } from '../der/encode.ts';
import type { Certificate } from '../parse/certificate.ts';
import { encodeCertId } from './cert-id.ts';

/** The OCSPRequest for one certificate, DER: unsigned, without a nonce, as RFC 5019 2.1.1 wants it, so that it can be cached. */
export function ocspRequest(certificate: Certificate, issuer: Certificate): Buffer {
  const requestList = sequence(sequence(encodeCertId(certificate, issuer)));
  return sequence(sequence(requestList));
}
