import { isIP } from 'node:net';
import type { CertificateFacts } from './certificate.ts';
import { wildcardStanding } from './wildcard.ts';

/** Whether a certificate without subjectAltName names the host in its common name, as older clients understand it. */
export function namedInSubject({ commonName }: CertificateFacts, host: string): boolean {
  return wildcardStanding(commonName, host) === 'honoured';
}

/** Clients that fall back on the common name do so for names, not for addresses (RFC 6125 section B.2). */
export function subjectMaySuffice(host: string): boolean {
  return isIP(host) === 0;
}
