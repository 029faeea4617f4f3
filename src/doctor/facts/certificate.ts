import { createHash, X509Certificate } from 'node:crypto';
import { LruCache } from '../../pki/verify/lru-cache.ts';
import { type CertificateTraits, certificateTraits } from './traits.ts';

/** What checks know of a certificate: plain JSON, made once where the bytes come in. */
export interface CertificateFacts extends CertificateTraits {
  /** DER, base64. */
  readonly der: string;
  readonly subject: string;
  readonly issuer: string;
  /** The last common name of the subject; empty if there is none. */
  readonly commonName: string;
  readonly serial: string;
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  /** Whether there is a subjectAltName of a kind that servers are named by: a DNS name or an address (RFC 9525 section 6.4.4). */
  readonly hasSan: boolean;
  readonly ca: boolean;
  /** Issuer and subject are the same, and its own key verifies its signature. */
  readonly selfSigned: boolean;
  readonly keyType: string;
  readonly fingerprint256: string;
  /** SHA-256 over the SubjectPublicKeyInfo, lower-case hexadecimal. */
  readonly publicKeySha256: string;
}

/** SHA-256 over a SubjectPublicKeyInfo, by which keys, requests and certificates are matched. */
export function spkiSha256(spki: Buffer): string {
  return createHash('sha256').update(spki).digest('hex');
}

/** Many servers show the same certificates. */
const known = new LruCache<CertificateFacts>(512);

/**
 * The facts of one certificate; equal bytes give the same value.
 *
 * @throws Node's error for bytes that are no certificate.
 */
export function certificateFacts(der: Buffer): CertificateFacts {
  const id = der.toString('base64');
  const before = known.get(id);
  if (before) return before;
  const facts = readFacts(der, id);
  known.set(id, facts);
  return facts;
}

function readFacts(der: Buffer, base64: string): CertificateFacts {
  const certificate = new X509Certificate(der);
  const names = (certificate.subjectAltName ?? '').split(', ');
  const of = (kind: string) => names.filter((name) => name.startsWith(kind)).map((name) => name.slice(kind.length));
  const key = publicKeyOf(certificate);
  return {
    ...certificateTraits(der),
    der: base64,
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    commonName: /(?:^|\n)CN=(.*)(?![\s\S]*\nCN=)/.exec(certificate.subject ?? '')?.[1] ?? '',
    serial: certificate.serialNumber.toLowerCase(),
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
    dnsNames: of('DNS:'),
    ipAddresses: of('IP Address:'),
    hasSan: names.some((name) => /^(DNS|IP Address):/.test(name)),
    ca: certificate.ca,
    selfSigned: key !== undefined && certificate.subject === certificate.issuer && verifies(certificate, key),
    keyType: key?.asymmetricKeyType ?? 'unknown',
    fingerprint256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    publicKeySha256: key === undefined ? '' : spkiSha256(key.export({ type: 'spki', format: 'der' })),
  };
}

function oneLine(name: string | undefined): string {
  return (name ?? '').replaceAll('\n', ', ');
}

function publicKeyOf(certificate: X509Certificate) {
  try {
    return certificate.publicKey;
  } catch {
    // An algorithm that this OpenSSL does not know.
    return undefined;
  }
}

function verifies(certificate: X509Certificate, key: X509Certificate['publicKey']): boolean {
  try {
    return certificate.verify(key);
  } catch {
    return false;
  }
}
