import type { Case } from '../case.ts';
import { failed, hello, ok, path, request, session, store, target, tlsFailure, words } from '../evidence.ts';

const common = {
  request: ok('request', request),
  target: ok('target', target),
  'tcp.path': ok('tcp.path', path),
};
const silent = {
  ...common,
  'tls.handshake': failed('tls.handshake', tlsFailure('TIMEOUT')),
  'peer.greeting': ok('peer.greeting', words('')),
  'peer.http': ok('peer.http', words('')),
};
const alert = (number: number, phase: 'before-server-hello' | 'handshake' | 'after-finished') =>
  failed('tls.handshake', tlsFailure('ALERT', { phase, alert: { number, by: 'peer', phase } }));
const versions = (...answers: (number | null)[]) =>
  Object.fromEntries(
    ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'].map((name, index) => [
      `tls.version@${name}`,
      ok('tls.version', hello(answers[index] ?? null, answers[index] === null ? 70 : null)),
    ]),
  );

export default [
  {
    code: 'peer-http',
    when: 'the hello brought an HTTP answer',
    evidence: store({
      ...common,
      'tls.handshake': failed(
        'tls.handshake',
        tlsFailure('NOT_TLS', { firstText: 'HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n' }),
      ),
    }),
    finding: { confidence: 'certain', params: { line: 'HTTP/1.1 400 Bad Request', server: 'nginx' } },
  },
  {
    code: 'peer-http',
    when: 'the hello brought silence, an HTTP request an answer',
    evidence: store({ ...silent, 'peer.http': ok('peer.http', words('HTTP/1.0 200 OK\r\n')) }),
    finding: { confidence: 'certain', params: { line: 'HTTP/1.0 200 OK' } },
  },
  {
    code: 'peer-http',
    when: 'only HTML came, without a status line',
    evidence: store({
      ...common,
      'tls.handshake': failed('tls.handshake', tlsFailure('NOT_TLS', { firstText: '<!DOCTYPE HTML>\n<html>' })),
    }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'peer-http',
    when: 'it is an SSH server',
    evidence: store({
      ...common,
      'tls.handshake': failed('tls.handshake', tlsFailure('NOT_TLS', { firstText: 'SSH-2.0-OpenSSH_9.2\r\n' })),
      'peer.http': ok('peer.http', words('SSH-2.0-OpenSSH_9.2\r\n')),
    }),
    finding: null,
  },
  {
    code: 'peer-silent',
    when: 'nothing answers: hello, smallest hello, silence, HTTP',
    evidence: store({ ...silent, 'tls.tiny': ok('tls.tiny', hello(null, null)) }),
    finding: { confidence: 'likely', ruledOut: ['tcp-pmtu-server-to-client', 'peer-starttls', 'peer-http'] },
  },
  {
    code: 'peer-silent',
    when: 'it hangs up on a line of text: it is not silent to everybody',
    evidence: store({
      ...silent,
      'tls.tiny': ok('tls.tiny', hello(null, null)),
      'peer.http': ok('peer.http', { ...words(''), end: 'fin' }),
    }),
    finding: null,
  },
  {
    code: 'peer-silent',
    when: 'the smallest hello is answered: large packets are lost',
    evidence: store({ ...silent, 'tls.tiny': ok('tls.tiny', hello(null, 40)) }),
    finding: null,
  },
  {
    code: 'peer-silent',
    when: 'it greets a client that is silent',
    evidence: store({
      ...silent,
      'tls.tiny': ok('tls.tiny', hello(null, null)),
      'peer.greeting': ok('peer.greeting', words('220 mail ESMTP\r\n')),
    }),
    finding: null,
  },
  {
    code: 'tls-version-too-old',
    when: 'TLS 1.0 and 1.1 are answered, 1.2 and 1.3 are not',
    evidence: store({
      ...common,
      'tls.handshake': alert(70, 'before-server-hello'),
      ...versions(0x0301, 0x0302, null, null),
    }),
    finding: { confidence: 'certain', params: { best: 'TLSv1.1' }, ruledOut: ['tls-no-shared-cipher'] },
  },
  {
    code: 'tls-version-too-old',
    when: 'a TLS 1.2 hello is answered with TLS 1.0',
    evidence: store({
      ...common,
      'tls.handshake': alert(70, 'before-server-hello'),
      ...versions(0x0301, 0x0301, 0x0301, null),
    }),
    finding: { confidence: 'certain' },
  },
  {
    code: 'tls-version-too-old',
    when: 'TLS 1.2 is answered too: the version is not the fault',
    evidence: store({
      ...common,
      'tls.handshake': alert(40, 'before-server-hello'),
      ...versions(0x0301, 0x0302, 0x0303, null),
    }),
    finding: null,
  },
  {
    code: 'tls-client-cert-required',
    when: 'alert 116 after the handshake (TLS 1.3)',
    evidence: store({ ...common, 'tls.handshake': alert(116, 'after-finished') }),
    finding: { confidence: 'certain', params: { alert: 116 } },
  },
  {
    code: 'tls-client-cert-required',
    when: 'a certificate was asked for, and alert 40 came after ours (TLS 1.2)',
    evidence: store({
      ...common,
      'tls.handshake': failed(
        'tls.handshake',
        tlsFailure('ALERT', {
          phase: 'handshake',
          alert: { number: 40, by: 'peer', phase: 'handshake' },
          issuers: ['CN=Lab Root CA'],
          wire: {
            ...tlsFailure('ALERT').wire,
            certificateRequest: { certificateTypes: [1], signatureSchemes: [], authorities: [] },
          },
        }),
      ),
    }),
    finding: { confidence: 'certain', params: { issuers: ['CN=Lab Root CA'] } },
  },
  {
    code: 'tls-client-cert-required',
    when: 'alert 40 before the ServerHello has other reasons',
    evidence: store({ ...common, 'tls.handshake': alert(40, 'before-server-hello') }),
    finding: null,
  },
  {
    code: 'tls-client-cert-required',
    when: 'a client certificate was given: then it is another finding',
    evidence: store({
      ...common,
      request: ok('request', { ...request, clientCertificate: true }),
      'tls.handshake': alert(116, 'after-finished'),
    }),
    finding: null,
  },
  {
    code: 'chat-not-llave',
    when: 'it says nothing by itself',
    evidence: store({ ...common, 'tls.handshake': ok('tls.handshake', session({ greeting: '' })) }),
    finding: { confidence: 'certain', severity: 'info' },
  },
  {
    code: 'chat-not-llave',
    when: 'it greets as llave does',
    evidence: store({ ...common, 'tls.handshake': ok('tls.handshake', session()) }),
    finding: null,
  },
  {
    code: 'chat-round-trip-lost',
    when: 'what was said was not heard',
    evidence: store({
      ...common,
      'chat.exchange': ok('chat.exchange', {
        server: 'llave/1.0.0',
        room: 'doctor-1',
        received: false,
        roundTripMs: 1500,
        secondLeaf: 'ab'.repeat(32),
      }),
    }),
    finding: { confidence: 'certain', params: { ms: 1500 } },
  },
  {
    code: 'chat-round-trip-lost',
    when: 'it was heard',
    evidence: store({
      ...common,
      'chat.exchange': ok('chat.exchange', {
        server: 'llave/1.0.0',
        room: 'doctor-1',
        received: true,
        roundTripMs: 2,
        secondLeaf: 'ab'.repeat(32),
      }),
    }),
    finding: null,
  },
] satisfies Case[];
