import { ByteReader } from '../bytes/reader.ts';
import { EXTENSION } from '../tables/extension-types.ts';
import { TLS12, TLS13 } from '../tables/versions.ts';
import { readExtensions } from './extensions.ts';

/** CertificateRequest: the server asks for a client certificate. */
export interface CertificateRequest {
  /** ClientCertificateType values (up to TLS 1.2; empty in TLS 1.3). */
  certificateTypes: number[];
  /** SignatureScheme values that it accepts (from TLS 1.2 on). */
  signatureSchemes: number[];
  /** Names of the authorities that it accepts: DER of `Name` (RFC 5280, section 4.1.2.4), base64. Empty is "any". */
  authorities: string[];
}

/** Reads the body of a CertificateRequest (RFC 8446, section 4.3.2; RFC 5246, section 7.4.4). Throws `DecodeError`. */
export function readCertificateRequest(body: Buffer, version: number): CertificateRequest {
  const reader = new ByteReader(body);
  if (version >= TLS13) return readModern(reader);
  const certificateTypes = [...reader.vector(1, 'certificate_types').rest()];
  const signatureSchemes = version >= TLS12 ? reader.uint16List(2, 'supported_signature_algorithms') : [];
  return { certificateTypes, signatureSchemes, authorities: readNames(reader) };
}

function readModern(reader: ByteReader): CertificateRequest {
  reader.vector(1, 'certificate_request_context');
  const extensions = readExtensions(reader);
  const schemes = extensions.get(EXTENSION.signatureAlgorithms);
  const names = extensions.get(EXTENSION.certificateAuthorities);
  return {
    certificateTypes: [],
    signatureSchemes: schemes ? new ByteReader(schemes).uint16List(2, 'supported_signature_algorithms') : [],
    authorities: names ? readNames(new ByteReader(names)) : [],
  };
}

function readNames(reader: ByteReader): string[] {
  const list = reader.vector(2, 'certificate_authorities');
  const names: string[] = [];
  while (list.remaining > 0) names.push(list.vector(2, 'DistinguishedName').rest().toString('base64'));
  return names;
}
