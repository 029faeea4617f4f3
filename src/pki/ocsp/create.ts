import {
  bitString,
  enumerated,
  explicit,
  generalizedTime,
  implicit,
  octetString,
  oid,
  sequence,
} from '../der/encode.ts';
import type { Signer } from '../engine.ts';
import type { Certificate } from '../parse/certificate.ts';
import { CRL_REASONS, type CrlReason } from '../parse/extensions/crl-extensions.ts';
import { signatureAlgorithmIdentifier, signBytes } from '../signature-algorithm-identifier.ts';
import { encodeCertId, issuerHashes } from './cert-id.ts';
import { OCSP_BASIC, RESPONSE_STATUSES } from './response.ts';

/** What an authority says of one of its certificates. */
export interface OcspStatement {
  readonly certificate: Certificate;
  /** Who issued it, and signs the statement itself. */
  readonly issuer: Certificate;
  /** Revoked at that time and for that reason; good where left out. */
  readonly revoked?: { readonly at: Date; readonly reason: CrlReason };
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

/**
 * A successful OCSPResponse about one certificate (RFC 6960 4.2.1), DER: signed by the issuer, who is named by its key, so that no
 * certificate has to come along (4.2.2.2).
 */
export function createOcspResponse(statement: OcspStatement, { privateKey, spec, hash }: Signer): Buffer {
  const { certificate, issuer, thisUpdate, nextUpdate } = statement;
  const responderKey = explicit(2, octetString(issuerHashes(issuer)!.issuerKeyHash));
  const single = sequence(
    encodeCertId(certificate, issuer),
    certStatus(statement),
    generalizedTime(thisUpdate),
    explicit(0, generalizedTime(nextUpdate)),
  );
  const tbs = sequence(responderKey, generalizedTime(thisUpdate), sequence(single));
  const algorithm = signatureAlgorithmIdentifier(spec, hash);
  const basic = sequence(tbs, algorithm, bitString(signBytes(tbs, privateKey, spec, hash)));
  return sequence(
    enumerated(RESPONSE_STATUSES.indexOf('successful')),
    explicit(0, sequence(oid(OCSP_BASIC), octetString(basic))),
  );
}

function certStatus({ revoked }: OcspStatement): Buffer {
  if (!revoked) return implicit(0, Buffer.alloc(0));
  return explicit(1, generalizedTime(revoked.at), explicit(0, enumerated(CRL_REASONS.indexOf(revoked.reason))));
}
