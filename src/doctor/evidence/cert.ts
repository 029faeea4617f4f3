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

/** A chain that leads to somebody who is trusted. */
export interface CertPath {
  readonly trusted: true;
}

/** A chain that does not; the code is Node's (OpenSSL's X509_V_ERR names). */
export interface CertPathFailure extends Failure {
  readonly code: string;
}

export interface CertEvidence {
  'cert.trust': Observed<Trust>;
  'cert.path': Observed<CertPath, CertPathFailure>;
}
