import type { ListenRow } from '../../../src/doctor/evidence/tcp.ts';
import type { Case } from '../case.ts';
import {
  certificate,
  failed,
  hello,
  machine,
  ok,
  path,
  pathFailure,
  request,
  session,
  store,
  target,
  tlsFailure,
} from '../evidence.ts';

const here = { ...request, mode: 'here' as const };
const server = { ...request, mode: 'server' as const };
const key = {
  path: 'server.key',
  mode: '600',
  uid: 0,
  encrypted: false,
  keyType: 'ec',
  publicKeySha256: 'cd'.repeat(32),
};
const file = { path: 'server.crt', mode: '644', uid: 0, chain: [certificate()], form: 'pem' as const };
const row = (port: number): ListenRow => ({ address: '0.0.0.0', family: 4, port, uid: 0, inode: 1, waiting: 0 });

const files = (keyChanges: Partial<typeof key>, certChanges: object = {}) =>
  store({
    request: ok('request', here),
    'files.key': ok('files.key', { ...key, ...keyChanges }),
    'files.cert': ok('files.cert', { ...file, ...certChanges }),
  });
const badCert = (failure: object) =>
  store({
    request: ok('request', here),
    'files.cert': failed('files.cert', { code: 'NO_CERTIFICATE', path: 'server.crt', ...failure }),
  });
const badKey = (failure: object) =>
  store({
    request: ok('request', here),
    'files.key': failed('files.key', { code: 'NO_KEY', path: 'server.key', ...failure }),
  });
const leaf = (changes: Parameters<typeof certificate>[0]) => files({}, { chain: [certificate(changes)] });

function listening(rows: readonly ListenRow[], more: Parameters<typeof store>[0] = {}, changes: object = {}) {
  return store({
    request: ok('request', { ...server, ...changes }),
    target: ok('target', target),
    'local.machine': ok('local.machine', machine),
    'local.port': ok('local.port', { unprivilegedFrom: 1024 }),
    'local.listen': ok('local.listen', { rows }),
    'files.cert': ok('files.cert', file),
    'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED')),
    ...more,
  });
}

const low = { target: ok('target', { ...target, port: 443 }) };
const elsewhere = (publicKeySha256: string) => ({
  'local.elsewhere@12346': ok('local.elsewhere', { port: 12346, publicKeySha256 }),
});
const certain = { confidence: 'certain' } as const;

/** The reference server did not start with what it was told about TLS. */
const unserved = (problem: string, detail: string, changes: object) =>
  store({
    request: ok('request', { ...here, ...changes }),
    'files.key': ok('files.key', key),
    'files.cert': ok('files.cert', file),
    'local.server': failed('local.server', { code: 'ERR_SERVE_SETTINGS', problem, detail }),
  });

const pair = {
  'files.key': ok('files.key', key),
  'files.cert': ok('files.cert', file),
};

/** A running server that refuses our hello, and hellos of each version, with these alerts; null is an answer. */
const refusing = (
  alert: number,
  versions: Readonly<Record<string, number | null>>,
  more: Parameters<typeof store>[0] = {},
) =>
  store({
    request: ok('request', server),
    target: ok('target', target),
    'tls.handshake': failed(
      'tls.handshake',
      tlsFailure('ALERT', { alert: { number: alert, by: 'peer', phase: 'before-server-hello' } }),
    ),
    ...Object.fromEntries(
      ['cipher', 'group', 'signature', 'widest'].map((at) => [`tls.hello@${at}`, ok('tls.hello', hello(null, alert))]),
    ),
    ...Object.fromEntries(
      Object.entries(versions).map(([at, said]) => [
        `tls.version@${at}`,
        ok('tls.version', said === null ? hello(0x0301, null) : hello(null, said)),
      ]),
    ),
    ...more,
  });

export default [
  {
    code: 'server-key-type-mismatch',
    when: 'an RSA key beside an EC certificate',
    evidence: files({ keyType: 'rsa', publicKeySha256: 'ee'.repeat(32) }),
    finding: { ...certain, params: { keyType: 'rsa', certType: 'ec' } },
  },
  {
    code: 'server-key-type-mismatch',
    when: 'two EC keys: another finding',
    evidence: files({ publicKeySha256: 'ee'.repeat(32) }),
    finding: null,
  },
  { code: 'server-no-cert', when: 'the file is empty', evidence: badCert({ code: 'EMPTY' }), finding: certain },
  { code: 'server-no-cert', when: 'it is not there', evidence: badCert({ code: 'ENOENT' }), finding: null },
  {
    code: 'server-key-encrypted',
    when: 'nobody has given a passphrase',
    evidence: files({ encrypted: true, keyType: '', publicKeySha256: '' }),
    finding: certain,
  },
  {
    code: 'server-key-encrypted',
    when: 'the server runs all the same: it was told the passphrase',
    evidence: store({
      request: ok('request', server),
      'files.key': ok('files.key', { ...key, encrypted: true }),
      'tls.handshake': ok('tls.handshake', session()),
    }),
    finding: null,
  },
  {
    code: 'server-cert-not-pem',
    when: 'it is DER',
    evidence: files({}, { form: 'der' }),
    finding: { ...certain, params: { kind: 'der' } },
  },
  {
    code: 'server-cert-not-pem',
    when: 'it is the request',
    evidence: badCert({ kind: 'certificate-request' }),
    finding: { ...certain, params: { kind: 'certificate-request' } },
  },
  { code: 'server-cert-not-pem', when: 'it is PEM', evidence: files({}), finding: null },
  {
    code: 'server-key-not-pem',
    when: 'it is the public key',
    evidence: badKey({ kind: 'public-key' }),
    finding: { ...certain, params: { kind: 'public-key' } },
  },
  { code: 'server-key-not-pem', when: 'it is damaged PEM', evidence: badKey({ code: 'PEM_CORRUPT' }), finding: null },
  {
    code: 'server-pem-corrupt',
    when: 'a line of the certificate is no base64',
    evidence: badCert({ code: 'PEM_CORRUPT', line: 7 }),
    finding: { ...certain, params: { file: 'server.crt', line: 7 } },
  },
  { code: 'server-pem-corrupt', when: 'it is no PEM at all', evidence: badCert({ kind: 'text' }), finding: null },
  {
    code: 'server-file-unreadable',
    when: 'the key belongs to somebody else',
    evidence: badKey({ code: 'EACCES' }),
    finding: { ...certain, params: { errno: 'EACCES' } },
  },
  { code: 'server-file-unreadable', when: 'it is not there', evidence: badKey({ code: 'ENOENT' }), finding: null },
  {
    code: 'server-weak',
    when: 'RSA with 1024 bits',
    evidence: leaf({ keyType: 'rsa', keyBits: 1024 }),
    finding: { ...certain, params: { short: true } },
  },
  {
    code: 'server-weak',
    when: 'signed over MD5',
    evidence: leaf({ signatureHash: 'md5' }),
    finding: { ...certain, params: { short: false } },
  },
  { code: 'server-weak', when: 'P-256', evidence: files({}), finding: null },
  {
    code: 'server-cert-expired',
    when: 'ten days ago',
    evidence: leaf({ notAfter: '2026-11-12T12:00:00.000Z' }),
    finding: { confidence: 'likely', params: { days: 10 } },
  },
  { code: 'server-cert-expired', when: 'it is valid', evidence: files({}), finding: null },
  { code: 'server-cert-eku', when: 'for clients', evidence: leaf({ purposes: ['clientAuth'] }), finding: certain },
  { code: 'server-cert-eku', when: 'for anything', evidence: leaf({ purposes: ['any'] }), finding: null },
  { code: 'server-port-privileged', when: 'port 443 and no root', evidence: listening([], low), finding: certain },
  {
    code: 'server-port-privileged',
    when: 'root may',
    evidence: listening([], { ...low, 'local.machine': ok('local.machine', { ...machine, root: true }) }),
    finding: null,
  },
  { code: 'server-port-privileged', when: 'a high port', evidence: listening([]), finding: null },
  {
    code: 'server-address-not-local',
    when: 'the address of another machine',
    evidence: listening([], {}, { host: '192.0.2.1' }),
    finding: { ...certain, params: { address: '192.0.2.1' } },
  },
  {
    code: 'server-address-not-local',
    when: 'an own address',
    evidence: listening([], {}, { host: '10.0.0.1' }),
    finding: null,
  },
  {
    code: 'server-not-listening',
    when: 'no row for the port',
    evidence: listening([row(22)]),
    finding: { ...certain, params: { others: ['22'] } },
  },
  { code: 'server-not-listening', when: 'there is one', evidence: listening([row(12345)]), finding: null },
  {
    code: 'server-not-listening',
    when: 'a target that is elsewhere',
    evidence: listening([], {}, { mode: 'target' }),
    finding: null,
  },
  {
    code: 'server-listening-other-port',
    when: 'the key of the file answers on another port',
    evidence: listening([row(12346)], elsewhere('cd'.repeat(32))),
    finding: { ...certain, params: { other: 12346 } },
  },
  {
    code: 'server-listening-other-port',
    when: 'another server answers there',
    evidence: listening([row(12346)], elsewhere('ee'.repeat(32))),
    finding: null,
  },
  {
    code: 'server-listening-other-port',
    when: 'the port asked for answers too',
    evidence: listening([row(12346)], { ...elsewhere('cd'.repeat(32)), 'tcp.path': ok('tcp.path', path) }),
    finding: null,
  },
  {
    code: 'server-pfx-passphrase',
    when: 'no passphrase was given for the PKCS#12 file',
    evidence: badKey({ code: 'PKCS12_PASSPHRASE', path: 'server.p12', passphraseGiven: false }),
    finding: { ...certain, params: { file: 'server.p12', given: false } },
  },
  {
    code: 'server-pfx-passphrase',
    when: "the client's own file, and a wrong one",
    evidence: store({
      request: ok('request', { ...request, clientCertificate: true }),
      'client.certificate': failed('client.certificate', {
        code: 'PKCS12_PASSPHRASE',
        path: 'me.p12',
        passphraseGiven: true,
      }),
    }),
    finding: { ...certain, params: { file: 'me.p12', given: true }, ruledOut: ['server-pem-corrupt'] },
  },
  {
    code: 'server-pfx-passphrase',
    when: 'PKCS#12 without a key: another finding',
    evidence: badKey({ kind: 'pkcs12' }),
    finding: null,
  },
  {
    code: 'server-version-range',
    when: 'the oldest is newer than the newest',
    evidence: unserved('server-version-range', 'empty', { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' }),
    finding: { ...certain, params: { where: 'settings', min: 'TLSv1.3', max: 'TLSv1.2' } },
  },
  {
    code: 'server-version-range',
    when: 'from outside: every version is refused as a version',
    evidence: refusing(70, { TLSv1: 70, 'TLSv1.1': 70, 'TLSv1.2': 70, 'TLSv1.3': 70 }),
    finding: { confidence: 'likely', params: { where: 'outside' }, ruledOut: ['tls-version-too-old'] },
  },
  {
    code: 'server-version-range',
    when: 'one version is answered: an old server',
    evidence: refusing(70, { TLSv1: null, 'TLSv1.1': 70, 'TLSv1.2': 70, 'TLSv1.3': 70 }),
    finding: null,
  },
  {
    code: 'server-version-range',
    when: 'it is not the version that is refused',
    evidence: refusing(40, { TLSv1: 40, 'TLSv1.1': 40, 'TLSv1.2': 40, 'TLSv1.3': 40 }),
    finding: null,
  },
  {
    code: 'server-cipher-config',
    when: 'the list is for another type of key',
    evidence: unserved('server-cipher-config', 'not-for-key', { ciphers: 'ECDHE-RSA-AES256-GCM-SHA384' }),
    finding: { ...certain, params: { list: 'ECDHE-RSA-AES256-GCM-SHA384', keyType: 'ec', why: 'not-for-key' } },
  },
  {
    code: 'server-cipher-config',
    when: 'the running server refuses everything, and its files are a pair',
    evidence: refusing(40, { TLSv1: 40, 'TLSv1.1': 40, 'TLSv1.2': 40, 'TLSv1.3': 40 }, pair),
    finding: { confidence: 'likely', params: { why: 'refuses-all' }, ruledOut: ['tls-server-keyless'] },
  },
  {
    code: 'server-cipher-config',
    when: 'its files are no pair: that is why',
    evidence: refusing(
      40,
      { TLSv1: 40, 'TLSv1.1': 40, 'TLSv1.2': 40, 'TLSv1.3': 40 },
      { ...pair, 'files.key': ok('files.key', { ...key, publicKeySha256: 'ee'.repeat(32) }) },
    ),
    finding: null,
  },
  {
    code: 'server-cipher-config',
    when: 'the reference server fails for another reason',
    evidence: unserved('server-version-range', 'empty', {}),
    finding: null,
  },
] satisfies Case[];
