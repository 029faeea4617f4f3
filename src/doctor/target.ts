import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { NameProblem, Target, TargetFailure } from './evidence/request.ts';

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

/** RFC 1035 section 2.3.4, in octets; the name without its final dot. */
const MOST_LABEL = 63;
const MOST_NAME = 253;
const LABEL_CHARACTERS = /^[a-z0-9_-]*$/i;

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
  if ('problem' in host) {
    const { problem, label } = host;
    const { failure } = fail('NAME', hostText) as { failure: TargetFailure };
    return { failure: { ...failure, problem, label } };
  }
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

type Host =
  | { readonly text: string; readonly kind: Target['hostKind'] }
  | { readonly problem: NameProblem; readonly label: string };

/** An address, a name, or why it is no name; undefined for what does not look like a host at all. */
function canonicalHost(text: string): Host | undefined {
  const family = isIP(text);
  if (family !== 0) return { text, kind: family === 6 ? 'ipv6' : 'ipv4' };
  if (!/^[\p{L}\p{M}\p{N}._。．｡-]+$/u.test(text)) return undefined;
  // Checked before IDNA, which gives up without saying why.
  const wrong = nameProblem(text.replace(/\.$/, ''));
  if (wrong) return wrong;
  // domainToASCII would turn `0x7f.1` and `127.1` into addresses: only names with a letter in the last label are names.
  const ascii = /[^\x00-\x7f]/.test(text) ? domainToASCII(text) : text.toLowerCase();
  if (ascii === '') return { problem: 'not-idna', label: text };
  const labels = ascii.replace(/\.$/, '').split('.');
  if (/^\d+$/.test(labels.at(-1) ?? '') || !labels.every((label) => LABEL_CHARACTERS.test(label))) return undefined;
  return nameProblem(ascii.replace(/\.$/, '')) ?? { text: ascii, kind: 'name' };
}

function nameProblem(name: string): Extract<Host, { problem: NameProblem }> | undefined {
  const labels = name.split('.');
  const find = (problem: NameProblem, wrong: (label: string) => boolean) => {
    const label = labels.find(wrong);
    return label === undefined ? undefined : { problem, label };
  };
  return (
    (labels.includes('') ? { problem: 'label-empty', label: name.startsWith('.') ? '.' : '..' } : undefined) ??
    find('label-long', (label) => label.length > MOST_LABEL) ??
    find('label-hyphen', (label) => label.startsWith('-') || label.endsWith('-')) ??
    (name.length > MOST_NAME ? { problem: 'name-long', label: '' } : undefined)
  );
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
