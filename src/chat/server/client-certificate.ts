import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { parseName } from '../protocol/names.ts';

/** How a server treats client certificates. */
export interface ClientCertificatePolicy {
  readonly mode: 'request' | 'require';
  /** PEM certificates that client certificates must lead to. */
  readonly ca: readonly string[];
  /** Whether a verified certificate gives its owner its name. */
  readonly nameFromCertificate?: boolean;
}

/** The certificate of a client, if it sent one that was verified. */
export function verifiedCertificate(socket: TLSSocket): X509Certificate | undefined {
  return socket.authorized ? socket.getPeerX509Certificate() : undefined;
}

/** The chat name in a certificate: its common name, else the local part of an e-mail address, else its first DNS name. */
export function nameInCertificate(certificate: X509Certificate): string | undefined {
  const commonName = /^CN=(.*)$/m.exec(certificate.subject)?.[1];
  const alternatives = (certificate.subjectAltName ?? '').split(', ');
  const email = alternatives
    .find((entry) => entry.startsWith('email:'))
    ?.slice('email:'.length)
    .split('@')[0];
  const dns = alternatives.find((entry) => entry.startsWith('DNS:'))?.slice('DNS:'.length);
  for (const candidate of [commonName, email, dns]) {
    const name = candidate === undefined ? undefined : parseName(candidate.trim().replace(/[ ']+/g, '.'));
    if (name !== undefined) return name;
  }
  return undefined;
}
