import type { Reason, ReasonCode } from '../../pki/verify/index.ts';
import type { CertificateFacts } from '../facts/certificate.ts';
import type { Failure, Observed } from './entry.ts';

/** Whom this diagnosis trusts. */
export interface Trust {
  /** `flag`: --ca; `own`: the self-signed certificate of this machine's own server; `default`: Node's authorities. */
  readonly source: 'flag' | 'own' | 'default';
  readonly files: readonly string[];
  /** The anchors of `files`; empty for `default`. */
  readonly anchors: readonly CertificateFacts[];
}

/** A chain that leads to somebody who is trusted: subjects, leaf first, anchor last. */
export interface CertPath {
  readonly path: readonly string[];
}

/** A chain that does not: the rules of RFC 5280 that it breaks, the most telling first. The host name is not one of them. */
export interface CertPathFailure extends Failure {
  readonly code: ReasonCode;
  readonly reasons: readonly Pick<Reason, 'code' | 'certificate' | 'params'>[];
}

export interface CertEvidence {
  'cert.trust': Observed<Trust>;
  'cert.path': Observed<CertPath, CertPathFailure>;
  /** Whether the certificate is for the name that was asked for; a mismatch is a failure with code `NAME_MISMATCH`. */
  'cert.name': Observed<{ readonly name: string }>;
}
