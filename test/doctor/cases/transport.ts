import type { HelloReply, HelloVariant, TlsSession } from '../../../src/doctor/evidence/tls.ts';
import type { Entry } from '../../../src/doctor/evidence.ts';
import type { Case } from '../case.ts';
import {
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
  tcpFailure,
  tlsFailure,
  words,
} from '../evidence.ts';

const common = {
  request: ok('request', request),
  target: ok('target', target),
  'local.machine': ok('local.machine', { ...machine, interfaces: [] } as never),
  'tcp.path': ok('tcp.path', path),
};
const TLS12 = 0x0303;
const answered = hello(TLS12, null);
const gone = (end: HelloReply['end'], unacked?: number): HelloReply => ({
  ...hello(null, null),
  end,
  ...(unacked === undefined ? {} : { unacked }),
});
const hellos = (replies: Partial<Record<HelloVariant, HelloReply>>) =>
  Object.fromEntries(Object.entries(replies).map(([at, reply]) => [`tls.hello@${at}`, ok('tls.hello', reply)]));
const unanswered = (end: 'RST' | 'FIN' | 'TIMEOUT'): Entry => failed('tls.handshake', tlsFailure(end));
const notTls = (firstText: string): Entry => failed('tls.handshake', tlsFailure('NOT_TLS', { firstText }));
const greets = (text: string): Entry => ok('peer.greeting', words(text));
const began = (outcome: string, tls = false): Entry => ok('peer.starttls', { outcome, reply: '', tls });
const hanging = { ...common, 'tls.handshake': unanswered('TIMEOUT') };
const closing = { ...common, 'tls.handshake': unanswered('FIN'), 'peer.greeting': greets('') };
const row = (address: string, family: 4 | 6, waiting = 0) => ({
  ...{ address, family, port: 12345, uid: 0, inode: 1, waiting },
});
const listening = (...rows: ReturnType<typeof row>[]) => ok('local.listen', { rows });
const here = {
  ...common,
  'local.machine': ok('local.machine', { ...machine, addresses: ['10.0.0.5', '127.0.0.1'], interfaces: [] } as never),
};
const both = ok('addresses', {
  source: 'lookup',
  list: [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ],
});
const refused6 = failed('tcp.connect', tcpFailure('ECONNREFUSED', { address: '::1' }));
const counted = (unreachable: number) => ({ unreachable, attemptFails: 1, synRetransmits: 0, shared: false });
const ownResets = (resetsSent: number) => ({ counters: { ...counted(0), resetsSent } });
const refused4 = failed('tcp.connect', tcpFailure('ECONNREFUSED'));
const asked4 = ok('addresses', { source: 'literal', list: [{ address: '10.0.0.5', family: 4 }] });
const timed = (entry: Entry, ms: number): Entry => ({ ...entry, ms });
const refusal = (ms: number) => timed(failed('tcp.retry', tcpFailure('ECONNREFUSED', { counters: counted(0) })), ms);

/** Refused after two or three milliseconds, while another port took eighty to refuse. */
const refusedSoon = {
  'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', { counters: counted(0) })),
  'tcp.retry@1': refusal(2),
  'tcp.retry@2': refusal(3),
  'tcp.control@443': timed(failed('tcp.control', tcpFailure('ECONNREFUSED')), 80),
};

/** The port that refused and another one, in turns, after so many milliseconds each. */
const inTurns = (own: number, other: number) =>
  Object.fromEntries(
    [1, 2, 3].flatMap((turn) => [
      [`tcp.turn@own-${turn}`, timed(failed('tcp.turn', tcpFailure('ECONNREFUSED')), own)],
      [`tcp.turn@other-${turn}`, timed(failed('tcp.turn', tcpFailure('ECONNREFUSED')), other)],
    ]),
  );

/** What this machine's interfaces sent at once in each attempt at the port, and in those at others; nothing else in all that time. */
const leaving = (code: string, own: readonly number[], others: readonly number[]) => {
  const counts = (packetsSentAtOnce: number) => ({
    counters: { ...counted(0), synRetransmits: 2, packetsSent: packetsSentAtOnce, packetsSentAtOnce },
  });
  const [first = 0, ...more] = own;
  return {
    'tcp.path': failed('tcp.path', pathFailure(code, counts(first))),
    'tcp.connect@10.0.0.5': failed('tcp.connect', tcpFailure(code, counts(first))),
    ...(code === 'TIMEOUT'
      ? { 'tcp.departure': ok('tcp.departure', { address: '10.0.0.5', packetsSent: more }) }
      : Object.fromEntries(
          more.map((sent, n) => [`tcp.retry@${n}`, failed('tcp.retry', tcpFailure(code, counts(sent)))]),
        )),
    ...Object.fromEntries(
      others.map((sent, n) => [`tcp.control@${n}`, failed('tcp.control', tcpFailure('ECONNREFUSED', counts(sent)))]),
    ),
  };
};

/** A session that the server ended at once. */
const parted = (more: Partial<TlsSession>) => ({
  'tls.handshake': ok('tls.handshake', session({ greeting: '', hungUp: true, ...more })),
});
const PARTED = { offered: ['h2', 'http/1.1'], alpn: null, hungUp: true };
const asking = {
  ...session().wire,
  certificateRequest: { certificateTypes: [1], signatureSchemes: [], authorities: [] },
} as unknown as TlsSession['wire'];

export default [
  {
    code: 'peer-ssh',
    when: 'it greets as SSH does',
    evidence: store({ ...common, 'tls.handshake': notTls('SSH-2.0-x\r\n'), 'peer.greeting': greets('SSH-2.0-x\r\n') }),
    finding: { confidence: 'certain', params: { line: 'SSH-2.0-x' } },
  },
  {
    code: 'peer-ssh',
    when: 'it is a mail server',
    evidence: store({ ...common, 'tls.handshake': notTls('220 mail ESMTP\r\n') }),
    finding: null,
  },
  {
    code: 'peer-starttls',
    when: 'it greets as SMTP does, and TLS begins after STARTTLS',
    evidence: store({
      ...common,
      'tls.handshake': notTls('220 mail ESMTP\r\n'),
      'peer.greeting': greets('220 mail ESMTP\r\n'),
      'peer.starttls@smtp': began('ready', true),
    }),
    finding: { confidence: 'certain', params: { protocol: 'smtp', offered: true, direct: 465 } },
  },
  {
    code: 'peer-starttls',
    when: 'it greets as IMAP does and offers no STARTTLS',
    evidence: store({
      ...common,
      'tls.handshake': notTls('* OK ready\r\n'),
      'peer.greeting': greets('* OK ready\r\n'),
      'peer.starttls@imap': began('not-offered'),
    }),
    finding: { confidence: 'certain', params: { protocol: 'imap', offered: false } },
  },
  {
    code: 'peer-starttls',
    when: 'it hangs up on a hello and knows LDAP',
    evidence: store({ ...closing, 'peer.starttls@ldap': began('ready', true) }),
    finding: { confidence: 'certain', params: { protocol: 'ldap' } },
  },
  {
    code: 'peer-starttls',
    when: 'STARTTLS was asked for and refused',
    evidence: store({
      ...common,
      'tls.handshake': failed(
        'tls.handshake',
        tlsFailure('STARTTLS', { starttls: { protocol: 'smtp', outcome: 'not-offered', reply: '250 SIZE' } }),
      ),
    }),
    finding: { confidence: 'certain', params: { offered: false } },
  },
  {
    code: 'peer-starttls',
    when: 'it is PostgreSQL, which is another finding',
    evidence: store({ ...closing, 'peer.starttls@postgres': began('ready', true) }),
    finding: null,
  },
  {
    code: 'peer-closes',
    when: 'it hangs up on any hello, and waits in silence',
    evidence: store({ ...closing, ...hellos({ small: gone('fin') }) }),
    finding: { confidence: 'likely', ruledOut: ['tcp-reset-on-accept'] },
  },
  {
    code: 'peer-closes',
    when: 'it reads a little and closes: what is left unread makes a reset of it, and of nothing but a header none',
    evidence: store({
      ...common,
      'tls.handshake': unanswered('RST'),
      'peer.greeting': greets(''),
      ...hellos({ small: gone('rst') }),
      'tls.header': ok('tls.header', gone('fin')),
    }),
    finding: { confidence: 'likely', ruledOut: ['tcp-reset-on-accept'] },
  },
  {
    code: 'tls-reset-after-hello',
    when: 'it reads a little and closes: what is left unread makes a reset of it, and of nothing but a header none',
    evidence: store({
      ...common,
      'tls.handshake': unanswered('RST'),
      'peer.greeting': greets(''),
      ...hellos({ small: gone('rst') }),
      'tls.header': ok('tls.header', gone('fin')),
    }),
    finding: null,
  },
  {
    code: 'peer-proxy-protocol',
    when: 'only version 2 of the header is understood',
    evidence: store({ ...closing, ...hellos({ small: gone('fin'), proxied: gone('fin'), 'proxied-v2': answered }) }),
    finding: { confidence: 'certain', ruledOut: ['peer-closes'] },
  },
  ...(['firewall-drop-port', 'peer-silent'] as const).flatMap((code): Case[] =>
    [300, 0].map((unacked) => ({
      code,
      when: `TCP connects, and ${unacked > 0 ? 'nothing that we say is ever acknowledged' : 'all is acknowledged, not answered'}`,
      evidence: store({
        ...hanging,
        'peer.greeting': greets(''),
        'peer.http': ok('peer.http', words('')),
        'tls.tiny': ok('tls.tiny', gone('timeout', unacked)),
        ...hellos({ small: gone('timeout', unacked), 'ml-kem': gone('timeout', unacked) }),
      }),
      finding: (code === 'peer-silent') === unacked > 0 ? null : { confidence: 'likely' },
    })),
  ),
  {
    code: 'peer-closes',
    when: 'it knows PostgreSQL',
    evidence: store({ ...closing, ...hellos({ small: gone('fin') }), 'peer.starttls@postgres': began('ready', true) }),
    finding: { confidence: 'certain', params: { protocol: 'postgres' } },
  },
  {
    code: 'peer-closes',
    when: 'it hangs up on every session before anybody has spoken',
    evidence: store({ ...common, ...parted({}), 'tls.parting': ok('tls.parting', PARTED) }),
    finding: { confidence: 'likely', severity: 'error', params: { secured: 1, sometimes: 0 }, ruledOut: ['tls-alpn'] },
  },
  {
    code: 'peer-closes',
    when: 'it resets every session before anybody has spoken',
    evidence: store({
      ...common,
      'tls.handshake': failed('tls.handshake', tlsFailure('RST', { phase: 'after-finished' })),
      'tls.parting': ok('tls.parting', PARTED),
    }),
    finding: { confidence: 'likely', params: { secured: 1 } },
  },
  {
    code: 'peer-closes',
    when: 'a reset in the handshake is none behind it',
    evidence: store({
      ...common,
      'tls.handshake': failed('tls.handshake', tlsFailure('RST', { phase: 'handshake' })),
      'tls.parting': ok('tls.parting', PARTED),
    }),
    finding: null,
  },
  {
    code: 'peer-closes',
    when: 'it hangs up on one session and not on the next',
    evidence: store({ ...common, ...parted({}), 'tls.parting': ok('tls.parting', { ...PARTED, hungUp: false }) }),
    finding: { confidence: 'likely', severity: 'warning', params: { secured: 1, sometimes: 1 } },
  },
  {
    code: 'peer-closes',
    when: 'it stayed the first time',
    evidence: store({
      ...common,
      'tls.handshake': ok('tls.handshake', session({ greeting: '' })),
      'tls.parting': ok('tls.parting', PARTED),
    }),
    finding: null,
  },
  {
    code: 'peer-closes',
    when: 'it had asked for a client certificate',
    evidence: store({ ...common, ...parted({ wire: asking }), 'tls.parting': ok('tls.parting', PARTED) }),
    finding: null,
  },
  {
    code: 'tls-client-cert-required',
    when: 'it had asked for a certificate, got none, and hung up twice',
    evidence: store({ ...common, ...parted({ wire: asking }), 'tls.parting': ok('tls.parting', PARTED) }),
    finding: { confidence: 'likely', params: { alert: 0, parted: 1 }, ruledOut: ['tls-client-cert-untrusted'] },
  },
  {
    code: 'tls-client-cert-required',
    when: 'it hung up without having asked for any',
    evidence: store({ ...common, ...parted({}), 'tls.parting': ok('tls.parting', PARTED) }),
    finding: null,
  },
  {
    code: 'tls-alpn',
    when: 'it stays where an application protocol is offered that it knows',
    evidence: store({
      ...common,
      ...parted({}),
      'tls.parting': ok('tls.parting', { ...PARTED, alpn: 'h2', hungUp: false }),
    }),
    finding: { confidence: 'likely', params: { accepted: 'h2', parted: 1 }, ruledOut: ['peer-closes'] },
  },
  {
    code: 'tls-alpn',
    when: 'it hangs up whatever is offered',
    evidence: store({ ...common, ...parted({}), 'tls.parting': ok('tls.parting', { ...PARTED, alpn: 'h2' }) }),
    finding: null,
  },
  {
    code: 'chat-not-llave',
    when: 'it hung up without a word: nobody speaks',
    evidence: store({ ...common, ...parted({}) }),
    finding: null,
  },
  {
    code: 'peer-closes',
    when: 'some hello is answered',
    evidence: store({ ...closing, ...hellos({ small: gone('fin'), 'other-sni': answered }) }),
    finding: null,
  },
  {
    code: 'peer-plaintext',
    when: 'our hello came back',
    evidence: store({
      ...common,
      'tls.handshake': failed(
        'tls.handshake',
        tlsFailure('TLS_ERROR', { wire: { ...tlsFailure('').wire, serverMessages: [1] } }),
      ),
    }),
    finding: { confidence: 'certain', params: { echo: true } },
  },
  {
    code: 'peer-plaintext',
    when: 'it greets in words that we do not know',
    evidence: store({ ...common, 'tls.handshake': notTls('INFO {}\r\n'), 'peer.greeting': greets('INFO {}\r\n') }),
    finding: { confidence: 'certain', params: { line: 'INFO {}' } },
  },
  {
    code: 'peer-plaintext',
    when: 'it answers lines only',
    evidence: store({ ...hanging, 'peer.greeting': greets(''), 'peer.http': ok('peer.http', words('-ERR what?\r\n')) }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'peer-plaintext',
    when: 'silent to hellos and to silence, it hangs up on a line of text',
    evidence: store({
      ...hanging,
      'peer.greeting': greets(''),
      'tls.tiny': ok('tls.tiny', { ...hello(null, null), end: 'timeout' }),
      'peer.http': ok('peer.http', { ...words(''), end: 'fin' }),
    }),
    finding: { confidence: 'likely', ruledOut: ['peer-silent'] },
  },
  {
    code: 'peer-plaintext',
    when: 'silent to everything',
    evidence: store({
      ...hanging,
      'peer.greeting': greets(''),
      'tls.tiny': ok('tls.tiny', { ...hello(null, null), end: 'timeout' }),
      'peer.http': ok('peer.http', words('')),
    }),
    finding: null,
  },
  {
    code: 'peer-plaintext',
    when: 'it answers HTTP',
    evidence: store({ ...hanging, 'peer.http': ok('peer.http', words('HTTP/1.0 200 OK\r\n')) }),
    finding: null,
  },
  {
    code: 'peer-proxy-protocol',
    when: 'only with a PROXY header the hello is answered',
    evidence: store({ ...closing, ...hellos({ small: gone('fin'), proxied: answered }) }),
    finding: { confidence: 'certain', ruledOut: ['peer-closes'] },
  },
  {
    code: 'peer-proxy-protocol',
    when: 'with the header it hangs up as well',
    evidence: store({ ...closing, ...hellos({ small: gone('fin'), proxied: gone('fin') }) }),
    finding: null,
  },
  {
    code: 'peer-garbage',
    when: 'unknown bytes',
    evidence: store({ ...common, 'tls.handshake': notTls('\x9f\x8e\x7d\x00') }),
    finding: { confidence: 'certain', params: { hex: '9f 8e 7d 00' } },
  },
  {
    code: 'peer-garbage',
    when: 'text',
    evidence: store({ ...common, 'tls.handshake': notTls('hello there\r\n') }),
    finding: null,
  },
  {
    code: 'tcp-reset-on-accept',
    when: 'it is reset while we say nothing',
    evidence: store({
      ...common,
      'tls.handshake': unanswered('RST'),
      'peer.greeting': ok('peer.greeting', { ...words(''), end: 'rst' }),
      'peer.http': failed('peer.http', { code: 'ECONNRESET' }),
    }),
    finding: { confidence: 'certain', params: { how: 'rst' }, ruledOut: ['tls-reset-after-hello'] },
  },
  {
    code: 'tcp-reset-on-accept',
    when: 'the reset came while connecting',
    evidence: store({ ...common, 'tcp.path': failed('tcp.path', pathFailure('ECONNRESET')) }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'tcp-reset-on-accept',
    when: 'silence is left alone',
    evidence: store({ ...common, 'tls.handshake': unanswered('RST'), 'peer.greeting': greets('') }),
    finding: null,
  },
  {
    code: 'tcp-pmtu-server-to-client',
    when: 'the smallest answer arrives, a full one does not',
    evidence: store({
      ...hanging,
      'tls.tiny': ok('tls.tiny', hello(null, 40)),
      ...hellos({ small: gone('timeout', 0), 'tiny-padded': hello(null, 40) }),
    }),
    finding: { confidence: 'likely', ruledOut: ['peer-silent', 'tcp-pmtu-client-to-server'] },
  },
  {
    code: 'tcp-pmtu-server-to-client',
    when: 'another name brings a full answer',
    evidence: store({
      ...hanging,
      'tls.tiny': ok('tls.tiny', hello(null, 40)),
      ...hellos({ small: gone('timeout', 0), 'other-sni': answered }),
    }),
    finding: null,
  },
  {
    code: 'tcp-pmtu-client-to-server',
    when: 'a large hello is never acknowledged',
    evidence: store({ ...hanging, ...hellos({ small: answered, 'tiny-padded': gone('timeout', 1700) }) }),
    finding: { confidence: 'certain', params: { unacked: 1700 }, ruledOut: ['tls-hello-intolerant'] },
  },
  {
    code: 'tcp-pmtu-client-to-server',
    when: 'nobody can tell what was acknowledged',
    evidence: store({ ...hanging, ...hellos({ small: answered, 'tiny-padded': gone('timeout') }) }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'tcp-pmtu-client-to-server',
    when: 'all of it was acknowledged: the server is silent by itself',
    evidence: store({ ...hanging, ...hellos({ small: answered, 'tiny-padded': gone('timeout', 0) }) }),
    finding: null,
  },
  {
    code: 'tcp-single-accept',
    when: 'the server of this machine holds one connection, the others wait',
    evidence: store({ ...hanging, 'local.sockets': ok('local.sockets', { accepted: 1, waiting: 4 }) }),
    finding: { confidence: 'certain', ruledOut: ['peer-silent'] },
  },
  {
    code: 'tcp-single-accept',
    when: 'while ours is held, nobody else is answered (--deep)',
    evidence: store({
      ...common,
      'tls.handshake': ok('tls.handshake', session()),
      ...hellos({ small: gone('timeout'), split: gone('timeout') }),
    }),
    finding: { confidence: 'likely', severity: 'info' },
  },
  {
    code: 'tcp-single-accept',
    when: 'it holds none',
    evidence: store({ ...hanging, 'local.sockets': ok('local.sockets', { accepted: 0, waiting: 4 }) }),
    finding: null,
  },
  {
    code: 'tcp-backlog-full',
    when: 'the port of this machine listens, with a queue that nobody takes up',
    evidence: store({
      ...here,
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT', { counters: { ...counted(0), synRetransmits: 2 } })),
      'local.listen': listening(row('0.0.0.0', 4, 2)),
    }),
    finding: { confidence: 'certain', params: { waiting: 2 }, ruledOut: ['firewall-drop-port'] },
  },
  {
    code: 'tcp-backlog-full',
    when: 'the queue is empty',
    evidence: store({
      ...here,
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT')),
      'local.listen': listening(row('0.0.0.0', 4)),
    }),
    finding: null,
  },
  {
    code: 'tcp-refused-family',
    when: 'localhost is ::1 first, and only 127.0.0.1 answers',
    evidence: store({
      ...common,
      addresses: both,
      'tcp.connect@::1': refused6,
      'tcp.connect@127.0.0.1': ok('tcp.connect', { address: '127.0.0.1', port: 12345, localAddress: '', connectMs: 1 }),
    }),
    finding: { confidence: 'certain', severity: 'warning', params: { use: '127.0.0.1', family: 'IPv6' } },
  },
  {
    code: 'tcp-refused-family',
    when: 'the server of this machine is bound to IPv4 alone, and ::1 was asked for',
    evidence: store({
      ...common,
      addresses: ok('addresses', { source: 'literal', list: [{ address: '::1', family: 6 }] }),
      'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', { address: '::1', family: 6 })),
      'tcp.connect@::1': refused6,
      'local.listen': listening(row('0.0.0.0', 4)),
    }),
    finding: { confidence: 'certain', severity: 'error', ruledOut: ['tcp-refused'] },
  },
  {
    code: 'tcp-refused-family',
    when: 'nothing listens at all',
    evidence: store({
      ...common,
      addresses: ok('addresses', { source: 'literal', list: [{ address: '::1', family: 6 }] }),
      'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', { address: '::1', family: 6 })),
      'tcp.connect@::1': refused6,
      'local.listen': listening(),
    }),
    finding: null,
  },
  {
    code: 'firewall-reset',
    when: 'the server of this machine listens there, and is refused by a reset',
    evidence: store({
      ...here,
      'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', { counters: counted(0) })),
      'local.listen': listening(row('0.0.0.0', 4)),
    }),
    finding: { confidence: 'certain', params: { listens: true }, ruledOut: ['tcp-refused'] },
  },
  {
    code: 'firewall-reset',
    when: 'a socket of :: for IPv6 alone: TCP itself refuses IPv4, and counts it',
    evidence: store({
      ...here,
      'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', ownResets(1))),
      'local.listen': listening(row('::', 6)),
    }),
    finding: null,
  },
  {
    code: 'tcp-refused-family',
    when: 'a socket of :: for IPv6 alone: TCP itself refuses IPv4, and counts it',
    evidence: store({
      ...here,
      addresses: asked4,
      'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', ownResets(1))),
      'tcp.connect@10.0.0.5': refused4,
      'local.listen': listening(row('::', 6)),
    }),
    finding: { confidence: 'certain', severity: 'error' },
  },
  {
    code: 'firewall-reset',
    when: 'a socket of ::, and resets that TCP did not send',
    evidence: store({
      ...here,
      'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', ownResets(0))),
      'local.listen': listening(row('::', 6)),
    }),
    finding: { confidence: 'certain', params: { listens: true } },
  },
  {
    code: 'tcp-refused-family',
    when: 'a socket of ::, and resets that TCP did not send',
    evidence: store({
      ...here,
      addresses: asked4,
      'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', ownResets(0))),
      'tcp.connect@10.0.0.5': refused4,
      'local.listen': listening(row('::', 6)),
    }),
    finding: null,
  },
  {
    code: 'firewall-reset',
    when: 'the reset comes much sooner than any answer of the host',
    evidence: store({
      ...common,
      'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', { counters: counted(0) })),
      'tcp.retry@1': refusal(2),
      'tcp.retry@2': refusal(3),
      'tcp.control@443': timed(
        ok('tcp.control', { address: '10.0.0.5', port: 443, localAddress: '', connectMs: 80 }),
        80,
      ),
      ...inTurns(2, 80),
    }),
    finding: { confidence: 'likely', ruledOut: ['tcp-refused'] },
  },
  {
    code: 'firewall-reset',
    when: 'the other answers came late together, and as soon as the refusal when they were waited for in turns',
    evidence: store({
      ...common,
      ...refusedSoon,
      ...inTurns(2, 3),
    }),
    finding: null,
  },
  {
    code: 'firewall-reset',
    when: 'there was no time left to ask in turns',
    evidence: store({
      ...common,
      ...refusedSoon,
    }),
    finding: null,
  },
  {
    code: 'firewall-reset',
    when: 'a busy machine takes longer for one of its own ports than for another',
    evidence: store({
      ...here,
      ...refusedSoon,
      'local.listen': listening(),
    }),
    finding: null,
  },
  {
    code: 'firewall-reset',
    when: 'all ports are equally far away',
    evidence: store({
      ...common,
      'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', { counters: counted(0) })),
      'tcp.retry@1': refusal(78),
      'tcp.retry@2': refusal(80),
      'tcp.control@443': timed(failed('tcp.control', tcpFailure('ECONNREFUSED')), 80),
    }),
    finding: null,
  },
  {
    code: 'firewall-egress',
    when: 'another host that lives is just as silent on this port',
    evidence: store({
      ...common,
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT')),
      'tcp.egress@own': ok('tcp.egress', { address: '10.0.0.9', port: 443, localAddress: '', connectMs: 1 }),
      'tcp.egress@same': failed('tcp.egress', tcpFailure('TIMEOUT', { address: '10.0.0.9' })),
    }),
    finding: { confidence: 'likely', params: { control: '10.0.0.9', works: 443 }, ruledOut: ['firewall-drop-port'] },
  },
  {
    code: 'firewall-egress',
    when: 'no packet for this port leaves this machine, and those for others do; others send now and then',
    evidence: store({
      ...common,
      ...leaving('TIMEOUT', [1, 0, 0, 0, 1], [2, 3, 1]),
    }),
    finding: { confidence: 'certain', params: { here: 1 }, ruledOut: ['firewall-drop-port', 'firewall-drop-host'] },
  },
  {
    code: 'firewall-egress',
    when: 'a refusal for which no packet left this machine',
    evidence: store({ ...common, ...leaving('ECONNREFUSED', [0, 0], [1, 1, 1]) }),
    finding: { confidence: 'certain', params: { here: 1 }, ruledOut: ['firewall-reject-port', 'tcp-refused'] },
  },
  {
    code: 'firewall-egress',
    when: 'nothing at all leaves this machine for seconds, though the SYN is sent again',
    evidence: store({ ...common, ...leaving('TIMEOUT', [0, 0, 0, 0], [0, 0, 0]) }),
    finding: { confidence: 'likely', params: { here: 1 } },
  },
  {
    code: 'firewall-egress',
    when: 'nothing leaves this machine for the host, and a datagram to it is forbidden',
    evidence: store({
      ...common,
      ...leaving('TIMEOUT', [1, 0, 0, 0], [0, 0, 1]),
      'tcp.udp': ok('tcp.udp', { answer: 'EPERM' }),
    }),
    finding: { confidence: 'certain', params: { here: 1 } },
  },
  {
    code: 'firewall-egress',
    when: 'the interfaces do not count in time: what surely leaves is not counted at once either',
    evidence: store({ ...common, ...leaving('ECONNREFUSED', [0, 0], [0, 1, 0]) }),
    finding: null,
  },
  {
    code: 'firewall-egress',
    when: 'packets leave, and the way to a dead host has to be asked for only once',
    evidence: store({ ...common, ...leaving('TIMEOUT', [1, 0, 1, 1, 0], [1, 1, 1]) }),
    finding: null,
  },
  {
    code: 'firewall-egress',
    when: 'the link address of the host is asked for in vain: what waits for the answer does not leave, and new hosts are asked for',
    evidence: store({
      ...common,
      ...leaving('EHOSTUNREACH', [1, 0, 0, 0, 0], [1, 1, 1]),
      'tcp.connect@10.0.0.5': timed(
        failed('tcp.connect', tcpFailure('EHOSTUNREACH', { counters: { ...counted(0), packetsSentAtOnce: 1 } })),
        3062,
      ),
    }),
    finding: null,
  },
  {
    code: 'firewall-egress',
    when: 'nobody answered ARP for the host',
    evidence: store({
      ...common,
      ...leaving('TIMEOUT', [1, 0, 0, 0, 0], [1, 1, 1]),
      'ip.neighbours': ok('ip.neighbours', { rows: [{ address: '10.0.0.5', interface: 'eth0', complete: false }] }),
    }),
    finding: null,
  },
  {
    code: 'firewall-egress',
    when: 'nobody answered ARP because the question is kept in as well',
    evidence: store({
      ...common,
      ...leaving('TIMEOUT', [0, 0, 0, 0], [1, 1, 1]),
      'ip.neighbours': ok('ip.neighbours', { rows: [{ address: '10.0.0.5', interface: 'eth0', complete: false }] }),
    }),
    finding: { confidence: 'certain', params: { here: 1 } },
  },
  {
    code: 'firewall-egress',
    when: 'another address of the name cannot be routed to: that it sends nothing says nothing',
    evidence: store({
      ...common,
      ...leaving('ECONNREFUSED', [1, 0], [1, 1, 1]),
      'tcp.connect@2001:db8::5': failed(
        'tcp.connect',
        tcpFailure('ENETUNREACH', {
          address: '2001:db8::5',
          local: true,
          counters: { ...counted(0), packetsSentAtOnce: 0 },
        }),
      ),
    }),
    finding: null,
  },
  {
    code: 'firewall-egress',
    when: 'this machine has no descriptor left: nothing was to leave it',
    evidence: store({ ...common, ...leaving('EMFILE', [0, 0, 0], [1, 1, 1]) }),
    finding: null,
  },
  {
    code: 'firewall-egress',
    when: 'the target is an address of this machine: nothing has to leave it',
    evidence: store({ ...here, ...leaving('TIMEOUT', [0, 0, 0, 0], [1, 1, 1]) }),
    finding: null,
  },
  {
    code: 'firewall-egress',
    when: 'another host refuses on this port: packets get out',
    evidence: store({
      ...common,
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT')),
      'tcp.egress@own': ok('tcp.egress', { address: '10.0.0.9', port: 443, localAddress: '', connectMs: 1 }),
      'tcp.egress@same': failed('tcp.egress', tcpFailure('ECONNREFUSED', { address: '10.0.0.9' })),
    }),
    finding: null,
  },
  {
    code: 'firewall-rate-limit',
    when: 'the second connection of the chat is not let through',
    evidence: store({
      ...common,
      'tls.handshake': ok('tls.handshake', session()),
      'chat.exchange': failed('chat.exchange', { code: 'TIMEOUT', step: 'connect-second' } as never),
    }),
    finding: { confidence: 'likely', severity: 'error' },
  },
  {
    code: 'firewall-rate-limit',
    when: 'later hellos cannot connect (--deep)',
    evidence: store({
      ...common,
      'tls.handshake': ok('tls.handshake', session()),
      'tls.hello@small': failed('tls.hello', { code: 'TIMEOUT' }),
      'tls.hello@split': failed('tls.hello', { code: 'TIMEOUT' }),
    }),
    finding: { confidence: 'likely', severity: 'warning' },
  },
  {
    code: 'firewall-rate-limit',
    when: 'later hellos connect',
    evidence: store({ ...common, 'tls.handshake': ok('tls.handshake', session()), ...hellos({ small: answered }) }),
    finding: null,
  },
  {
    code: 'tcp-idle-cut',
    when: 'the silent connection is lost, the one with keepalive lives',
    evidence: store({
      ...common,
      'tcp.idle@plain': ok('tcp.idle', { seconds: 10, end: 'lost', afterMs: 11500 }),
      'tcp.idle@keepalive': ok('tcp.idle', { seconds: 10, end: 'alive', afterMs: 10100 }),
    }),
    finding: { confidence: 'certain', params: { how: 'lost', cured: true } },
  },
  {
    code: 'tcp-idle-cut',
    when: 'both are closed',
    evidence: store({
      ...common,
      'tcp.idle@plain': ok('tcp.idle', { seconds: 10, end: 'fin', afterMs: 5000 }),
      'tcp.idle@keepalive': ok('tcp.idle', { seconds: 10, end: 'fin', afterMs: 5000 }),
    }),
    finding: { confidence: 'likely', params: { after: 5, cured: false } },
  },
  {
    code: 'tcp-idle-cut',
    when: 'both live',
    evidence: store({
      ...common,
      'tcp.idle@plain': ok('tcp.idle', { seconds: 10, end: 'alive', afterMs: 10100 }),
      'tcp.idle@keepalive': ok('tcp.idle', { seconds: 10, end: 'alive', afterMs: 10100 }),
    }),
    finding: null,
  },
] satisfies Case[];
