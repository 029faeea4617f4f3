import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** A chat server's place. */
export interface ChatTarget {
  readonly host: string;
  readonly port: number;
}

/**
 * Parses `host`, `host:port`, `[ipv6]:port`, a bare IPv6 address, or any of them behind `chat://`; undefined if it is none.
 * International names become A-labels (RFC 5890).
 */
export function parseChatTarget(text: string, defaultPort: number): ChatTarget | undefined {
  const value = text
    .trim()
    .replace(/^chat:\/\//i, '')
    .replace(/\/$/, '');
  if (isIP(value) === 6) return { host: value, port: defaultPort };
  const match = /^(?:\[([0-9a-f:.%a-z]+)\]|([^\s:/[\]]+))(?::(\d{1,5}))?$/i.exec(value);
  if (!match) return undefined;
  const port = match[3] === undefined ? defaultPort : Number(match[3]);
  if (port < 1 || port > 65_535) return undefined;
  const bracketed = match[1];
  if (bracketed !== undefined) return isIP(bracketed) === 6 ? { host: bracketed, port } : undefined;
  const name = match[2] as string;
  const host = isIP(name) ? name : domainToASCII(name);
  return host === '' ? undefined : { host, port };
}
