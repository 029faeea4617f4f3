import type { StarttlsProtocol } from './protocols.ts';

/** What a server's first bytes look like. */
export type Greeting = 'smtp' | 'ftp' | 'smtp-or-ftp' | 'imap' | 'pop3' | 'mysql' | 'ssh' | 'http' | 'xmpp' | 'unknown';

const TEXT_PATTERNS: readonly (readonly [RegExp, Greeting])[] = [
  [/^SSH-\d/, 'ssh'],
  [/^HTTP\/\d/, 'http'],
  [/^\* (OK|PREAUTH|BYE)\b/i, 'imap'],
  [/^(\+OK|-ERR)/, 'pop3'],
  [/^(<\?xml|<stream:)/, 'xmpp'],
];

/**
 * Tells by the first bytes which protocol a server speaks. SMTP and FTP both greet with 220 or a refusal of three
 * digits, FTP with 120 as well, and only their text may tell them apart (RFC 5321, section 4.3.2; RFC 959, section 5.4). Other
 * protocols have numbers of their own: 200 is that of NNTP.
 */
export function recogniseGreeting(bytes: Buffer): Greeting {
  const text = bytes.subarray(0, 1024).toString('latin1');
  const known = TEXT_PATTERNS.find(([pattern]) => pattern.test(text));
  if (known) return known[1];
  if (/^(120|220|[45]\d\d)[ -]/.test(text)) return numbered(text);
  return looksLikeMysql(bytes) ? 'mysql' : 'unknown';
}

/** The protocols to try for a greeting, the likelier first; none if TLS is not begun in the midst of it. */
export function starttlsCandidates(greeting: Greeting): StarttlsProtocol[] {
  switch (greeting) {
    case 'smtp-or-ftp':
      return ['smtp', 'ftp'];
    case 'ssh':
    case 'http':
    case 'unknown':
      return [];
    default:
      return [greeting];
  }
}

function numbered(text: string): Greeting {
  if (/smtp|mail|postfix|exim|sendmail/i.test(text)) return 'smtp';
  return /ftp/i.test(text) ? 'ftp' : 'smtp-or-ftp';
}

/** A packet with sequence number 0 that holds protocol version 10 and a version text, or an error. */
function looksLikeMysql(bytes: Buffer): boolean {
  if (bytes.length < 6 || bytes[3] !== 0) return false;
  const plausible = bytes.readUIntLE(0, 3) >= 5 && bytes[2] === 0;
  return plausible && ((bytes[4] === 0x0a && bytes[5]! >= 0x20 && bytes[5]! < 0x7f) || bytes[4] === 0xff);
}
