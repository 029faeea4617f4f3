import type { Case } from '../case.ts';
import {
  answer,
  certificate,
  failed,
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

type Sample = 'ok' | 'refused' | 'lost';
const SAMPLES = {
  ok: ok('tcp.sample', { address: '10.0.0.5', port: 12345, localAddress: '10.0.0.1', connectMs: 2 }),
  refused: failed('tcp.sample', tcpFailure('ECONNREFUSED')),
  lost: failed('tcp.sample', tcpFailure('TIMEOUT')),
};
const sampled = (own: readonly Sample[], other: readonly Sample[], control: readonly Sample[] = [], more = {}) =>
  store({
    request: ok('request', request),
    target: ok('target', target),
    'tcp.path': ok('tcp.path', { ...path, connectMs: 1020 }),
    'tls.handshake': ok('tls.handshake', session({ handshakeMs: 1900 })),
    ...Object.fromEntries(
      Object.entries({ target: own, other, control }).flatMap(([kind, list]) =>
        list.map((sample, n) => [`tcp.sample@${kind}-${n + 1}`, SAMPLES[sample]]),
      ),
    ),
    ...more,
  });

const source = (address: string, code?: string) => ({
  [`tcp.source@${address}`]:
    code === undefined
      ? ok('tcp.source', { address: '10.0.0.5', port: 12345, localAddress: address, connectMs: 1 })
      : failed('tcp.source', tcpFailure(code)),
});
const sources = (...entries: readonly Parameters<typeof store>[0][]) =>
  store({
    target: ok('target', target),
    'tcp.path': failed('tcp.path', pathFailure('TIMEOUT')),
    ...Object.assign({}, ...entries),
  });

const public_ = { ...target, host: 'chat.acme.com', servername: 'chat.acme.com' };
const untrusted = failed('cert.path', { code: 'issuer-not-found', reasons: [] });
const private_ = ok('cert.path', { path: ['a', 'b'], fingerprints: ['1', '2'], publicRoot: false });
const leafBy = (issuer: string, host: string) =>
  certificate({ issuer, subject: `CN=${host}`, dnsNames: [host], fingerprint256: host.padEnd(64, '0') });
const control = (issuer: string, host = 'www.debian.org', address = '151.101.2.132') =>
  ok('cert.control', { host, address, chain: [leafBy(issuer, host)], covers: true });
const signedBy = (issuer: string, more: Parameters<typeof store>[0], changes: object = {}) =>
  store({
    target: ok('target', public_),
    'tls.handshake': ok('tls.handshake', session({ chain: [leafBy(issuer, 'chat.acme.com')], ...changes })),
    'cert.path': untrusted,
    ...more,
  });

const portal = (status: number, location: string, more: Parameters<typeof store>[0] = {}) =>
  store({
    target: ok('target', public_),
    'tls.handshake': ok(
      'tls.handshake',
      session({ chain: [leafBy('CN=Hotel CA', 'login.hotel.net')], nameMatches: false }),
    ),
    'cert.name': failed('cert.name', { code: 'NAME_MISMATCH' }),
    'cert.portal': ok('cert.portal', { host: 'www.debian.org', status, location }),
    ...more,
  });
const everybodys = ok('cert.control', {
  host: 'www.debian.org',
  address: '151.101.2.132',
  chain: [leafBy('CN=Hotel CA', 'login.hotel.net')],
  covers: false,
});

const publicPath = ok('cert.path', { path: ['a', 'b'], fingerprints: ['1', '2'], publicRoot: true });
const logged = (timestamps: number, more: Parameters<typeof store>[0]) =>
  store({
    target: ok('target', target),
    'tls.handshake': ok('tls.handshake', session({ chain: [certificate({ timestamps })] })),
    'cert.path': publicPath,
    ...more,
  });
const looked = (stapled: boolean, inHandshake: boolean | null) => ({
  'cert.timestamps': ok('cert.timestamps', { embedded: 0, stapled, inHandshake }),
});

const https = (...echNames: string[]) => ({
  'dns.https': ok('dns.https', { ...answer('10.0.0.2', 'A'), type: 'HTTPS', echNames }),
});
const alerted = (number: number, more: Parameters<typeof store>[0] = {}) =>
  store({
    target: ok('target', target),
    'tls.handshake': failed(
      'tls.handshake',
      tlsFailure('ALERT', { alert: { number, by: 'peer', phase: 'before-server-hello' } }),
    ),
    ...more,
  });
const outer = (more: Parameters<typeof store>[0]) =>
  store({
    target: ok('target', target),
    'tls.handshake': ok(
      'tls.handshake',
      session({ chain: [certificate({ dnsNames: ['front.example'] })], nameMatches: false }),
    ),
    'cert.name': failed('cert.name', { code: 'NAME_MISMATCH' }),
    ...more,
  });

const counted = (plaintextClients: number | undefined) =>
  store({
    target: ok('target', target),
    'chat.status@first': ok('chat.status', {
      ...{ here: {}, there: {}, instance: '0123456789abcdef', remoteAddress: '127.0.0.1' },
      clock: { date: '2026-11-22T12:00:00.000Z', aheadSeconds: 0, uncertainSeconds: 0 },
      ...(plaintextClients === undefined ? {} : { plaintextClients }),
    }),
  });

export default [
  {
    code: 'tcp-loss',
    when: 'the port and another one lose some, the session comes about',
    evidence: sampled(['ok', 'lost', 'ok', 'ok'], ['refused', 'lost', 'refused', 'lost']),
    finding: {
      confidence: 'likely',
      severity: 'warning',
      params: { lost: 4, tries: 9, everywhere: false },
      ruledOut: ['firewall-rate-limit', 'tcp-backlog-full'],
    },
  },
  {
    code: 'tcp-loss',
    when: 'the host of --control loses some, too, and the handshake failed',
    evidence: sampled(['ok', 'lost', 'lost', 'ok'], ['refused', 'refused', 'lost', 'refused'], ['ok', 'lost', 'ok'], {
      'tls.handshake': failed('tls.handshake', tlsFailure('TIMEOUT')),
    }),
    finding: { confidence: 'certain', params: { everywhere: true } },
  },
  {
    code: 'tcp-loss',
    when: 'of the port itself the first SYN alone was lost: it took a second one',
    evidence: sampled(['ok', 'ok', 'ok', 'ok'], ['refused', 'lost', 'refused', 'lost'], [], {
      'tcp.path': ok('tcp.path', { ...path, connectMs: 1047 }),
    }),
    finding: { confidence: 'likely', severity: 'warning', params: { lost: 3, tries: 9 } },
  },
  {
    code: 'tcp-loss',
    when: 'the first SYN was lost, and nothing ever after',
    evidence: sampled(['ok', 'ok', 'ok', 'ok'], ['refused', 'refused', 'refused', 'refused'], [], {
      'tcp.path': ok('tcp.path', { ...path, connectMs: 1047 }),
    }),
    finding: null,
  },
  {
    code: 'tcp-loss',
    when: 'one port alone loses: its queue may be full',
    evidence: sampled(['ok', 'lost', 'lost', 'ok'], ['refused', 'refused', 'refused', 'refused']),
    finding: null,
  },
  {
    code: 'tcp-loss',
    when: 'the other port never answers: a firewall drops it',
    evidence: sampled(['ok', 'ok', 'ok', 'ok'], ['lost', 'lost', 'lost', 'lost']),
    finding: null,
  },
  {
    code: 'tcp-loss',
    when: 'a slow server on a sound way',
    evidence: sampled(['ok', 'ok', 'ok', 'ok'], ['refused', 'refused', 'refused', 'refused']),
    finding: null,
  },
  {
    code: 'firewall-allowlist',
    when: 'one of our addresses is let in',
    evidence: sources(source('10.0.0.1', 'TIMEOUT'), source('10.0.0.7')),
    finding: {
      confidence: 'certain',
      params: { works: '10.0.0.7', dead: '10.0.0.1' },
      ruledOut: ['firewall-drop-port', 'tcp-refused'],
    },
  },
  {
    code: 'firewall-allowlist',
    when: 'none is',
    evidence: sources(source('10.0.0.1', 'TIMEOUT'), source('10.0.0.7', 'TIMEOUT')),
    finding: null,
  },
  {
    code: 'firewall-allowlist',
    when: 'now all are: it came and went',
    evidence: sources(source('10.0.0.1'), source('10.0.0.7')),
    finding: null,
  },
  {
    code: 'cert-intercepted',
    when: 'a known product signs for both',
    evidence: signedBy('CN=Avast Web/Mail Shield Root', { 'cert.control': control('CN=Avast Web/Mail Shield Root') }),
    finding: { confidence: 'certain', params: { product: 'Avast' }, ruledOut: ['cert-unknown-ca'] },
  },
  {
    code: 'cert-intercepted',
    when: 'a known product, and nothing to compare with',
    evidence: signedBy('O=Zscaler Inc., CN=Zscaler Intermediate Root CA', {}),
    finding: { confidence: 'likely', params: { product: 'Zscaler', control: '' } },
  },
  {
    code: 'cert-intercepted',
    when: 'a stranger signs for two unrelated hosts of the internet',
    evidence: signedBy('CN=Proxy 7', { 'cert.control': control('CN=Proxy 7') }),
    finding: { confidence: 'likely', params: { product: '', control: 'www.debian.org' } },
  },
  {
    code: 'cert-intercepted',
    when: 'its root is trusted here: nobody fails',
    evidence: signedBy('CN=Proxy 7', { 'cert.control': control('CN=Proxy 7'), 'cert.path': private_ }),
    finding: { confidence: 'likely', severity: 'info' },
  },
  {
    code: 'cert-intercepted',
    when: 'the private authority of one company signs for two of its hosts',
    evidence: signedBy('CN=Acme CA', { 'cert.control': control('CN=Acme CA', 'www.acme.com') }),
    finding: null,
  },
  {
    code: 'cert-intercepted',
    when: 'a private authority signs for a host of the local network',
    evidence: signedBy('CN=Acme CA', { 'cert.control': control('CN=Acme CA', 'db.internal', '10.0.0.9') }),
    finding: null,
  },
  {
    code: 'cert-intercepted',
    when: 'an ordinary private authority, and a control host of a public one',
    evidence: signedBy('CN=Acme CA', { 'cert.control': control("CN=R11, O=Let's Encrypt") }),
    finding: null,
  },
  {
    code: 'cert-intercepted',
    when: 'a device of that kind shows its own certificate, under another name',
    evidence: signedBy('CN=FGT60F, O=Fortinet', {}, { nameMatches: false }),
    finding: null,
  },
  {
    code: 'cert-intercepted',
    when: 'a public authority',
    evidence: signedBy('CN=Proxy 7', { 'cert.control': control('CN=Proxy 7'), 'cert.path': publicPath }),
    finding: null,
  },
  {
    code: 'cert-captive-portal',
    when: 'the control host is sent to the host whose certificate came',
    evidence: portal(302, 'login.hotel.net'),
    finding: { confidence: 'certain', params: { portal: 'login.hotel.net' }, ruledOut: ['cert-hostname'] },
  },
  {
    code: 'cert-captive-portal',
    when: 'the control host has the very same certificate',
    evidence: portal(302, '10.1.1.1', { 'cert.control': everybodys }),
    finding: { confidence: 'certain', ruledOut: ['tls-sni-default'] },
  },
  {
    code: 'cert-captive-portal',
    when: 'status 511',
    evidence: portal(511, ''),
    finding: { confidence: 'likely' },
  },
  {
    code: 'cert-captive-portal',
    when: 'the control host goes from HTTP to HTTPS: everybody does',
    evidence: portal(301, 'debian.org', { 'cert.control': control("CN=R11, O=Let's Encrypt") }),
    finding: null,
  },
  {
    code: 'cert-captive-portal',
    when: 'the control host answers for itself, and is itself sent elsewhere',
    evidence: portal(302, 'www.spi-inc.org', { 'cert.control': control("CN=R11, O=Let's Encrypt") }),
    finding: null,
  },
  {
    code: 'cert-ct',
    when: 'no timestamps anywhere',
    evidence: logged(0, looked(false, false)),
    finding: { confidence: 'certain', params: { looked: true }, ruledOut: ['cert-unknown-ca'] },
  },
  {
    code: 'cert-ct',
    when: 'none in the certificate, and a server of TLS 1.3 alone',
    evidence: logged(0, looked(false, null)),
    finding: { confidence: 'likely', params: { looked: false } },
  },
  { code: 'cert-ct', when: 'they are in the certificate', evidence: logged(2, looked(false, false)), finding: null },
  { code: 'cert-ct', when: 'they are in the staple', evidence: logged(0, looked(true, false)), finding: null },
  { code: 'cert-ct', when: 'they are in the handshake', evidence: logged(0, looked(false, true)), finding: null },
  {
    code: 'cert-ct',
    when: 'a private authority logs nothing',
    evidence: logged(0, { 'cert.path': private_ }),
    finding: null,
  },
  {
    code: 'tls-ech',
    when: 'alert 121, and the record says the same',
    evidence: alerted(121, https('front.example')),
    finding: { confidence: 'certain', params: { publicName: 'front.example' } },
  },
  { code: 'tls-ech', when: 'alert 121 alone', evidence: alerted(121), finding: { confidence: 'likely' } },
  {
    code: 'tls-ech',
    when: 'it shows the public name of the record',
    evidence: outer(https('front.example')),
    finding: { confidence: 'certain', ruledOut: ['cert-hostname'] },
  },
  { code: 'tls-ech', when: 'the record names another front', evidence: outer(https('cdn.example')), finding: null },
  { code: 'tls-ech', when: 'no record', evidence: outer({}), finding: null },
  {
    code: 'tls-ech',
    when: 'another alert',
    evidence: alerted(40, { 'peer.http': ok('peer.http', words('')) }),
    finding: null,
  },
  {
    code: 'peer-plaintext-client',
    when: 'the server counted two',
    evidence: counted(2),
    finding: { confidence: 'certain', params: { clients: 2 }, ruledOut: ['peer-plaintext'] },
  },
  { code: 'peer-plaintext-client', when: 'it counted none', evidence: counted(0), finding: null },
  { code: 'peer-plaintext-client', when: 'it does not tell us', evidence: counted(undefined), finding: null },
] satisfies Case[];
