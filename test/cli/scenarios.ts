/**
 * What each command is mainly used for, and its main failures: one row a case. The tests run every row in text, in the
 * bracketed test language and as JSON, so that no text is hard-coded and every document obeys its schema. A new command
 * needs at least one row; rows that need a peer or a running server belong into suites of their own.
 */
export interface Scenario {
  readonly args: readonly string[];
  /** Command lines of llave that prepare the folder, run before. */
  readonly before?: readonly (readonly string[])[];
  /** Files that prepare the folder: name and content. */
  readonly files?: Readonly<Record<string, string>>;
  /** The exit code. */
  readonly exit: number;
  readonly stdin?: string;
}

const KEY = ['genkey', '--type', 'ec'];
const PAIR = ['selfsign', '-H', 'localhost', '-H', '127.0.0.1'];
const CA = ['ca', 'create', '--no-passphrase'];
const NOT_PEM = 'this is no key\n';

export const SCENARIOS: readonly Scenario[] = [
  { args: ['explain'], exit: 0 },
  { args: ['explain', 'ERR_OUTPUT_EXISTS'], exit: 0 },
  { args: ['explain', 'tcp-refused'], exit: 0 },
  { args: ['explain', 'no-such-code'], exit: 2 },

  { args: ['doctor', '--list-checks'], exit: 0 },
  { args: ['doctor', 'localhost:1'], exit: 1 },
  { args: ['doctor', 'http://localhost'], exit: 1 },

  { args: KEY, exit: 0 },
  { args: ['genkey', '--type', 'ed25519', '--public', 'public.pem'], exit: 0 },
  { args: KEY, before: [KEY], exit: 4 },
  { args: ['genkey', '--out', 'missing/server.key'], exit: 4 },
  { args: ['genkey', '--encrypt', '--no-input'], exit: 3 },

  { args: ['csr', '-s', '/C=CO/O=UTP/CN=chat.example.org', '-H', 'chat.example.org'], before: [KEY], exit: 0 },
  { args: ['csr', '-H', 'localhost'], exit: 3 },
  { args: ['csr', '-H', 'localhost'], files: { 'server.key': NOT_PEM }, exit: 3 },
  { args: ['csr', '-s', '/C=USA/CN=x', '-H', 'localhost'], before: [KEY], exit: 2 },
  { args: ['csr', '-H', '*.*.example.org'], before: [KEY], exit: 2 },

  { args: PAIR, exit: 0 },
  { args: ['selfsign'], before: [KEY, ['csr', '-H', 'localhost']], exit: 0 },
  { args: PAIR, before: [PAIR], exit: 4 },
  { args: ['selfsign', '-H', 'localhost', '--days', '0'], before: [KEY], exit: 2 },

  { args: ['inspect', 'server.key', 'server.crt'], before: [PAIR], exit: 0 },
  {
    args: ['inspect', 'server.key', '--passphrase-env', 'LLAVE_TEST_PASSPHRASE'],
    before: [KEY],
    exit: 0,
  },
  { args: ['inspect', 'missing.pem'], exit: 3 },
  { args: ['inspect', 'server.key'], files: { 'server.key': NOT_PEM }, exit: 3 },

  { args: ['renew'], before: [PAIR], exit: 0 },
  { args: ['renew', '--check', '--at', '2100-01-01'], before: [PAIR], exit: 1 },
  { args: ['renew', '--force', '--rotate-key'], before: [PAIR], exit: 0 },
  { args: ['renew', '--force', '--dry-run', '--prove', 'localhost:1'], before: [PAIR], exit: 0 },
  { args: ['renew', '--force', '--deploy-hook', 'false'], before: [PAIR], exit: 6 },
  { args: ['renew', '--rollback'], before: [PAIR], exit: 3 },
  { args: ['renew', '--rollback'], before: [PAIR, ['renew', '--force']], exit: 0 },
  { args: ['renew', '--before', 'soon'], before: [PAIR], exit: 2 },
  { args: ['renew'], files: { 'llave.renew.json': '{}' }, exit: 3 },
  { args: ['renew', 'missing.crt'], exit: 3 },

  { args: ['verify', 'server.crt', '--ca', 'server.crt', '--host', 'localhost'], before: [PAIR], exit: 0 },
  { args: ['verify', 'server.crt', '--ca', 'server.crt', '--host', 'example.org'], before: [PAIR], exit: 1 },
  { args: ['accepts', 'server.crt', '--host', 'localhost'], before: [PAIR], exit: 0 },
  { args: ['accepts', 'server.crt', '--host', 'example.org'], before: [PAIR], exit: 1 },
  { args: ['match', 'server.key', 'server.crt'], before: [PAIR], exit: 0 },
  { args: ['match', 'server.crt', 'other.key'], before: [PAIR, [...KEY, '-o', 'other.key']], exit: 1 },
  { args: ['diff', 'server.crt', 'server.crt'], before: [PAIR], exit: 0 },
  {
    args: ['diff', 'server.crt', 'other.crt'],
    before: [PAIR, [...PAIR, '-o', 'other.crt', '--key', 'other.key']],
    exit: 1,
  },
  { args: ['convert', 'server.crt', '-o', 'server.der'], before: [PAIR], exit: 0 },
  { args: ['convert', 'server.crt', 'server.key', '-o', 'server.p12'], before: [PAIR], exit: 3 },
  { args: ['convert', 'server.crt', '-o', 'server.what'], before: [PAIR], exit: 2 },

  { args: ['serve', '--list-faults'], exit: 0 },
  { args: CA, exit: 0 },
  { args: ['ca', 'create', '--no-input'], exit: 3 },
  { args: CA, before: [CA], exit: 4 },
  { args: ['ca', 'create', '--throwaway', '-H', 'localhost'], before: [KEY], exit: 0 },
  { args: ['ca', 'issue', '-H', 'localhost'], before: [CA, KEY], exit: 0 },
  { args: ['ca', 'issue', '-H', 'example.com'], before: [CA, KEY], exit: 2 },
  { args: ['ca', 'issue', '-H', 'localhost'], exit: 3 },
  { args: ['ca', 'revoke', 'server.crt'], before: [CA, KEY, ['ca', 'issue', '-H', 'localhost']], exit: 0 },
  { args: ['ca', 'revoke', 'ABCD'], before: [CA], exit: 3 },
  { args: ['ca', 'crl'], before: [CA], exit: 0 },
  { args: ['ca', 'crl', '--days', '0'], before: [CA], exit: 2 },

  { args: ['serve'], exit: 3 },
  { args: ['chat', 'localhost:1', '--name', 'ana'], exit: 5 },

  { args: ['renew', 'server.crt', '--check'], before: [PAIR], exit: 0 },
  { args: ['quickstart', '--exit', '--port', '0'], exit: 0 },
];
