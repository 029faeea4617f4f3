import type { Route } from '../../../src/doctor/evidence/ip.ts';
import type { Entry } from '../../../src/doctor/evidence.ts';
import type { Case } from '../case.ts';
import {
  counters,
  failed,
  machine,
  ok,
  path,
  pathFailure,
  resolvers,
  store,
  target,
  tcpFailure,
  told,
} from '../evidence.ts';

const FAR = '198.51.100.7';
const route = (prefix: string, length: number, more: Partial<Route> = {}): Route => ({
  family: prefix.includes(':') ? 6 : 4,
  prefix,
  length,
  gateway: '',
  interface: 'eth0',
  kind: 'unicast',
  ...more,
});
const onLink = route('10.0.0.0', 24);
const byDefault = route('0.0.0.0', 0, { gateway: '10.0.0.254' });
const routes = (...list: Route[]) => ok('ip.routes', { routes: list });
const arp = (address: string, complete: boolean) =>
  ok('ip.neighbours', { rows: [{ address, interface: 'eth0', complete }] });

const refusedHere = (code: string, address = FAR) =>
  failed('tcp.path', pathFailure(code, { address, local: true, tried: [{ address, code }] }));

function seen(entries: Readonly<Record<string, Entry>>) {
  return store({ target: ok('target', target), 'local.machine': ok('local.machine', machine), ...entries });
}

const literal = (address: string) =>
  ok('addresses', { source: 'literal', list: [{ address, family: address.includes(':') ? 6 : 4 }] });

export default [
  {
    code: 'ip-no-route',
    when: 'no route fits',
    evidence: seen({ 'tcp.path': refusedHere('ENETUNREACH'), 'ip.routes': routes(onLink) }),
    finding: {
      confidence: 'certain',
      params: { address: FAR, hasDefault: false, resolver: false },
      ruledOut: ['ip-net-unreachable', 'ip-route-policy'],
    },
  },
  {
    code: 'ip-no-route',
    when: 'the resolver cannot be reached either',
    evidence: seen({
      'dns.lookup': failed('dns.lookup', { code: 'EAI_AGAIN' }),
      'dns.resolvers': ok('dns.resolvers', resolvers('192.0.2.53')),
      ...told('192.0.2.53', 'ENETUNREACH', 'ENETUNREACH'),
      'ip.routes': routes(),
    }),
    finding: { confidence: 'certain', params: { address: '192.0.2.53', resolver: true } },
  },
  {
    code: 'ip-no-route',
    when: 'the system shows no routes (macOS, Windows)',
    evidence: seen({ 'tcp.path': refusedHere('ENETUNREACH'), 'ip.routes': failed('ip.routes', { code: 'NO_PROC' }) }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'ip-no-route',
    when: 'a router said it',
    evidence: seen({ 'tcp.path': failed('tcp.path', pathFailure('ENETUNREACH')), 'ip.routes': routes(byDefault) }),
    finding: null,
  },
  {
    code: 'ip-route-policy',
    when: 'a prohibit route',
    evidence: seen({
      'tcp.path': refusedHere('EACCES'),
      'ip.routes': routes(onLink, byDefault, route('198.51.100.0', 24, { kind: 'prohibit', interface: '' })),
      'ip.datagram': ok('ip.datagram', { answer: 'EACCES' }),
      'local.sandbox': ok('local.sandbox', { code: 'ECONNREFUSED' }),
    }),
    finding: {
      confidence: 'certain',
      params: { kind: 'prohibit', route: '198.51.100.0/24' },
      ruledOut: ['ip-no-route', 'local-sandbox'],
    },
  },
  {
    code: 'ip-route-policy',
    when: 'a rule, which /proc does not show: UDP is refused in the same way',
    evidence: seen({
      'tcp.path': refusedHere('EINVAL'),
      'ip.routes': routes(onLink, byDefault),
      'ip.datagram': ok('ip.datagram', { answer: 'EINVAL' }),
    }),
    finding: { confidence: 'likely', params: { kind: 'blackhole', route: '' } },
  },
  {
    code: 'ip-route-policy',
    when: 'TCP alone is forbidden, and loopback as well',
    evidence: seen({
      'tcp.path': refusedHere('EACCES'),
      'ip.routes': routes(onLink, byDefault),
      'ip.datagram': ok('ip.datagram', { answer: 'silence' }),
      'local.sandbox': ok('local.sandbox', { code: 'EACCES' }),
    }),
    finding: null,
  },
  {
    code: 'ip-net-unreachable',
    when: 'a router says so each time',
    evidence: seen({
      'tcp.path': failed('tcp.path', pathFailure('ENETUNREACH', { counters: counters(1) })),
      'tcp.retry@1': failed('tcp.retry', tcpFailure('ENETUNREACH', { counters: counters(1) })),
    }),
    finding: { confidence: 'certain', ruledOut: ['ip-no-route', 'firewall-drop-host'] },
  },
  {
    code: 'ip-net-unreachable',
    when: 'another port of the same host answers: a rule about this one',
    evidence: seen({
      'tcp.path': failed('tcp.path', pathFailure('ENETUNREACH', { counters: counters(1) })),
      'tcp.retry@1': failed('tcp.retry', tcpFailure('ENETUNREACH', { counters: counters(1) })),
      'tcp.control@22': failed('tcp.control', tcpFailure('ECONNREFUSED')),
    }),
    finding: null,
  },
  {
    code: 'ip-net-unreachable',
    when: 'the kernel of this machine said it',
    evidence: seen({ 'tcp.path': refusedHere('ENETUNREACH') }),
    finding: null,
  },
  {
    code: 'ip-host-dead',
    when: 'nobody answers ARP',
    evidence: seen({
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT')),
      'ip.routes': routes(onLink),
      'ip.neighbours': arp('10.0.0.5', false),
    }),
    finding: { confidence: 'certain', params: { hop: '10.0.0.5', gateway: false }, ruledOut: ['firewall-drop-host'] },
  },
  {
    code: 'ip-host-dead',
    when: 'the gateway does not answer ARP',
    evidence: seen({
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT', { address: FAR })),
      'ip.routes': routes(onLink, byDefault),
      'ip.neighbours': arp('10.0.0.254', false),
    }),
    finding: { confidence: 'certain', params: { hop: '10.0.0.254', gateway: true } },
  },
  {
    code: 'ip-host-dead',
    when: 'whoever still waited when the asking ended was told',
    evidence: seen({
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT', { address: FAR })),
      'tcp.vigil': {
        ...failed('tcp.vigil', tcpFailure('EHOSTUNREACH', { address: FAR, port: 443 })),
        ms: 1260,
      } as Entry,
      'ip.routes': routes(onLink, byDefault),
      'ip.neighbours': arp('10.0.0.254', true),
    }),
    finding: { confidence: 'likely', params: { hop: '10.0.0.254', gateway: false } },
  },
  {
    code: 'ip-host-dead',
    when: 'other ports of the address answer: the port is forwarded to a machine that is off',
    evidence: seen({
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT', { address: FAR })),
      'tcp.vigil': { ...failed('tcp.vigil', tcpFailure('EHOSTUNREACH', { address: FAR })), ms: 1260 } as Entry,
      'tcp.control@443': failed('tcp.control', tcpFailure('ECONNREFUSED', { address: FAR, port: 443 })),
      'ip.routes': routes(onLink, byDefault),
      'ip.neighbours': arp('10.0.0.254', true),
    }),
    finding: { confidence: 'likely', params: { hop: `${FAR}:12345`, forwarded: true, gateway: false } },
  },
  {
    code: 'ip-host-dead',
    when: 'a firewall says it at once on all other ports',
    evidence: seen({
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT')),
      'tcp.vigil': failed('tcp.vigil', tcpFailure('EHOSTUNREACH', { port: 443 })),
      'tcp.control@443': failed('tcp.control', tcpFailure('EHOSTUNREACH', { port: 443 })),
      'ip.routes': routes(onLink),
    }),
    finding: null,
  },
  {
    code: 'ip-host-dead',
    when: 'the host answers ARP and drops packets',
    evidence: seen({
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT')),
      'ip.routes': routes(onLink),
      'ip.neighbours': arp('10.0.0.5', true),
    }),
    finding: null,
  },
  {
    code: 'ip-host-dead',
    when: 'a firewall says "host unreachable" at once',
    evidence: seen({
      'tcp.path': failed('tcp.path', pathFailure('EHOSTUNREACH')),
      'tcp.connect@10.0.0.5': failed('tcp.connect', tcpFailure('EHOSTUNREACH')),
      'ip.routes': routes(onLink),
      'ip.neighbours': arp('10.0.0.5', true),
    }),
    finding: null,
  },
  {
    code: 'ip-scope-missing',
    when: 'the kernel refuses the address',
    evidence: seen({
      addresses: literal('fe80::5'),
      'local.machine': ok('local.machine', {
        ...machine,
        interfaces: [{ name: 'wlan0', address: 'fe80::1', length: 64, loopback: false }],
      }),
      'tcp.path': refusedHere('EINVAL', 'fe80::5'),
    }),
    finding: { confidence: 'certain', params: { interfaces: ['wlan0'], first: 'wlan0' } },
  },
  {
    code: 'ip-scope-missing',
    when: 'Node took an interface, and it was the right one',
    evidence: seen({ addresses: literal('fe80::5'), 'tcp.path': ok('tcp.path', { ...path, address: 'fe80::5' }) }),
    finding: { confidence: 'certain', severity: 'warning' },
  },
  {
    code: 'ip-scope-missing',
    when: 'the interface is there',
    evidence: seen({ addresses: literal('fe80::5%eth0'), 'tcp.path': refusedHere('EINVAL', 'fe80::5%eth0') }),
    finding: null,
  },
] satisfies Case[];
