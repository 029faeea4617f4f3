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
  /** SHA-256 fingerprints, in the same order. */
  readonly fingerprints: readonly string[];
  /** Whether the anchor is one of the public roots that come with Node. */
  readonly publicRoot: boolean;
}

/** What the certificates that lie in the current directory, and other stores, make of a chain that leads nowhere. */
export interface ChainCompletion {
  /** The file here with the intermediate that the server should have sent; empty if there is none. */
  readonly intermediateFile: string;
  /** Subjects of the certificates that were missing. */
  readonly missing: readonly string[];
  /** The file here with the root that the chain leads to; empty if there is none. */
  readonly rootFile: string;
  /** Whether the usual authorities, which `--ca` set aside, or those of this system know the chain. */
  readonly knownTo: '' | 'default' | 'system';
}

/** The certificates of issuers that the server did not send, each from where the one below says. */
export interface FetchedIssuer {
  /** Where the first one was. */
  readonly url: string;
  readonly subject: string;
  /** Where all of them were, from the bottom up; absent in older records. */
  readonly urls?: readonly string[];
  /** Whether the last one is a root, and so nothing that a server sends. */
  readonly selfSigned: boolean;
  /** Whether they make the chain lead to somebody who is trusted. */
  readonly completes: boolean;
}

/** What a CRL or an OCSP response says of the leaf. */
export interface Revocation {
  readonly status: 'good' | 'revoked' | 'unknown';
  /** ISO 8601; empty unless revoked. */
  readonly since: string;
  /** RFC 5280 5.3.1; empty unless revoked. */
  readonly reason: string;
  /** Who says so. */
  readonly crlIssuer: string;
  /** Why it is not known. */
  readonly problem: string;
}

/** A chain that does not: the rules of RFC 5280 that it breaks, the most telling first. The host name is not one of them. */
export interface CertPathFailure extends Failure {
  readonly code: ReasonCode;
  readonly reasons: readonly Pick<Reason, 'code' | 'certificate' | 'params'>[];
}

/** What the host of `--control`, which the user knows to be in order, showed. */
export interface ControlCertificate {
  readonly host: string;
  readonly address: string;
  /** The certificates in the order sent, four at most. */
  readonly chain: readonly CertificateFacts[];
  /** Whether the leaf is for the control host. */
  readonly covers: boolean;
}

/** What a plain HTTP request to the host of `--control` brought: a portal answers in its place. */
export interface PortalAnswer {
  readonly host: string;
  readonly status: number;
  /** The host that it sends us to; empty if it sends us nowhere. */
  readonly location: string;
}

/** Where the Certificate Transparency timestamps of the leaf were found (RFC 6962 3.3). */
export interface Timestamps {
  readonly embedded: number;
  /** In the stapled OCSP response. */
  readonly stapled: boolean;
  /** In the handshake itself; null where the server would not say (it speaks TLS 1.3 alone). */
  readonly inHandshake: boolean | null;
}

export interface CertEvidence {
  'cert.control': Observed<ControlCertificate>;
  'cert.portal': Observed<PortalAnswer>;
  'cert.timestamps': Observed<Timestamps>;
  'cert.trust': Observed<Trust>;
  'cert.path': Observed<CertPath, CertPathFailure>;
  /** Whether the certificate is for the name that was asked for; a mismatch is a failure with code `NAME_MISMATCH`. */
  'cert.name': Observed<{ readonly name: string }>;
  'cert.completion': Observed<ChainCompletion>;
  /** What the CRLs of `--crl` say of the leaf. */
  'cert.revocation': Observed<Revocation>;
  /** What the stapled OCSP response says of it. */
  'cert.stapled': Observed<Revocation>;
  /** What the authority itself says when asked (`--fetch`); a failure names the `url`. */
  'cert.online': Observed<Revocation, Failure & { readonly url?: string }>;
  /** The issuer's certificate, fetched from where the chain says (`--fetch`). */
  'cert.issuer': Observed<FetchedIssuer, Failure & { readonly url?: string }>;
}

export interface CertFamilies {
  /** The certificate that one more connection got, `@address` for another address of the target, `@again` for the same one. */
  'cert.peer': Observed<{ readonly address: string; readonly leaf: CertificateFacts }>;
}
