import { interceptionWords } from '../facts/interceptors.ts';
import { isPublicName, siteOf } from '../facts/sites.ts';

/** Labels and words that say what something is for, not whose it is. */
const COMMON: readonly string[] = [
  ...[
    'www',
    'localhost',
    'localdomain',
    'chat',
    'mail',
    'smtp',
    'imap',
    'ftp',
    'ldap',
    'api',
    'xmpp',
    'in-addr',
    'ip6',
  ],
  ...['root', 'intermediate', 'issuing', 'sub', 'subordinate', 'inter', 'ca', 'authority', 'certificate', 'server'],
  ...['client', 'tls', 'ssl', 'rsa', 'ecc', 'global', 'trust', 'personal', 'proxy', 'invalid'],
];
const REGISTRY = /^(?:(?:ac|co|com|edu|gob|gov|net|org)\.)?[a-z]{2,}$/i;
/** Files whose names are everybody's. */
const USUAL_FILES: readonly string[] = [
  ...['server.key', 'server.crt', 'server.csr', '/etc/hosts', '/etc/resolv.conf', '.', ''],
  'C:\\Windows\\System32\\drivers\\etc\\hosts',
];

/** Disguises names: the same one always becomes the same one, and what is alike about two stays alike. */
export class Names {
  readonly #tokens = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #patterns: readonly string[];

  /** @param patterns labels with a star in the middle that occur (`ch*`): what they fit, they go on fitting */
  constructor(patterns: readonly string[] = []) {
    this.#patterns = patterns;
  }

  /** The disguise of a word of one kind: `host-1`, `host-2`, … in the order in which they come. */
  token(kind: string, word: string): string {
    const key = `${kind}\n${word}`;
    const known = this.#tokens.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const token = `${kind}${count}`;
    this.#tokens.set(key, token);
    return token;
  }

  /** The disguise of a host name: `chat.corp.example.org` and `*.corp.example.org` keep their relation. */
  host(name: string): string {
    const dot = name.endsWith('.') ? '.' : '';
    const plain = name.toLowerCase().replace(/\.$/, '');
    if (plain === '' || COMMON.includes(plain)) return name;
    if (plain.startsWith('*.') && REGISTRY.test(plain.slice(2))) return name;
    const labels = plain.split('.');
    if (labels.length === 1) return this.#label(plain, 'host-') + dot;
    const site = siteOf(plain);
    const top = isPublicName(plain) ? 'example' : labels.at(-1)!;
    const within = plain.slice(0, plain.length - site.length).split('.');
    const [first = '', ...rest] = site.split('.');
    const apex = first.includes('*') ? `${first}.${this.token('host-', rest.join('.'))}` : this.token('host-', site);
    return (
      [...within.filter((label) => label !== '').map((label) => this.#label(label, 'name-')), apex, top].join('.') + dot
    );
  }

  #label(label: string, kind: string): string {
    if (label.includes('*') || COMMON.includes(label) || /^_/.test(label)) return label;
    const pattern = this.#patterns.find((one) => fits(one, label));
    return pattern === undefined ? this.token(kind, label) : pattern.replace('*', this.token('', label));
  }

  /** The disguise of free words, such as a common name: every word by itself, so that likeness stays. */
  words(text: string): string {
    return text.replace(/[\p{L}\p{M}\d_]+/gu, (word) => {
      const plain = word.toLowerCase();
      const usual = COMMON.includes(plain) || interceptionWords().has(plain) || /^[a-z]?\d{0,2}$/.test(plain);
      return usual ? word : this.token('Name', plain);
    });
  }

  /** The disguise of a file's path: its ending stays. */
  path(path: string): string {
    if (USUAL_FILES.includes(path)) return path;
    const ending = /\.[A-Za-z0-9]{1,5}$/.exec(path)?.[0] ?? '';
    return `${this.token('file-', path)}${ending}`;
  }

  /** The disguise of a network interface: the loopback and names that are all alike stay. */
  interface(name: string): string {
    return /^(?:lo|(?:eth|en|wlan|tun|tap|wg|utun)\d{1,2})$/.test(name) || name === '' ? name : this.token('if-', name);
  }
}

function fits(pattern: string, label: string): boolean {
  const [before = '', after = ''] = pattern.split('*');
  return label.length >= pattern.length - 1 && label.startsWith(before) && label.endsWith(after);
}
