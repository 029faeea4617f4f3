import type { Case } from '../case.ts';
import {
  blocked,
  counters,
  failed,
  machine,
  ok,
  path,
  pathFailure,
  request,
  store,
  target,
  tcpFailure,
} from '../evidence.ts';

const common = {
  request: ok('request', request),
  target: ok('target', target),
  'local.machine': ok('local.machine', machine),
};

const retries = (code: string, unreachable: number) => ({
  'tcp.retry@1': failed('tcp.retry', tcpFailure(code, { counters: counters(unreachable) })),
  'tcp.retry@2': failed('tcp.retry', tcpFailure(code, { counters: counters(unreachable) })),
});

const refusedByReset = {
  ...common,
  'tcp.connect@10.0.0.5': failed('tcp.connect', tcpFailure('ECONNREFUSED')),
  'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED')),
  ...retries('ECONNREFUSED', 0),
  'tcp.control@443': failed('tcp.control', tcpFailure('ECONNREFUSED', { port: 443 })),
};

const silence = {
  ...common,
  'tcp.connect@10.0.0.5': failed('tcp.connect', tcpFailure('TIMEOUT')),
  'tcp.path': failed('tcp.path', pathFailure('TIMEOUT')),
};

const ownAddress = {
  ...common,
  'tcp.connect@10.0.0.1': failed('tcp.connect', tcpFailure('ECONNREFUSED', { address: '10.0.0.1' })),
  'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', { address: '10.0.0.1' })),
};

const row = (address: string, port = 12345) => ({ address, family: 4 as const, port, uid: 1000, inode: 7, waiting: 0 });

export default [
  {
    code: 'tcp-refused',
    when: 'a reset came, no ICMP was counted, and other ports of the host are refused alike',
    evidence: store(refusedByReset),
    finding: {
      confidence: 'certain',
      params: { here: false },
      ruledOut: ['firewall-reject-port', 'firewall-drop-port'],
    },
  },
  {
    code: 'tcp-refused',
    when: 'the system has no counters: it may still be a firewall',
    evidence: store({ ...common, 'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED')) }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'tcp-refused',
    when: 'this machine listens on other ports',
    evidence: store({
      ...ownAddress,
      ...retries('ECONNREFUSED', 0),
      'local.listen': ok('local.listen', { rows: [row('0.0.0.0', 8080), row('0.0.0.0', 443)] }),
    }),
    finding: { confidence: 'certain', params: { here: true, listening: ['443', '8080'] } },
  },
  {
    code: 'tcp-refused',
    when: 'ICMP was counted in each try',
    evidence: store({ ...refusedByReset, ...retries('ECONNREFUSED', 1) }),
    finding: null,
  },
  {
    code: 'tcp-refused',
    when: 'the name could not be resolved: nothing was refused',
    evidence: store({ ...common, 'tcp.path': blocked('addresses') }),
    finding: null,
  },
  {
    code: 'tcp-refused-loopback-only',
    when: 'the LISTEN row of this machine is on 127.0.0.1 alone',
    evidence: store({ ...ownAddress, 'local.listen': ok('local.listen', { rows: [row('127.0.0.1')] }) }),
    finding: { confidence: 'certain', params: { bound: '127.0.0.1', address: '10.0.0.1' }, ruledOut: ['tcp-refused'] },
  },
  {
    code: 'tcp-refused-loopback-only',
    when: 'there is no /proc, but loopback connects',
    evidence: store({
      ...ownAddress,
      'local.listen': failed('local.listen', { code: 'NO_PROC' }),
      'tcp.loopback': ok('tcp.loopback', {
        address: '127.0.0.1',
        port: 12345,
        localAddress: '127.0.0.1',
        connectMs: 1,
      }),
    }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'tcp-refused-loopback-only',
    when: 'the refused address is not of this machine',
    evidence: store({ ...refusedByReset, 'local.listen': ok('local.listen', { rows: [row('127.0.0.1')] }) }),
    finding: null,
  },
  {
    code: 'tcp-refused-loopback-only',
    when: 'it is bound to all addresses: something else refuses',
    evidence: store({ ...ownAddress, 'local.listen': ok('local.listen', { rows: [row('0.0.0.0')] }) }),
    finding: null,
  },
  {
    code: 'firewall-reject-port',
    when: 'refused with ICMP in each of two tries',
    evidence: store({ ...refusedByReset, ...retries('ECONNREFUSED', 1) }),
    finding: { confidence: 'certain', params: { port: 12345, tries: 2 }, ruledOut: ['tcp-refused'] },
  },
  {
    code: 'firewall-reject-port',
    when: 'the tries disagree: other programs move the counters too',
    evidence: store({
      ...refusedByReset,
      'tcp.retry@1': failed('tcp.retry', tcpFailure('ECONNREFUSED', { counters: counters(1) })),
    }),
    finding: null,
  },
  {
    code: 'firewall-reject-admin',
    when: 'host unreachable at once with ICMP, while another port is refused by the host',
    evidence: store({
      ...common,
      'tcp.connect@10.0.0.5': failed('tcp.connect', tcpFailure('EHOSTUNREACH')),
      'tcp.path': failed('tcp.path', pathFailure('EHOSTUNREACH')),
      ...retries('EHOSTUNREACH', 1),
      'tcp.control@22': failed('tcp.control', tcpFailure('ECONNREFUSED', { port: 22 })),
    }),
    finding: { confidence: 'certain', params: { errno: 'EHOSTUNREACH', answer: 'tcp/22' }, ruledOut: ['ip-host-dead'] },
  },
  {
    code: 'firewall-reject-admin',
    when: 'IPv6 says EACCES, and nothing else of the host answers',
    evidence: store({
      ...common,
      'tcp.path': failed('tcp.path', pathFailure('EACCES', { address: 'fd00::5', family: 6 })),
      ...retries('EACCES', 1),
    }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'firewall-reject-admin',
    when: 'the kernel of this machine has no route: no packet left',
    evidence: store({ ...common, 'tcp.path': failed('tcp.path', pathFailure('EHOSTUNREACH', { local: true })) }),
    finding: null,
  },
  {
    code: 'firewall-reject-admin',
    when: 'every port alike says that the net is unreachable: a router has no route',
    evidence: store({
      ...common,
      'tcp.path': failed('tcp.path', pathFailure('ENETUNREACH')),
      ...retries('ENETUNREACH', 1),
      'tcp.control@22': failed('tcp.control', tcpFailure('ENETUNREACH', { port: 22 })),
    }),
    finding: null,
  },
  {
    code: 'firewall-drop-port',
    when: 'silence on the port, a refusal on another one',
    evidence: store({ ...silence, 'tcp.control@22': failed('tcp.control', tcpFailure('ECONNREFUSED', { port: 22 })) }),
    finding: {
      confidence: 'likely',
      params: { answer: 'tcp/22' },
      ruledOut: ['firewall-drop-host', 'tcp-refused'],
      notRuledOut: ['tcp-backlog-full', 'ip-host-dead'],
    },
  },
  {
    code: 'firewall-drop-port',
    when: 'the server is here, and nobody waits in its queue',
    evidence: store({
      ...silence,
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT', { address: '10.0.0.1' })),
      'tcp.control@22': failed('tcp.control', tcpFailure('ECONNREFUSED', { port: 22 })),
      'local.listen': ok('local.listen', { rows: [row('0.0.0.0')] }),
    }),
    finding: { confidence: 'certain', ruledOut: ['tcp-backlog-full'], notRuledOut: [] },
  },
  {
    code: 'firewall-drop-port',
    when: 'the server is here, and somebody waits in its queue',
    evidence: store({
      ...silence,
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT', { address: '10.0.0.1' })),
      'tcp.control@22': failed('tcp.control', tcpFailure('ECONNREFUSED', { port: 22 })),
      'local.listen': ok('local.listen', { rows: [{ ...row('0.0.0.0'), waiting: 2 }] }),
    }),
    finding: { confidence: 'likely', notRuledOut: ['tcp-backlog-full'] },
  },
  {
    code: 'firewall-drop-port',
    when: 'only UDP is answered: the host lives, TCP is filtered',
    evidence: store({
      ...silence,
      'tcp.control@22': failed('tcp.control', tcpFailure('TIMEOUT', { port: 22 })),
      'tcp.udp': ok('tcp.udp', { answer: 'ECONNREFUSED' }),
    }),
    finding: { confidence: 'likely', params: { answer: 'udp' } },
  },
  {
    code: 'firewall-drop-host',
    when: 'nothing answers, TCP or UDP',
    evidence: store({
      ...silence,
      'tcp.control@22': failed('tcp.control', tcpFailure('TIMEOUT', { port: 22 })),
      'tcp.control@443': failed('tcp.control', tcpFailure('TIMEOUT', { port: 443 })),
      'tcp.udp': ok('tcp.udp', { answer: 'silence' }),
    }),
    finding: { confidence: 'likely', params: { tried: ['22', '443'] }, ruledOut: ['firewall-drop-port'] },
  },
  {
    code: 'firewall-drop-host',
    when: 'the time was over before the other ports were tried: that is not silence',
    evidence: store({
      ...silence,
      'tcp.control@22': failed('tcp.control', tcpFailure('DEADLINE', { port: 22 })),
      'tcp.udp': ok('tcp.udp', { answer: 'silence' }),
    }),
    finding: null,
  },
  {
    code: 'firewall-drop-port',
    when: 'it connects',
    evidence: store({ ...common, 'tcp.path': ok('tcp.path', path) }),
    finding: null,
  },
] satisfies Case[];
