import type { CertificateList } from '../../../src/pki/parse/certificate-list.ts';
import { type Certificate, type CertificationRequest, spkiPin } from '../../../src/pki/parse/index.ts';
import type { Name } from '../../../src/pki/parse/name.ts';

/** What a request holds, in words that do not depend on who reads it. */
export interface RequestContent {
  /** RFC 4514. */
  readonly subject: string;
  /** `dns:a.example.org`, sorted. */
  readonly names: readonly string[];
  /** SHA-256 of the public key in base64; undefined where the reader does not say. */
  readonly key?: string | undefined;
}

/** What a certificate holds. */
export interface CertificateContent extends RequestContent {
  readonly issuer: string;
  /** Hexadecimal, upper case, without leading zeros. */
  readonly serial: string;
  readonly from: number;
  readonly until: number;
}

/** What a list holds. */
export interface ListContent {
  readonly issuer: string;
  readonly from: number;
  readonly until: number;
  /** Hexadecimal; undefined where there is none. */
  readonly number: string | undefined;
  /** Serial number, date and reason, the latter undefined where the reader does not say. */
  readonly entries: readonly { readonly serial: string; readonly at: number; readonly reason?: string | undefined }[];
}

/** Hexadecimal as all of them can be compared: without colons and leading zeros. */
export function serial(text: string): string {
  return text
    .replaceAll(':', '')
    .toUpperCase()
    .replace(/^0+(?=.)/, '');
}

/** A reason of RFC 5280 5.3.1 in whatever spelling: `Key Compromise`, `KEY_COMPROMISE`, `keyCompromise`. */
export function reason(text: string): string {
  return text.replace(/[^a-z]/gi, '').toLowerCase();
}

/** IPv6 as URLs write it. */
export function address(text: string): string {
  return text.includes(':') ? new URL(`http://[${text}]`).hostname.slice(1, -1) : text;
}

/** What a reader can say of some content: keytool alone never shows the public key itself. */
export function seenBy<T extends RequestContent>(reader: string, content: T): T {
  return reader === 'keytool' ? { ...content, key: undefined } : content;
}

const dn = (name: Name) => name.toString();

function ourNames({ subjectAltName = [] }: Pick<CertificationRequest, 'subjectAltName'>): string[] {
  return subjectAltName.map((name) => `${name.type}:${'value' in name ? address(name.value ?? '') : ''}`).sort();
}

/** What we read in a request. */
export function ourRequest(request: CertificationRequest): RequestContent {
  return { subject: dn(request.subject), names: ourNames(request), key: spkiPin(request.subjectPublicKeyInfo) };
}

/** What we read in a certificate. */
export function ourCertificate(certificate: Certificate): CertificateContent {
  const { subject, issuer, serialNumber, validity } = certificate;
  return {
    subject: dn(subject),
    issuer: dn(issuer),
    names: ourNames(certificate),
    key: spkiPin(certificate.subjectPublicKeyInfo),
    serial: serial(serialNumber),
    from: validity.notBefore.getTime(),
    until: validity.notAfter.getTime(),
  };
}

/** What we read in a list. */
export function ourList(list: CertificateList): ListContent {
  return {
    issuer: dn(list.issuer),
    from: list.thisUpdate.getTime(),
    until: list.nextUpdate?.getTime() ?? Number.NaN,
    number: list.value('cRLNumber'),
    entries: [...list.entries()].map((entry) => ({
      serial: serial(entry.serialNumber),
      at: entry.revocationDate.getTime(),
      reason: reason(entry.reason),
    })),
  };
}
