import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { Target, TargetFailure } from './evidence/request.ts';

/** Schemes that stand for TLS from the first byte, with their ports. */
const SCHEMES: Readonly<Record<string, number>> = {
  https: 443,
  tls: 443,
  ssl: 443,
  wss: 443,
  chat: 12345,
  smtps: 465,
  imaps: 993,
  pop3s: 995,
  ldaps: 636,
  ftps: 990,
};

/** Schemes without TLS, and the one that was probably meant. */
const PLAINTEXT: Readonly<Record<string, string>> = { http: 'https', ws: 'wss', ftp: 'ftps', ldap: 'ldaps' };

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i;

type Parsed = { readonly target: Omit<Target, 'servername'> } | { readonly failure: TargetFailure };

/**
 * Reads a target: `host`, `host:port`, `scheme://host[:port]`, with IPv6 addresses in brackets when a port follows.
 * A bare host means port 443, `chat://` means 12345. Never throws.
 */
export function parseTarget(input: string): Parsed {
  const fail = (code: TargetFailure['code'], part: string, suggestion = 'chat.example.org:8443'): Parsed => ({
    failure: { code, input, part, suggestion },
  });
  const text = input.trim();
  if (text === '') return fail('EMPTY', text);
  const [, schemeText, rest] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
  const scheme = schemeText?.toLowerCase();
  const meant = scheme === undefined ? undefined : PLAINTEXT[scheme];
  if (meant !== undefined) return fail('SCHEME', `${scheme}://`, `${meant}://${rest}`);
  const schemePort = scheme === undefined ? 443 : SCHEMES[scheme];
  if (schemePort === undefined) return fail('SCHEME', `${scheme}://`, rest === '' ? undefined : rest);

  // A path or query after the authority is what people paste from a browser: it changes nothing here.
  const authority = scheme === undefined ? (rest ?? '') : (rest ?? '').replace(/[/?#].*$/s, '');
  const { hostText, portText } = splitAuthority(authority);
  if (hostText === '') return fail('HOST', authority);
  const host = canonicalHost(hostText);
  if (host === undefined) return fail('HOST', hostText);
  const bracketed = host.kind === 'ipv6' ? `[${host.text}]` : host.text;
  const port = portText === undefined ? schemePort : portNumber(portText);
  if (port === undefined) return fail('PORT', portText ?? '', `${bracketed}:${schemePort}`);
  return {
    target: {
      input,
      host: host.text,
      hostKind: host.kind,
      port,
      scheme: scheme ?? 'tls',
      loopback: isLoopback(host.text),
    },
  };
}

function splitAuthority(authority: string): { hostText: string; portText: string | undefined } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/s.exec(authority);
  if (bracketed) return { hostText: bracketed[1] ?? '', portText: bracketed[2] };
  if (isIP(authority) === 6) return { hostText: authority, portText: undefined };
  const cut = authority.lastIndexOf(':');
  if (cut < 0) return { hostText: authority, portText: undefined };
  return { hostText: authority.slice(0, cut), portText: authority.slice(cut + 1) };
}

function portNumber(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? port : undefined;
}

function canonicalHost(text: string): { text: string; kind: Target['hostKind'] } | undefined {
  const family = isIP(text);
  if (family !== 0) return { text, kind: family === 6 ? 'ipv6' : 'ipv4' };
  // domainToASCII would turn `0x7f.1` and `127.1` into addresses: only names with a letter in the last label are names.
  const ascii = /[^\x00-\x7f]/.test(text) ? domainToASCII(text) : text.toLowerCase();
  const labels = ascii.replace(/\.$/, '').split('.');
  const named = ascii.length <= 254 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
  return named ? { text: ascii, kind: 'name' } : undefined;
}

/** Whether a host is this machine by its name or address alone (RFC 6761, RFC 1122, RFC 4291). */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return name === 'localhost' || name.endsWith('.localhost') || /^127\./.test(name) || name === '::1';
}

/** A host and port as they are written together, IPv6 in brackets. */
export function hostPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
