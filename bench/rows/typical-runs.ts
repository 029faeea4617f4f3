/** A typical run of one command, and what openssl's user types for the same. */
export interface TypicalRun {
  readonly args: readonly string[];
  /** Lines of llave that make what the run needs. */
  readonly before?: readonly (readonly string[])[];
  /** The exit code that it ends with, where that is not 0. */
  readonly exit?: number;
  /** openssl's equivalent, in the same folder, with the exit code that it ends with; none where openssl has nothing like it. */
  readonly openssl?: readonly string[];
  readonly opensslExit?: number;
  /** The ratio to a bare Node that we aim at. */
  readonly aim?: number;
}

const KEY = ['genkey', '--type', 'ec', '--force'];
const CERTIFICATE = ['selfsign', '-H', 'localhost', '--force'];
const REQUEST = ['csr', '-s', '/CN=localhost', '-H', 'localhost', '--force'];
const CA = ['ca', 'create', '--for', 'localhost', '--no-passphrase'];
const ISSUED = ['ca', 'issue', '--csr', 'server.csr', '--force'];
/** A certificate with its key, at hand. */
const PAIR = [KEY, CERTIFICATE];
/** Nothing listens there. */
const REFUSED = 'localhost:1';

/**
 * A run of each command, by id. What waits for somebody (`serve`, `quickstart`) has no end to be timed: of it, the help is
 * measured, and so is a command that has no row here.
 */
export const TYPICAL_RUNS: Readonly<Record<string, TypicalRun>> = {
  accepts: { args: ['accepts', 'server.crt'], before: PAIR },
  'ca create': {
    args: [...CA, '--dir', 'ca{n}'],
    openssl: [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=CA',
      '-keyout',
      'o.key',
      '-out',
      'o.crt',
    ],
  },
  'ca crl': { args: ['ca', 'crl', '--force'], before: [CA] },
  'ca issue': {
    args: ISSUED,
    before: [KEY, REQUEST, CA],
    openssl: [
      'x509',
      '-req',
      '-in',
      'server.csr',
      '-CA',
      'ca/root.crt',
      '-CAkey',
      'ca/root.key',
      '-copy_extensions',
      'copy',
      '-out',
      'o.crt',
    ],
  },
  'ca revoke': { args: ['ca', 'revoke', 'server.crt'], before: [KEY, REQUEST, CA, ISSUED] },
  chat: {
    args: ['chat', REFUSED, '--name', 'ana'],
    exit: 5,
    openssl: ['s_client', '-quiet', '-connect', REFUSED],
    opensslExit: 1,
  },
  convert: {
    args: ['convert', 'server.crt', '--to', 'der', '-o', 'l.der', '--force'],
    before: PAIR,
    openssl: ['x509', '-in', 'server.crt', '-outform', 'DER', '-out', 'o.der'],
  },
  csr: {
    args: REQUEST,
    before: [KEY],
    openssl: [
      'req',
      '-new',
      '-key',
      'server.key',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost',
      '-out',
      'o.csr',
    ],
  },
  diff: { args: ['diff', 'server.crt', 'server.crt'], before: PAIR },
  doctor: {
    args: ['doctor', REFUSED],
    exit: 1,
    openssl: ['s_client', '-brief', '-connect', REFUSED],
    opensslExit: 1,
  },
  explain: { args: ['explain', 'ERR_USAGE'], openssl: ['errstr', '0A000086'], aim: 2.8 },
  genkey: {
    args: KEY,
    openssl: ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'o.key'],
    aim: 3.2,
  },
  inspect: {
    args: ['inspect', 'server.crt'],
    before: PAIR,
    openssl: ['x509', '-in', 'server.crt', '-noout', '-text', '-fingerprint', '-sha256'],
  },
  match: {
    args: ['match', 'server.key', 'server.crt'],
    before: PAIR,
    openssl: ['x509', '-in', 'server.crt', '-noout', '-pubkey'],
  },
  renew: {
    args: ['renew', '--check'],
    before: PAIR,
    openssl: ['x509', '-in', 'server.crt', '-noout', '-checkend', '2592000'],
  },
  selfsign: {
    args: CERTIFICATE,
    before: [KEY],
    openssl: [
      'req',
      '-x509',
      '-key',
      'server.key',
      '-subj',
      '/CN=localhost',
      '-days',
      '365',
      '-addext',
      'subjectAltName=DNS:localhost',
      '-out',
      'o.crt',
    ],
    aim: 5,
  },
  verify: {
    args: ['verify', 'server.crt', '--ca', 'server.crt', '--host', 'localhost'],
    before: PAIR,
    openssl: ['verify', '-CAfile', 'server.crt', '-verify_hostname', 'localhost', 'server.crt'],
  },
};
