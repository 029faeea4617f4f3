import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** Where a service is looked at. */
export interface Target {
  /** As it was named. */
  readonly input: string;
  readonly host: string;
  readonly port: number;
}

/** Reads `HOST:PORT`, `ADDRESS:PORT` or `[IPV6]:PORT`; undefined where the text is none of them. */
export function parseProveTarget(input: string): Target | undefined {
  const match = /^(?:\[([0-9a-f:.%a-z]+)\]|([^\s:[\]/]{1,253})):(\d{1,5})$/i.exec(input.trim());
  if (match === null) return undefined;
  const port = Number(match[3]);
  const host = match[1] ?? match[2]!;
  if (port < 1 || port > 65535 || (match[1] !== undefined && isIP(host.replace(/%.*/, '')) !== 6)) return undefined;
  return { input: input.trim(), host, port };
}

/**
 * The name to ask a service for (SNI, RFC 6066 section 3: never an address): the host, or where that is an address or
 * `localhost`, the first name of the certificate that is no pattern.
 */
export function servernameFor(host: string, certificate: X509Certificate): string | undefined {
  if (isIP(host) === 0 && certificate.checkHost(host) !== undefined) return host;
  const names = [...(certificate.subjectAltName ?? '').matchAll(/DNS:([a-z0-9._-]+)/gi)].map(([, name]) => name!);
  return names[0] ?? (isIP(host) === 0 ? host : undefined);
}
