import type { ChatStatus, EchoFailure } from '../../../src/doctor/evidence/chat.ts';
import type { Case } from '../case.ts';
import {
  certificate,
  failed,
  ok,
  path,
  request,
  session,
  store,
  target,
  tlsFailure,
  hello as tlsHello,
  words,
} from '../evidence.ts';

const FRONT = 'ef'.repeat(32);
const own = certificate();
const seen = { fingerprint256: own.fingerprint256, issuer: own.issuer };
const hello = { bytes: 1600, sha256: 'aa'.repeat(32) };
const sent = { ...hello, servername: 'chat.example.org', alpn: ['llave-chat/1'], versions: ['TLSv1.3', 'TLSv1.2'] };
const other = { ...sent, bytes: 512, sha256: 'bb'.repeat(32) };
const clock = { date: '2026-11-22T12:00:00.000Z', aheadSeconds: 0, uncertainSeconds: 0.05 };
const asSent: ChatStatus = {
  here: { hello, certificate: seen },
  there: { hello, certificate: seen },
  instance: '0123456789abcdef',
  remoteAddress: '10.0.0.1',
  clock,
};
const status = (more: Partial<ChatStatus>) => ok('chat.status', { ...asSent, ...more });
const anchored = (publicRoot: boolean) =>
  ok('cert.path', { path: ['CN=chat.example.org', 'CN=Example CA'], fingerprints: [], publicRoot });
const untrusted = failed('cert.path', { code: 'issuer-unknown' as never, reasons: [] });
const exchange = {
  ...{ server: 'llave/1.0.0', room: 'doctor-1', received: true, roundTripMs: 2, secondLeaf: own.fingerprint256 },
  secondDialect: 'llave-chat/1' as const,
};
const common = {
  request: ok('request', request),
  target: ok('target', target),
  'tcp.path': ok('tcp.path', path),
  'tls.handshake': ok('tls.handshake', session({ alpn: null })),
  'cert.path': anchored(false),
  'chat.exchange': ok('chat.exchange', exchange),
};
const told = (first: Partial<ChatStatus>, second: Partial<ChatStatus> = first) => ({
  'chat.status@first': status(first),
  'chat.status@second': status(second),
});
const resigned = (issuer: string) => ({
  here: { hello: sent, certificate: { fingerprint256: FRONT, issuer } },
  there: { hello: { ...other, alpn: [] }, certificate: seen },
});
const front = (more: object = {}) => ({
  'tls.handshake': ok('tls.handshake', session({ chain: [certificate({ fingerprint256: FRONT, ...more })] })),
});
const lost = (more: Partial<EchoFailure>) =>
  failed('chat.echo', { code: 'TIMEOUT', bytes: 12_288, arrived: 0, shortAnswered: true, ...more });
const echoed = ok('chat.echo', { bytes: 12_288, ms: 3 });
const peer = (heard: boolean, instance: string) => ({
  'chat.peer@10.0.0.6': ok('chat.peer', { address: '10.0.0.6', heard, instance }),
});
const off = (seconds: number, date: string) => told({ clock: { ...clock, aheadSeconds: seconds, date } });

export default [
  {
    code: 'cert-intercepted',
    when: 'the server serves a certificate of another authority',
    evidence: store({ ...common, ...front({ issuer: 'CN=Proxy CA' }), ...told(resigned('CN=Proxy CA')) }),
    finding: {
      confidence: 'certain',
      severity: 'warning',
      params: { issuer: 'CN=Proxy CA' },
      ruledOut: ['connection-altered'],
    },
  },
  {
    code: 'cert-intercepted',
    when: 'the exchanged certificate is not even trusted, whatever its authority calls itself',
    evidence: store({ ...common, 'cert.path': untrusted, ...front(), ...told(resigned(own.issuer)) }),
    finding: { confidence: 'certain', severity: 'error' },
  },
  {
    code: 'cert-intercepted',
    when: 'the exchanged certificate is of the same authority',
    evidence: store({ ...common, ...front(), ...told(resigned(own.issuer)) }),
    finding: null,
  },
  {
    code: 'cert-intercepted',
    when: 'both ends know the same certificate',
    evidence: store({ ...common, ...told({}) }),
    finding: null,
  },
  {
    code: 'connection-altered',
    when: 'a load balancer of the owner has a certificate of its own',
    evidence: store({ ...common, ...front(), ...told(resigned(own.issuer)) }),
    finding: { confidence: 'certain', params: { changed: ['application_layer_protocol_negotiation', 'certificate'] } },
  },
  {
    code: 'connection-altered',
    when: 'a load balancer has a certificate of a public authority',
    evidence: store({ ...common, 'cert.path': anchored(true), ...front(), ...told(resigned('CN=Public CA')) }),
    finding: { confidence: 'certain' },
  },
  {
    code: 'connection-altered',
    when: 'the certificate is the same, ALPN is gone on the second connection',
    evidence: store({
      ...common,
      ...told(
        {},
        { here: { hello: sent, certificate: seen }, there: { hello: { ...other, alpn: [] }, certificate: seen } },
      ),
    }),
    finding: {
      confidence: 'certain',
      params: { changed: ['application_layer_protocol_negotiation'], sentBytes: 1600, receivedBytes: 512 },
      ruledOut: ['cert-intercepted'],
    },
  },
  {
    code: 'connection-altered',
    when: 'another name and other versions came in',
    evidence: store({
      ...common,
      ...told({
        here: { hello: sent, certificate: seen },
        there: { hello: { ...other, servername: null, alpn: sent.alpn, versions: ['TLSv1.2'] }, certificate: seen },
      }),
    }),
    finding: { confidence: 'certain', params: { changed: ['server_name', 'supported_versions'] } },
  },
  {
    code: 'connection-altered',
    when: 'an authority of a stranger signed the certificate: that is worse',
    evidence: store({ ...common, ...front({ issuer: 'CN=Proxy CA' }), ...told(resigned('CN=Proxy CA')) }),
    finding: null,
  },
  {
    code: 'connection-altered',
    when: 'everything arrived as it was sent',
    evidence: store({ ...common, ...told({}) }),
    finding: null,
  },
  {
    code: 'local-clock-skew',
    when: 'the clocks are ten minutes apart, and nobody says which is right',
    evidence: store({ ...common, ...off(600, '2026-11-22T12:10:00.000Z') }),
    finding: { confidence: 'certain', severity: 'warning', params: { either: 1, minutes: 10, behind: true } },
  },
  {
    code: 'local-clock-skew',
    when: 'the certificate of the server is younger than its clock',
    evidence: store({ ...common, ...off(-60 * 86_400, '2026-09-23T12:00:00.000Z') }),
    finding: { confidence: 'certain', severity: 'warning', params: { there: 1, here: 0, days: 60 } },
  },
  {
    code: 'local-clock-skew',
    when: 'files of this machine are from its future, and the server is there',
    evidence: store({
      ...common,
      ...off(600, '2026-11-22T12:10:00.000Z'),
      'local.newest': ok('local.newest', { path: '/var/log/x', date: '2026-11-22T12:09:00.000Z', aheadSeconds: 540 }),
    }),
    finding: { confidence: 'certain', severity: 'warning', params: { here: 1, either: 0 } },
  },
  {
    code: 'local-clock-skew',
    when: 'the answer took so long that it cannot be told',
    evidence: store({ ...common, ...told({ clock: { ...clock, aheadSeconds: 301, uncertainSeconds: 2 } }) }),
    finding: null,
  },
  {
    code: 'tcp-pmtu-client-to-server',
    when: 'a large message stays unacknowledged, a short one is answered',
    evidence: store({
      ...common,
      'chat.echo@up': lost({ unacked: 12_310 }),
      'chat.echo@down': lost({ unacked: 12_310 }),
    }),
    finding: { confidence: 'certain', params: { unacked: 12_310 }, ruledOut: ['peer-silent'] },
  },
  {
    code: 'tcp-pmtu-client-to-server',
    when: 'the large message was acknowledged, or still moves',
    evidence: store({ ...common, 'chat.echo@up': lost({ unacked: 0 }) }),
    finding: null,
  },
  {
    code: 'tcp-pmtu-server-to-client',
    when: 'a large answer does not come, short ones do',
    evidence: store({ ...common, 'chat.echo@up': echoed, 'chat.echo@down': lost({ unacked: 0 }) }),
    finding: { confidence: 'certain', ruledOut: ['tcp-pmtu-client-to-server', 'peer-silent'] },
  },
  {
    code: 'tcp-pmtu-server-to-client',
    when: 'the large answer is only slow',
    evidence: store({ ...common, 'chat.echo@up': echoed, 'chat.echo@down': lost({ arrived: 900 }) }),
    finding: null,
  },
  {
    code: 'tcp-pmtu-server-to-client',
    when: 'what was asked did not arrive either',
    evidence: store({ ...common, 'chat.echo@up': lost({ unacked: 12_310 }), 'chat.echo@down': lost({}) }),
    finding: null,
  },
  {
    code: 'chat-different-server',
    when: 'what is said at one address is not heard at the other',
    evidence: store({ ...common, ...told({}), ...peer(false, 'fedcba9876543210') }),
    finding: { confidence: 'certain', params: { otherAddress: '10.0.0.6' }, ruledOut: ['chat-round-trip-lost'] },
  },
  {
    code: 'chat-different-server',
    when: 'two servers share their rooms',
    evidence: store({ ...common, ...told({}), ...peer(true, 'fedcba9876543210') }),
    finding: null,
  },
  {
    code: 'chat-different-server',
    when: 'a load balancer led our two connections to two servers',
    evidence: store({
      ...common,
      'chat.exchange': ok('chat.exchange', { ...exchange, received: false }),
      ...told({}, { instance: 'fedcba9876543210' }),
    }),
    finding: { confidence: 'certain', params: { otherAddress: '10.0.0.5' } },
  },
  {
    code: 'chat-different-server',
    when: 'one server passes nothing on',
    evidence: store({ ...common, 'chat.exchange': ok('chat.exchange', { ...exchange, received: false }), ...told({}) }),
    finding: null,
  },
  {
    code: 'tcp-single-accept',
    when: 'our second connection is served when our first one has gone',
    evidence: store({
      ...common,
      'chat.exchange': failed('chat.exchange', { code: 'TIMEOUT', step: 'handshake-second', servedLater: true }),
    }),
    finding: { confidence: 'certain', ruledOut: ['peer-silent'] },
  },
  {
    code: 'tcp-single-accept',
    when: 'our second connection was not served then either',
    evidence: store({
      ...common,
      'chat.exchange': failed('chat.exchange', { code: 'TIMEOUT', step: 'handshake-second', servedLater: false }),
    }),
    finding: null,
  },
  {
    code: 'firewall-rate-limit',
    when: 'the second connection stands and is not answered',
    evidence: store({
      ...common,
      'chat.exchange': failed('chat.exchange', { code: 'TIMEOUT', step: 'handshake-second', servedLater: true }),
    }),
    finding: null,
  },
  {
    code: 'peer-http',
    when: 'a TLS server answers HTTP with its complaint, and another hello with TLS',
    evidence: store({
      ...common,
      'tls.handshake': failed('tls.handshake', tlsFailure('RST')),
      'tls.hello@other-sni': ok('tls.hello', tlsHello(0x0304, null)),
      'peer.http': ok('peer.http', words('HTTP/1.1 400 Bad Request\r\n\r\nThis port speaks TLS')),
    }),
    finding: null,
  },
] satisfies Case[];
