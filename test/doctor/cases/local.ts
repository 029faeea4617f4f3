import type { Environment } from '../../../src/doctor/evidence/local.ts';
import type { Entry } from '../../../src/doctor/evidence.ts';
import type { Case } from '../case.ts';
import {
  certificate,
  failed,
  machine,
  ok,
  path,
  pathFailure,
  request,
  session,
  store,
  target,
  tcpFailure,
  tlsFailure,
  words,
} from '../evidence.ts';

const refused = failed('tcp.path', pathFailure('ECONNREFUSED'));
const silent = failed('tcp.path', pathFailure('TIMEOUT'));
const here = (code: string) => failed('tcp.path', pathFailure(code, { local: true }));
const environment = (more: Partial<Environment>) =>
  ok('local.environment', { proxy: null, authorities: [], verificationOff: false, ...more });
const proxy = { variable: 'HTTPS_PROXY', host: '127.0.0.1', port: 3128, secure: false, bypassed: false };
const extra = (problem: 'none' | 'missing') => ({ variable: 'NODE_EXTRA_CA_CERTS', path: '/x.pem', problem }) as const;
const trusting = (source: 'default' | 'flag') => ok('cert.trust', { source, files: [], anchors: [] });
const neighbour = (port: number, covers: boolean) => ({
  [`tls.neighbour@${port}`]: ok('tls.neighbour', {
    ...{ address: '10.0.0.5', port, connectMs: 1, tls: true, covers },
    names: [],
  }),
});
const early = session({ chain: [certificate({ notBefore: '2026-11-25T00:00:00.000Z' })], authorization: 'X' });
const late = session({ chain: [certificate({ notAfter: '2026-11-01T00:00:00.000Z' })], authorization: 'X' });
const clock = (date: string, aheadSeconds: number) => ok('local.clock', { date, aheadSeconds });

const LEAF = { index: 0, subject: 'CN=chat.example.org', fingerprint256: 'ab'.repeat(32) };

/** A macOS machine on 192.168.1.0/24. */
const mac = {
  ...machine,
  platform: 'darwin',
  interfaces: [{ name: 'en0', address: '192.168.1.20', length: 24, loopback: false }],
};

function seen(entries: Readonly<Record<string, Entry>>) {
  return store({
    request: ok('request', request),
    target: ok('target', target),
    'local.machine': ok('local.machine', machine),
    ...entries,
  });
}

export default [
  {
    code: 'local-port-wrong',
    when: 'refused, and the TLS twin of the port answers',
    evidence: seen({
      target: ok('target', { ...target, port: 8080 }),
      'tcp.path': refused,
      ...neighbour(8443, false),
    }),
    finding: { confidence: 'likely', params: { port: 8080, right: 8443 }, ruledOut: ['tcp-refused'] },
  },
  {
    code: 'local-port-wrong',
    when: 'plain HTTP, and TLS for the very name beside it',
    evidence: seen({
      'tcp.path': ok('tcp.path', path),
      'tls.handshake': failed('tls.handshake', tlsFailure('NOT_TLS')),
      ...neighbour(443, true),
    }),
    finding: { confidence: 'likely', params: { right: 443, covers: true } },
  },
  {
    code: 'local-port-wrong',
    when: 'an unrelated service for another name',
    evidence: seen({ 'tcp.path': refused, ...neighbour(443, false) }),
    finding: null,
  },
  {
    code: 'local-port-wrong',
    when: 'the peer greets first: STARTTLS, not a wrong port',
    evidence: seen({
      target: ok('target', { ...target, port: 143 }),
      'tls.handshake': failed('tls.handshake', tlsFailure('NOT_TLS')),
      'peer.greeting': ok('peer.greeting', words('* OK IMAP\r\n')),
      ...neighbour(993, true),
    }),
    finding: null,
  },
  {
    code: 'local-proxy-env',
    when: 'directly it works, the proxy says 407',
    evidence: seen({
      'local.environment': environment({ proxy }),
      'local.proxy': ok('local.proxy', { status: 407, line: 'HTTP/1.1 407 No' }),
      'tls.handshake': ok('tls.handshake', session()),
    }),
    finding: { confidence: 'certain', severity: 'warning', params: { outcome: 'refuses', answer: '407' } },
  },
  {
    code: 'local-proxy-env',
    when: 'only the proxy gets through',
    evidence: seen({
      'local.environment': environment({ proxy }),
      'local.proxy': ok('local.proxy', { status: 200, line: 'HTTP/1.1 200 OK' }),
      'tcp.path': silent,
    }),
    finding: { confidence: 'certain', severity: 'error', params: { outcome: 'only-way' } },
  },
  {
    code: 'local-proxy-env',
    when: 'both ways work',
    evidence: seen({
      'local.environment': environment({ proxy }),
      'local.proxy': ok('local.proxy', { status: 200, line: 'HTTP/1.1 200 OK' }),
      'tls.handshake': ok('tls.handshake', session()),
    }),
    finding: null,
  },
  {
    code: 'local-ca-env',
    when: 'the authority that is missing was to come from a file that is missing',
    evidence: seen({
      'local.environment': environment({ authorities: [extra('missing')] }),
      'cert.trust': trusting('default'),
      'cert.path': failed('cert.path', {
        code: 'issuer-not-found',
        reasons: [{ code: 'issuer-not-found', certificate: LEAF, params: {} }],
      }),
    }),
    finding: { confidence: 'likely', severity: 'error', params: { problem: 'missing' }, ruledOut: ['cert-unknown-ca'] },
  },
  {
    code: 'local-ca-env',
    when: 'nobody needed that file',
    evidence: seen({
      'local.environment': environment({ authorities: [extra('missing')] }),
      'cert.trust': trusting('flag'),
      'cert.path': ok('cert.path', { path: ['CN=chat.example.org'], fingerprints: [], publicRoot: false }),
    }),
    finding: { confidence: 'certain', severity: 'info' },
  },
  {
    code: 'local-ca-env',
    when: 'verification is switched off',
    evidence: seen({ 'local.environment': environment({ verificationOff: true }) }),
    finding: { confidence: 'certain', severity: 'info', params: { problem: 'verification-off' } },
  },
  {
    code: 'local-ca-env',
    when: 'all variables are fine',
    evidence: seen({ 'local.environment': environment({ authorities: [extra('none')] }) }),
    finding: null,
  },
  {
    code: 'local-clock-skew',
    when: 'by the clock of the server the certificate is valid',
    evidence: seen({
      'tls.handshake': ok('tls.handshake', early),
      'local.clock': clock('2026-11-27T12:00:00.000Z', 5 * 86_400),
    }),
    finding: { confidence: 'likely', params: { days: 5, behind: true }, ruledOut: ['cert-not-yet-valid'] },
  },
  {
    code: 'local-clock-skew',
    when: 'a file of this machine is from the future as well',
    evidence: seen({
      'tls.handshake': ok('tls.handshake', early),
      'local.clock': clock('2026-11-27T12:00:00.000Z', 5 * 86_400),
      'local.newest': ok('local.newest', {
        path: '/var/log',
        date: '2026-11-27T11:00:00.000Z',
        aheadSeconds: 5 * 86_400 - 3600,
      }),
    }),
    finding: { confidence: 'certain' },
  },
  {
    code: 'local-clock-skew',
    when: 'both clocks agree: the certificate has expired',
    evidence: seen({
      'tls.handshake': ok('tls.handshake', late),
      'local.clock': clock('2026-11-22T12:00:01.000Z', 1),
    }),
    finding: null,
  },
  {
    code: 'local-fd-limit',
    when: 'no descriptor for the connection',
    evidence: seen({
      'tcp.path': here('EMFILE'),
      'local.resources': ok('local.resources', { openFiles: 24, openFilesLimit: 24, ports: null }),
    }),
    finding: { confidence: 'certain', params: { open: 24, limit: 24, system: false } },
  },
  {
    code: 'local-fd-limit',
    when: 'the host refused',
    evidence: seen({ 'tcp.path': refused }),
    finding: null,
  },
  {
    code: 'local-ports-exhausted',
    when: 'the range is used up',
    evidence: seen({
      'tcp.path': here('EADDRNOTAVAIL'),
      'local.resources': ok('local.resources', {
        ...{ openFiles: 20, openFilesLimit: 1024 },
        ports: { low: 40_000, high: 40_003, used: 4, timeWait: 3 },
      }),
    }),
    finding: { confidence: 'certain', params: { used: 4, range: 4 }, ruledOut: ['ip-no-route'] },
  },
  {
    code: 'local-ports-exhausted',
    when: 'there are enough: no address of that family',
    evidence: seen({
      'tcp.path': here('EADDRNOTAVAIL'),
      'local.resources': ok('local.resources', {
        ...{ openFiles: 20, openFilesLimit: 1024 },
        ports: { low: 32_768, high: 60_999, used: 12, timeWait: 0 },
      }),
    }),
    finding: null,
  },
  {
    code: 'local-network-privacy',
    when: 'macOS refuses a neighbour at once (recorded: nodejs/undici#4069)',
    evidence: seen({
      'local.machine': ok('local.machine', mac),
      'tcp.path': failed('tcp.path', pathFailure('EHOSTUNREACH', { address: '192.168.1.10' })),
      'tcp.connect@192.168.1.10': failed('tcp.connect', tcpFailure('EHOSTUNREACH', { address: '192.168.1.10' })),
    }),
    finding: { confidence: 'likely', params: { interface: 'en0' }, ruledOut: ['ip-host-dead'] },
  },
  {
    code: 'local-network-privacy',
    when: 'the host is on another network',
    evidence: seen({
      'local.machine': ok('local.machine', mac),
      'tcp.path': failed('tcp.path', pathFailure('EHOSTUNREACH', { address: '192.168.2.10' })),
      'tcp.connect@192.168.2.10': failed('tcp.connect', tcpFailure('EHOSTUNREACH', { address: '192.168.2.10' })),
    }),
    finding: null,
  },
  {
    code: 'local-sandbox',
    when: 'even loopback is forbidden',
    evidence: seen({ 'tcp.path': here('EPERM'), 'local.sandbox': ok('local.sandbox', { code: 'EPERM' }) }),
    finding: { confidence: 'certain', params: { errno: 'EPERM' }, ruledOut: ['ip-route-policy'] },
  },
  {
    code: 'local-sandbox',
    when: 'loopback is allowed: a route or a firewall',
    evidence: seen({ 'tcp.path': here('EACCES'), 'local.sandbox': ok('local.sandbox', { code: 'ECONNREFUSED' }) }),
    finding: null,
  },
  {
    code: 'local-tls-broken',
    when: 'not even the reference server in this process can be spoken to, and a setting is there to blame',
    evidence: seen({
      'local.environment': environment({ tlsSettings: ['NODE_OPTIONS'] }),
      'tls.handshake': failed('tls.handshake', tlsFailure('TLS_ERROR')),
      'control.handshake': failed('control.handshake', { code: 'ERR_SSL_NO_CIPHER_MATCH' }),
    }),
    finding: { confidence: 'certain', params: { settings: ['NODE_OPTIONS'] }, ruledOut: ['tls-internal-error'] },
  },
  {
    code: 'local-tls-broken',
    when: 'the control works: the failure is the target’s',
    evidence: seen({
      'tls.handshake': failed('tls.handshake', tlsFailure('TLS_ERROR')),
      'control.handshake': ok('control.handshake', { protocol: 'TLSv1.3', greeting: '* llave/1', ms: 9 }),
    }),
    finding: null,
  },
  {
    code: 'local-tls-broken',
    when: 'there was no time left for the control',
    evidence: seen({
      'tls.handshake': failed('tls.handshake', tlsFailure('TLS_ERROR')),
      'control.handshake': failed('control.handshake', { code: 'DEADLINE' }),
    }),
    finding: null,
  },
  {
    code: 'local-tls-broken',
    when: 'the target sent an alert: it was reached, and it decided',
    evidence: seen({
      'tls.handshake': failed('tls.handshake', tlsFailure('ALERT')),
      'control.handshake': failed('control.handshake', { code: 'ERR_SSL_NO_CIPHER_MATCH' }),
    }),
    finding: null,
  },
] satisfies Case[];
