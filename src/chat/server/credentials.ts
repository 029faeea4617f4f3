import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import { AppError } from '../../errors/app-error.ts';

/** A private key and its certificate (chain, leaf first), both PEM. */
export interface CredentialPem {
  readonly key: string;
  readonly cert: string;
  readonly passphrase?: string;
}

/** A pair that was found usable. */
export interface Credential {
  readonly pem: { readonly key: string; readonly cert: string };
  readonly context: SecureContext;
  readonly certificate: X509Certificate;
  /** SHA-256 of the certificate, as Node prints it: upper-case octets with colons. */
  readonly fingerprint256: string;
}

/** What is wrong with a pair: a code of doctor's `server-…` findings. */
export type PairProblem =
  | PairWarning
  | 'server-cert-not-pem'
  | 'server-pem-corrupt'
  | 'server-key-not-pem'
  | 'server-key-encrypted'
  | 'server-key-mismatch'
  | 'server-pfx-passphrase';

/** What does not keep a server from starting, but clients from trusting it. */
export type PairWarning =
  | 'server-cert-expired'
  | 'server-cert-not-yet-valid'
  | 'server-cert-eku'
  | 'server-cert-no-san';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const ANY_PURPOSE = '2.5.29.37.0';

/**
 * Makes a pair ready for TLS, in a context with further options.
 * @throws AppError ERR_SERVE_CREDENTIAL with the finding code in `problem`
 */
export function loadCredential(pem: CredentialPem, options: SecureContextOptions = {}): Credential {
  const cert = withoutMark(pem.cert);
  const certificate = readLeaf(cert);
  const key = readKey({ ...pem, key: withoutMark(pem.key) });
  if (!certificate.checkPrivateKey(key)) throw unusable('server-key-mismatch');
  const usable = { key: key.export({ type: 'pkcs8', format: 'pem' }) as string, cert };
  try {
    const context = createSecureContext({ ...options, ...usable });
    return { pem: usable, context, certificate, fingerprint256: certificate.fingerprint256 };
  } catch (cause) {
    throw unusable('server-pem-corrupt', cause);
  }
}

/** What will make some or all clients refuse a pair that TLS itself accepts, worst first. */
export function pairWarnings({ certificate }: Credential, now: Date): PairWarning[] {
  const problems: PairWarning[] = [];
  if (now > new Date(certificate.validTo)) problems.push('server-cert-expired');
  if (now < new Date(certificate.validFrom)) problems.push('server-cert-not-yet-valid');
  // Node calls the extended key usage `keyUsage`; absent means any.
  const purposes = certificate.keyUsage as string[] | undefined;
  if (purposes && !purposes.includes(SERVER_AUTH) && !purposes.includes(ANY_PURPOSE)) problems.push('server-cert-eku');
  if (!certificate.subjectAltName) problems.push('server-cert-no-san');
  return problems;
}

/** Editors on Windows put a byte order mark in front: OpenSSL passes over it in PEM, `X509Certificate` does not. */
function withoutMark(pem: string): string {
  return pem.replace(/^\ufeff/, '');
}

function readLeaf(pem: string): X509Certificate {
  if (!pem.includes('-----BEGIN')) throw unusable('server-cert-not-pem');
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw unusable(
      /BEGIN (TRUSTED |X509 )?CERTIFICATE-----/.test(pem) ? 'server-pem-corrupt' : 'server-cert-not-pem',
      cause,
    );
  }
}

function readKey({ key, passphrase }: CredentialPem): KeyObject {
  try {
    return createPrivateKey(passphrase === undefined ? key : { key, passphrase });
  } catch (cause) {
    if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(key)) throw unusable('server-key-encrypted', cause);
    throw unusable(/BEGIN [A-Z ]*PRIVATE KEY-----/.test(key) ? 'server-pem-corrupt' : 'server-key-not-pem', cause);
  }
}

function unusable(problem: PairProblem, cause?: unknown): AppError {
  return new AppError('ERR_SERVE_CREDENTIAL', { problem }, { cause });
}
