import type { HelloReply, HelloVariant, SniAnswer, TlsFailure } from '../../../src/doctor/evidence/tls.ts';
import type { Entry } from '../../../src/doctor/evidence.ts';
import type { Case } from '../case.ts';
import {
  certificate,
  failed,
  hello,
  ok,
  path,
  request,
  session,
  store,
  target,
  tlsFailure,
  words,
} from '../evidence.ts';

const common = {
  request: ok('request', request),
  target: ok('target', target),
  'tcp.path': ok('tcp.path', path),
};
type Phase = TlsFailure['phase'];
const alert = (number: number, phase: Phase = 'before-server-hello', more: Partial<TlsFailure> = {}) =>
  failed('tls.handshake', tlsFailure('ALERT', { phase, alert: { number, by: 'peer', phase }, ...more }));

const TLS12 = 0x0303;
const answered = (more: Partial<HelloReply> = {}): HelloReply => ({ ...hello(TLS12, null), cipher: 'TLS_X', ...more });
const refused = (number = 40) => hello(null, number);
const gone = (end: HelloReply['end'], more: Partial<HelloReply> = {}): HelloReply => ({
  ...hello(null, null),
  end,
  ...more,
});
const hellos = (replies: Partial<Record<HelloVariant, HelloReply>>) =>
  Object.fromEntries(Object.entries(replies).map(([at, reply]) => [`tls.hello@${at}`, ok('tls.hello', reply)]));
const versions = (...answers: (number | null)[]) =>
  Object.fromEntries(
    ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'].map((name, index) => [
      `tls.version@${name}`,
      ok('tls.version', hello(answers[index] ?? null, answers[index] == null ? 40 : null)),
    ]),
  );
const sni = (more: Partial<SniAnswer> = {}): Entry =>
  ok('tls.sni', {
    asked: null,
    names: ['default.example.org'],
    fingerprint256: 'ef'.repeat(32),
    covers: false,
    ...more,
  });
const silence = ok('peer.greeting', words(''));
const unanswered = (end: 'RST' | 'FIN' | 'TIMEOUT') => failed('tls.handshake', tlsFailure(end));
const asked = { certificateTypes: [], signatureSchemes: [], authorities: [] };
const own = (more: object = {}) =>
  ok('client.certificate', {
    path: 'client.crt',
    chain: [certificate({ subject: 'CN=client', issuer: 'CN=Other CA' })],
    issuers: ['CN=Other CA'],
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'],
    ...more,
  });
const old = { chain: [certificate({ notAfter: '2026-11-01T00:00:00.000Z' })] };
const forServers = { extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'] };
const afterOurs = (number: number, issuers?: string[]) =>
  alert(number, 'after-finished', {
    wire: { ...tlsFailure('ALERT').wire, certificateRequest: asked },
    ...(issuers ? { issuers } : {}),
  });
const all = { cipher: refused(), group: refused(), signature: refused(), widest: refused() };
const serverHello = {
  ...{ helloRetryRequest: false, legacyVersion: TLS12, version: TLS12, random: '', sessionId: '', cipherSuite: 0x9e },
  ...{ extensions: [0xff01], preSharedKey: false },
};
const ourError = (opensslCode: string, wire: object, message = opensslCode) =>
  failed(
    'tls.handshake',
    tlsFailure('TLS_ERROR', {
      phase: 'handshake',
      opensslCode,
      message,
      wire: { ...tlsFailure('').wire, serverHello, ...wire },
    }),
  );

export default [
  {
    code: 'tls-version-too-new',
    when: 'we stop at TLS 1.2, it answers TLS 1.3 alone',
    evidence: store({
      ...common,
      request: ok('request', { ...request, maxVersion: 'TLSv1.2' }),
      'tls.handshake': alert(70),
      ...versions(null, null, null, 0x0304),
    }),
    finding: { confidence: 'certain', params: { speaks: 'TLSv1.3', limit: 'TLSv1.2' } },
  },
  {
    code: 'tls-version-too-new',
    when: 'it answers TLS 1.2 too',
    evidence: store({
      ...common,
      request: ok('request', { ...request, maxVersion: 'TLSv1.2' }),
      'tls.handshake': alert(40),
      ...versions(null, null, TLS12, 0x0304),
    }),
    finding: null,
  },
  {
    code: 'tls-version-too-old',
    when: 'we begin at TLS 1.3, it ends at TLS 1.2',
    evidence: store({
      ...common,
      request: ok('request', { ...request, minVersion: 'TLSv1.3' }),
      'tls.handshake': alert(70),
      ...versions(null, null, TLS12, TLS12),
    }),
    finding: { confidence: 'certain' },
  },
  ...(['cipher', 'group', 'signature'] as const).flatMap((axis): Case[] => [
    {
      code: `tls-no-shared-${axis}`,
      when: `only more along the axis of the ${axis} helps`,
      evidence: store({ ...common, 'tls.handshake': alert(40), ...hellos({ ...all, [axis]: answered() }) }),
      finding: { confidence: 'certain', params: { cipher: 'TLS_X', alert: 40 }, ruledOut: ['tls-server-keyless'] },
    },
    {
      code: `tls-no-shared-${axis}`,
      when: 'the other axes were not looked at',
      evidence: store({ ...common, 'tls.handshake': alert(40), ...hellos({ [axis]: answered() }) }),
      finding: { confidence: 'likely' },
    },
    {
      code: `tls-no-shared-${axis}`,
      when: 'nothing helps',
      evidence: store({ ...common, 'tls.handshake': alert(40), ...hellos(all) }),
      finding: null,
    },
    {
      code: `tls-no-shared-${axis}`,
      when: 'the alert came after the ServerHello',
      evidence: store({ ...common, 'tls.handshake': alert(40, 'handshake'), ...hellos({ [axis]: answered() }) }),
      finding: null,
    },
  ]),
  {
    code: 'tls-no-shared-cipher',
    when: 'a group helps as well: RSA key exchange goes around it',
    evidence: store({
      ...common,
      'tls.handshake': alert(40),
      ...hellos({ ...all, cipher: answered(), group: answered() }),
    }),
    finding: null,
  },
  {
    code: 'tls-server-keyless',
    when: 'everything is refused',
    evidence: store({ ...common, 'tls.handshake': alert(40), ...hellos(all), ...versions(null, null, null, null) }),
    finding: { confidence: 'certain', ruledOut: ['tls-no-shared-cipher', 'tls-version-too-old'] },
  },
  {
    code: 'tls-server-keyless',
    when: 'an old version is answered',
    evidence: store({ ...common, 'tls.handshake': alert(40), ...hellos(all), ...versions(0x0301, null, null, null) }),
    finding: null,
  },
  {
    code: 'tls-server-keyless',
    when: 'without a name it answers',
    evidence: store({ ...common, 'tls.handshake': alert(40), ...hellos({ ...all, 'no-sni': answered() }) }),
    finding: null,
  },
  {
    code: 'tls-sni-unknown',
    when: 'alert 112',
    evidence: store({ ...common, 'tls.handshake': alert(112), 'tls.sni@none': sni() }),
    finding: { confidence: 'certain', params: { served: ['default.example.org'], alert: 112 } },
  },
  {
    code: 'tls-sni-unknown',
    when: 'alert 40, and another name is answered',
    evidence: store({ ...common, 'tls.handshake': alert(40), ...hellos({ ...all, 'other-sni': answered() }) }),
    finding: { confidence: 'certain', ruledOut: ['tls-no-shared-cipher'] },
  },
  {
    code: 'tls-sni-unknown',
    when: 'alert 40 whatever the name',
    evidence: store({ ...common, 'tls.handshake': alert(40), ...hellos({ ...all, 'no-sni': refused() }) }),
    finding: null,
  },
  {
    code: 'tls-sni-default',
    when: 'another name brings another certificate, which fits',
    evidence: store({
      ...common,
      'tls.handshake': ok('tls.handshake', session({ nameMatches: false })),
      'tls.sni@www.chat.example.org': sni({ asked: 'www.chat.example.org', covers: true }),
    }),
    finding: { confidence: 'certain', params: { name: 'www.chat.example.org' }, ruledOut: ['cert-hostname'] },
  },
  {
    code: 'tls-sni-default',
    when: 'it shows the same certificate to everybody',
    evidence: store({
      ...common,
      'tls.handshake': ok('tls.handshake', session({ nameMatches: false })),
      'tls.sni@www.chat.example.org': sni({ covers: true, fingerprint256: certificate().fingerprint256 }),
    }),
    finding: null,
  },
  {
    code: 'tls-alpn',
    when: 'alert 120',
    evidence: store({
      ...common,
      request: ok('request', { ...request, alpn: ['h2'] }),
      'tls.handshake': alert(120),
      ...hellos({ 'no-alpn': answered() }),
    }),
    finding: { confidence: 'certain', params: { offered: ['h2'] } },
  },
  {
    code: 'tls-alpn',
    when: 'alert 40 for another reason',
    evidence: store({
      ...common,
      request: ok('request', { ...request, alpn: ['h2'] }),
      'tls.handshake': alert(40),
      ...hellos({ ...all, 'no-alpn': refused() }),
    }),
    finding: null,
  },
  {
    code: 'tls-internal-error',
    when: 'alert 80 to everything',
    evidence: store({ ...common, 'tls.handshake': alert(80), ...hellos({ widest: refused(80), small: refused(80) }) }),
    finding: { confidence: 'certain', ruledOut: ['tls-no-shared-cipher'] },
  },
  {
    code: 'tls-internal-error',
    when: 'alert 80, and a change of ours helps',
    evidence: store({ ...common, 'tls.handshake': alert(80), ...hellos({ group: answered() }) }),
    finding: null,
  },
  {
    code: 'tls-hello-intolerant',
    when: 'small is answered, split and padded are reset',
    evidence: store({
      ...common,
      'tls.handshake': unanswered('RST'),
      ...hellos({ small: answered(), padded: gone('rst'), split: gone('rst') }),
    }),
    finding: { confidence: 'certain', params: { how: 'rst' }, ruledOut: ['tcp-pmtu-client-to-server'] },
  },
  {
    code: 'tls-hello-intolerant',
    when: 'the large hello was never acknowledged: it was lost',
    evidence: store({
      ...common,
      'tls.handshake': unanswered('TIMEOUT'),
      ...hellos({ small: answered(), split: answered(), 'tiny-padded': gone('timeout', { unacked: 1700 }) }),
    }),
    finding: null,
  },
  {
    code: 'tls-hello-intolerant',
    when: 'our hello came through, one in pieces does not (--deep)',
    evidence: store({
      ...common,
      'tls.handshake': ok('tls.handshake', session()),
      ...hellos({ small: answered(), padded: answered(), split: gone('fin') }),
    }),
    finding: { confidence: 'certain', severity: 'warning', params: { failing: ['split'] } },
  },
  {
    code: 'tls-sni-blocked',
    when: 'only this name is reset, and in two pieces it passes',
    evidence: store({
      ...common,
      'tls.handshake': unanswered('RST'),
      ...hellos({ small: gone('rst'), 'other-sni': answered(), split: answered() }),
    }),
    finding: { confidence: 'certain', ruledOut: ['tls-reset-after-hello', 'tls-sni-unknown'] },
  },
  {
    code: 'tls-sni-blocked',
    when: 'any name is reset',
    evidence: store({
      ...common,
      'tls.handshake': unanswered('RST'),
      ...hellos({ small: gone('rst'), 'other-sni': gone('rst'), split: gone('rst') }),
    }),
    finding: null,
  },
  {
    code: 'tls-reset-after-hello',
    when: 'any hello is reset, silence is not',
    evidence: store({
      ...common,
      'tls.handshake': unanswered('RST'),
      'peer.greeting': silence,
      'tls.tiny': ok('tls.tiny', gone('rst')),
      ...hellos({ small: gone('rst'), 'other-sni': gone('rst') }),
    }),
    finding: { confidence: 'likely', ruledOut: ['tcp-reset-on-accept', 'tls-sni-blocked', 'tls-hello-intolerant'] },
  },
  {
    code: 'tls-reset-after-hello',
    when: 'it resets those that are silent too',
    evidence: store({
      ...common,
      'tls.handshake': unanswered('RST'),
      'peer.greeting': ok('peer.greeting', { ...words(''), end: 'rst' }),
      ...hellos({ small: gone('rst') }),
    }),
    finding: null,
  },
  {
    code: 'tls-stalled',
    when: '10 of 127 bytes',
    evidence: store({
      ...common,
      'tls.handshake': failed(
        'tls.handshake',
        tlsFailure('TIMEOUT', {
          raw: { bytesIn: 10, bytesOut: 1600, firstBytes: '16030300', end: 'timeout' },
          wire: { ...tlsFailure('').wire, partialRecord: { type: 22, have: 10, need: 127 } },
        }),
      ),
    }),
    finding: { confidence: 'certain', params: { have: 10, need: 127 }, ruledOut: ['tcp-pmtu-server-to-client'] },
  },
  {
    code: 'tls-stalled',
    when: 'nothing came at all',
    evidence: store({ ...common, 'tls.handshake': unanswered('TIMEOUT') }),
    finding: null,
  },
  {
    code: 'tls-corrupted',
    when: 'our side cannot open what came',
    evidence: store({
      ...common,
      'tls.handshake': ourError(
        'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
        {},
        'decryption failed or bad record mac',
      ),
    }),
    finding: { confidence: 'likely', params: { by: 'us' } },
  },
  {
    code: 'tls-corrupted',
    when: 'the same with GCM or CCM in TLS 1.2',
    evidence: store({
      ...common,
      'tls.handshake': ourError(
        'ERR_SSL_CIPHER_OPERATION_FAILED',
        {},
        'ossl_gcm_stream_update:cipher operation failed',
      ),
    }),
    finding: { confidence: 'likely', params: { by: 'us' } },
  },
  {
    code: 'tls-corrupted',
    when: 'alert 20 from the peer',
    evidence: store({ ...common, 'tls.handshake': alert(20, 'handshake') }),
    finding: { confidence: 'likely', params: { by: 'peer', alert: 20 } },
  },
  {
    code: 'tls-corrupted',
    when: 'it is a refusal',
    evidence: store({ ...common, 'tls.handshake': alert(40, 'handshake') }),
    finding: null,
  },
  {
    code: 'tls-legacy',
    when: 'a Diffie-Hellman group of 1,024 bits',
    evidence: store({ ...common, 'tls.handshake': ourError('ERR_SSL_DH_KEY_TOO_SMALL', { dhPrimeBits: 1024 }) }),
    finding: { confidence: 'certain', params: { what: 'dh', bits: 1024 } },
  },
  {
    code: 'tls-legacy',
    when: 'no renegotiation_info',
    evidence: store({
      ...common,
      'tls.handshake': ourError('ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED', {
        serverHello: { ...serverHello, extensions: [] },
      }),
    }),
    finding: { confidence: 'certain', params: { what: 'renegotiation' } },
  },
  {
    code: 'tls-legacy',
    when: 'our OpenSSL objects to something else',
    evidence: store({ ...common, 'tls.handshake': ourError('ERR_SSL_UNEXPECTED_MESSAGE', {}) }),
    finding: null,
  },
  {
    code: 'tls-slow',
    when: 'the server thinks for 1.5 s',
    evidence: store({ ...common, 'tls.handshake': ok('tls.handshake', session({ handshakeMs: 1500 })) }),
    finding: { confidence: 'likely', severity: 'info', params: { own: 1497 } },
  },
  {
    code: 'tls-slow',
    when: 'it thinks so long that others give up',
    evidence: store({ ...common, 'tls.handshake': ok('tls.handshake', session({ handshakeMs: 2600 })) }),
    finding: { confidence: 'likely', severity: 'warning' },
  },
  {
    code: 'tls-slow',
    when: 'this process did not get to run for most of the time',
    evidence: store({ ...common, 'tls.handshake': ok('tls.handshake', session({ handshakeMs: 2600, lateMs: 2000 })) }),
    finding: null,
  },
  {
    code: 'tls-slow',
    when: 'the way is long, not the server slow',
    evidence: store({
      ...common,
      'tcp.path': ok('tcp.path', { ...path, connectMs: 600 }),
      'tls.handshake': ok('tls.handshake', session({ handshakeMs: 1900 })),
    }),
    finding: null,
  },
  {
    code: 'tls-client-cert-untrusted',
    when: 'alert 48',
    evidence: store({ ...common, 'client.certificate': own(), 'tls.handshake': afterOurs(48, ['CN=Lab Root CA']) }),
    finding: { confidence: 'certain', params: { issuer: 'CN=Other CA', accepted: ['CN=Lab Root CA'] } },
  },
  {
    code: 'tls-client-cert-untrusted',
    when: 'it hangs up in silence after the handshake, as Node servers do',
    evidence: store({
      ...common,
      'client.certificate': own(),
      'tls.handshake': ok(
        'tls.handshake',
        session({ end: 'fin', greeting: '', wire: { ...session().wire, certificateRequest: asked } }),
      ),
    }),
    finding: { confidence: 'likely', params: { alert: 0 } },
  },
  {
    code: 'tls-client-cert-untrusted',
    when: 'the certificate has expired, and the server says so',
    evidence: store({ ...common, 'client.certificate': own(old), 'tls.handshake': afterOurs(45) }),
    finding: null,
  },
  {
    code: 'tls-client-cert-untrusted',
    when: 'it was let in',
    evidence: store({
      ...common,
      'client.certificate': own(),
      'tls.handshake': ok('tls.handshake', session({ wire: { ...session().wire, certificateRequest: asked } })),
    }),
    finding: null,
  },
  {
    code: 'tls-client-cert-eku',
    when: 'alert 43, and it is for servers',
    evidence: store({ ...common, 'client.certificate': own(forServers), 'tls.handshake': afterOurs(43) }),
    finding: { confidence: 'certain', params: { purposes: ['1.3.6.1.5.5.7.3.1'] } },
  },
  {
    code: 'tls-client-cert-eku',
    when: 'alert 43 for one that has expired too: the purpose is looked at first',
    evidence: store({
      ...common,
      'client.certificate': own({ ...forServers, ...old }),
      'tls.handshake': afterOurs(43),
    }),
    finding: { confidence: 'certain' },
  },
  {
    code: 'tls-client-cert-eku',
    when: 'it is for clients',
    evidence: store({ ...common, 'client.certificate': own(), 'tls.handshake': afterOurs(48) }),
    finding: null,
  },
  {
    code: 'tls-client-cert-expired',
    when: 'alert 45',
    evidence: store({ ...common, 'client.certificate': own(old), 'tls.handshake': afterOurs(45) }),
    finding: { confidence: 'certain', params: { notAfter: '2026-11-01T00:00:00.000Z' } },
  },
  {
    code: 'tls-client-cert-expired',
    when: 'it is valid',
    evidence: store({ ...common, 'client.certificate': own(), 'tls.handshake': afterOurs(46) }),
    finding: null,
  },
] satisfies Case[];
