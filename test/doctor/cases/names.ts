import type { Entry } from '../../../src/doctor/evidence.ts';
import type { Case } from '../case.ts';
import {
  failed,
  machine,
  ok,
  path,
  pathFailure,
  request,
  resolvers,
  session,
  store,
  target,
  told,
} from '../evidence.ts';

const R = '10.0.0.53';
const SECOND = '10.0.0.54';
const NXDOMAIN = { rcode: 'NXDOMAIN' } as const;
const SERVFAIL = { rcode: 'SERVFAIL' } as const;
const REFUSED = { rcode: 'REFUSED' } as const;
const NOTIMP = { rcode: 'NOTIMP' } as const;
const NONE = {};
const at = (...addresses: string[]) => ({ addresses });

const noName = failed('dns.lookup', { code: 'ENOTFOUND', errno: -3008 });
const temporary = failed('dns.lookup', { code: 'EAI_AGAIN' });
const waited = failed('dns.lookup', { code: 'TIMEOUT' });
const withFamily = (address: string) => ({ address, family: address.includes(':') ? 6 : 4 }) as const;
const found = (...addresses: string[]) => ok('dns.lookup', { addresses: addresses.map(withFamily) });
const list = (...addresses: string[]) => ok('addresses', { source: 'lookup', list: addresses.map(withFamily) });
const hosts = (address: string) =>
  ok('dns.hosts', { path: '/etc/hosts', lines: [{ number: 2, address, text: `${address} chat.example.org` }] });
const noHosts = ok('dns.hosts', { path: '/etc/hosts', lines: [] });
const elsewhere = (address: string, covers = true) => ({
  [`dns.elsewhere@${address}`]: ok('dns.elsewhere', {
    address,
    port: 12345,
    connectMs: 1,
    tls: true,
    covers,
    names: ['chat.example.org'],
  }),
});
const connected = (address: string) => ({
  [`tcp.connect@${address}`]: ok('tcp.connect', { address, port: 12345, localAddress: '10.0.0.1', connectMs: 1 }),
});
const dead = (address: string, code: string, local = false) => ({
  [`tcp.connect@${address}`]: failed('tcp.connect', { address, port: 12345, code, local }),
});

/** Evidence of a target whose name the resolvers were asked for. */
function names(servers: readonly string[], entries: Readonly<Record<string, Entry>>) {
  return store({
    target: ok('target', target),
    'local.machine': ok('local.machine', machine),
    'dns.resolvers': ok('dns.resolvers', resolvers(...servers)),
    ...entries,
  });
}

const badTarget = (failure: object) =>
  store({
    request: ok('request', request),
    target: failed('target', {
      code: 'NAME',
      input: 'foo..bar:443',
      part: 'foo..bar',
      suggestion: 'chat.example.org:8443',
      ...failure,
    }),
  });

export default [
  {
    code: 'local-target-invalid',
    when: 'http:// was typed',
    evidence: badTarget({ code: 'SCHEME', input: 'http://h', part: 'http://', suggestion: 'https://h' }),
    finding: { confidence: 'certain', params: { problem: 'scheme', suggestion: 'https://h' } },
  },
  {
    code: 'local-target-invalid',
    when: 'the target is fine',
    evidence: store({ target: ok('target', target) }),
    finding: null,
  },
  {
    code: 'dns-name-invalid',
    when: 'a label is empty',
    evidence: badTarget({ problem: 'label-empty', label: '' }),
    finding: { confidence: 'certain', params: { host: 'foo..bar', problem: 'label-empty' } },
  },
  {
    code: 'dns-name-invalid',
    when: 'the port is wrong, not the name',
    evidence: badTarget({ code: 'PORT' }),
    finding: null,
  },
  {
    code: 'dns-nxdomain',
    when: 'getaddrinfo and the resolver agree',
    evidence: names([R], { 'dns.lookup': noName, ...told(R, { ...NXDOMAIN, zone: 'example.org' }, NXDOMAIN) }),
    finding: {
      confidence: 'certain',
      params: { resolver: R, zone: 'example.org' },
      ruledOut: ['dns-no-data', 'dns-timeout'],
    },
  },
  {
    code: 'dns-nxdomain',
    when: 'an alias leads to a name that is gone',
    evidence: names([R], {
      'dns.lookup': noName,
      ...told(R, { ...NXDOMAIN, aliases: ['gone.example.org'] }, NXDOMAIN),
    }),
    finding: { confidence: 'certain', params: { alias: 'gone.example.org' } },
  },
  {
    code: 'dns-nxdomain',
    when: 'the first resolver is silent, the second one knows',
    evidence: names([R, SECOND], {
      'dns.lookup': waited,
      ...told(R, 'TIMEOUT', 'TIMEOUT'),
      ...told(SECOND, NXDOMAIN, NXDOMAIN),
    }),
    finding: { confidence: 'certain', params: { resolver: SECOND } },
  },
  {
    code: 'dns-nxdomain',
    when: 'the resolver could not be asked directly',
    evidence: store({ target: ok('target', target), 'dns.lookup': noName }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'dns-nxdomain',
    when: 'the name exists without addresses',
    evidence: names([R], { 'dns.lookup': noName, ...told(R, NONE, NONE) }),
    finding: null,
  },
  {
    code: 'dns-nxdomain',
    when: 'another resolver has the name',
    evidence: names([R, SECOND], {
      'dns.lookup': noName,
      ...told(R, NXDOMAIN, NXDOMAIN),
      ...told(SECOND, at('10.0.0.5'), NONE),
    }),
    finding: null,
  },
  {
    code: 'dns-nxdomain',
    when: 'the resolver failed: that is no answer',
    evidence: names([R], { 'dns.lookup': temporary, ...told(R, SERVFAIL, SERVFAIL) }),
    finding: null,
  },
  {
    code: 'dns-no-data',
    when: 'both answers are empty',
    evidence: names([R], { 'dns.lookup': noName, ...told(R, NONE, NONE) }),
    finding: { confidence: 'certain', params: { resolver: R }, ruledOut: ['dns-nxdomain', 'dns-a-dropped'] },
  },
  {
    code: 'dns-no-data',
    when: 'only getaddrinfo says so',
    evidence: store({
      target: ok('target', target),
      'dns.lookup': failed('dns.lookup', { code: 'ENOTFOUND', errno: -3007 }),
    }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'dns-no-data',
    when: 'one question stayed unanswered',
    evidence: names([R], { 'dns.lookup': waited, ...told(R, 'TIMEOUT', NONE) }),
    finding: null,
  },
  {
    code: 'dns-aaaa-only',
    when: 'AAAA alone, and the machine has IPv4 alone',
    evidence: names([R], {
      addresses: list('2001:db8::5'),
      'tcp.path': failed('tcp.path', pathFailure('ENETUNREACH', { address: '2001:db8::5', local: true, family: 6 })),
      ...told(R, NONE, at('2001:db8::5')),
    }),
    finding: { confidence: 'certain', params: { address: '2001:db8::5' }, ruledOut: ['ip-no-route'] },
  },
  {
    code: 'dns-aaaa-only',
    when: 'the machine has neither',
    evidence: names([R], {
      'local.machine': ok('local.machine', { ...machine, addresses: ['127.0.0.1', '::1'] }),
      addresses: list('2001:db8::5'),
      'tcp.path': failed('tcp.path', pathFailure('ENETUNREACH', { address: '2001:db8::5', local: true, family: 6 })),
      ...told(R, NONE, at('2001:db8::5')),
    }),
    finding: null,
  },
  {
    code: 'dns-servfail',
    when: 'for this name alone',
    evidence: names([R], {
      'dns.lookup': temporary,
      ...told(R, SERVFAIL, SERVFAIL),
      'dns.root': ok('dns.root', {
        ...{ server: R, type: 'NS', name: '', rcode: 'NOERROR', addresses: [], aliases: [], zone: null },
        extendedErrors: [],
      }),
    }),
    finding: { confidence: 'certain', params: { scope: 'name' }, ruledOut: ['dns-nxdomain', 'dns-timeout'] },
  },
  {
    code: 'dns-servfail',
    when: 'the resolver does not understand the question',
    evidence: names([R], { 'dns.lookup': temporary, ...told(R, NOTIMP, NOTIMP) }),
    finding: { confidence: 'certain', params: { rcode: 'NOTIMP' } },
  },
  {
    code: 'dns-servfail',
    when: 'without validation there is an answer: DNSSEC',
    evidence: names([R], {
      'dns.lookup': temporary,
      ...told(R, SERVFAIL, SERVFAIL),
      'dns.unchecked': ok('dns.unchecked', {
        ...{ server: R, type: 'A', name: 'chat.example.org', rcode: 'NOERROR', aliases: [], zone: null },
        addresses: ['10.0.0.5'],
        extendedErrors: [],
      }),
    }),
    finding: { confidence: 'certain', params: { scope: 'dnssec' } },
  },
  {
    code: 'dns-servfail',
    when: 'the second resolver answers',
    evidence: names([R, SECOND], {
      'dns.lookup': waited,
      ...told(R, SERVFAIL, SERVFAIL),
      ...told(SECOND, at('10.0.0.5'), NONE),
    }),
    finding: null,
  },
  {
    code: 'dns-refused',
    when: 'the resolver refuses',
    evidence: names([R], { 'dns.lookup': temporary, ...told(R, REFUSED, REFUSED) }),
    finding: { confidence: 'certain', params: { resolver: R }, ruledOut: ['dns-resolver-down'] },
  },
  {
    code: 'dns-refused',
    when: 'the other one tries and fails: that says more',
    evidence: names([R, SECOND], {
      'dns.lookup': temporary,
      ...told(R, REFUSED, REFUSED),
      ...told(SECOND, SERVFAIL, SERVFAIL),
    }),
    finding: null,
  },
  {
    code: 'dns-timeout',
    when: 'all is silence',
    evidence: names([R], { 'dns.lookup': waited, ...told(R, 'TIMEOUT', 'TIMEOUT') }),
    finding: {
      confidence: 'certain',
      params: { scope: 'everything' },
      ruledOut: ['dns-resolver-down', 'dns-a-dropped'],
    },
  },
  {
    code: 'dns-timeout',
    when: 'a packet filter of this machine keeps the questions in',
    evidence: names([R], { 'dns.lookup': temporary, ...told(R, 'EPERM', 'EPERM') }),
    finding: { confidence: 'certain', params: { scope: 'kept-in' } },
  },
  {
    code: 'dns-timeout',
    when: 'over TCP it answers',
    evidence: names([R], {
      'dns.lookup': waited,
      ...told(R, 'TIMEOUT', 'TIMEOUT'),
      'dns.tcp': ok('dns.tcp', {
        ...{ server: R, type: 'A', name: 'chat.example.org', rcode: 'NOERROR', aliases: [], zone: null },
        addresses: ['10.0.0.5'],
        extendedErrors: [],
      }),
    }),
    finding: { confidence: 'certain', params: { scope: 'udp' } },
  },
  {
    code: 'dns-timeout',
    when: 'the first of two is silent: slow, but it works',
    evidence: names([R, SECOND], {
      'dns.lookup': waited,
      ...told(R, 'TIMEOUT', 'TIMEOUT'),
      ...told(SECOND, at('10.0.0.5'), NONE),
    }),
    finding: { confidence: 'certain', severity: 'warning', params: { resolver: R, scope: 'others' } },
  },
  {
    code: 'dns-timeout',
    when: 'the second of two is silent: nobody waits for it',
    evidence: names([R, SECOND], {
      'dns.lookup': noName,
      ...told(R, NXDOMAIN, NXDOMAIN),
      ...told(SECOND, 'TIMEOUT', 'TIMEOUT'),
    }),
    finding: null,
  },
  {
    code: 'dns-timeout',
    when: 'one type was answered',
    evidence: names([R], { 'dns.lookup': waited, ...told(R, 'TIMEOUT', NONE) }),
    finding: null,
  },
  {
    code: 'dns-resolver-down',
    when: 'nothing listens on port 53',
    evidence: names(['127.0.0.53'], { 'dns.lookup': temporary, ...told('127.0.0.53', 'ECONNREFUSED', 'ECONNREFUSED') }),
    finding: { confidence: 'certain', params: { here: true, configured: true }, ruledOut: ['dns-timeout'] },
  },
  {
    code: 'dns-resolver-down',
    when: 'one is down, the other is silent',
    evidence: names([R, SECOND], {
      'dns.lookup': waited,
      ...told(R, 'ECONNREFUSED', 'ECONNREFUSED'),
      ...told(SECOND, 'TIMEOUT', 'TIMEOUT'),
    }),
    finding: null,
  },
  {
    code: 'dns-a-dropped',
    when: 'AAAA is answered, A is not',
    evidence: names([R], { 'dns.lookup': waited, ...told(R, 'TIMEOUT', NONE) }),
    finding: { confidence: 'certain', params: { dropped: 'A', answered: 'AAAA' }, ruledOut: ['dns-timeout'] },
  },
  {
    code: 'dns-a-dropped',
    when: 'the other way round',
    evidence: names([R], { 'dns.lookup': waited, ...told(R, at('10.0.0.5'), 'TIMEOUT') }),
    finding: { confidence: 'certain', params: { dropped: 'AAAA' } },
  },
  {
    code: 'dns-a-dropped',
    when: 'all is silence',
    evidence: names([R], { 'dns.lookup': waited, ...told(R, 'TIMEOUT', 'TIMEOUT') }),
    finding: null,
  },
  {
    code: 'dns-hosts-stale',
    when: 'the pinned address is dead, the published one answers',
    evidence: names([R], {
      'dns.lookup': found('10.0.0.9'),
      'dns.hosts': hosts('10.0.0.9'),
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT', { address: '10.0.0.9' })),
      ...told(R, at('10.0.0.5'), NONE),
      ...elsewhere('10.0.0.5'),
    }),
    finding: {
      confidence: 'certain',
      params: { path: '/etc/hosts', line: 2, pinned: '10.0.0.9', address: '10.0.0.5' },
      ruledOut: ['dns-split-horizon'],
    },
  },
  {
    code: 'dns-hosts-stale',
    when: 'the pinned address is another server',
    evidence: names([R], {
      'dns.lookup': found('10.0.0.9'),
      'dns.hosts': hosts('10.0.0.9'),
      'tcp.path': ok('tcp.path', { ...path, address: '10.0.0.9' }),
      'tls.handshake': ok('tls.handshake', session({ nameMatches: false })),
      'cert.name': failed('cert.name', { code: 'NAME_MISMATCH' }),
      ...told(R, at('10.0.0.5'), NONE),
      ...elsewhere('10.0.0.5'),
    }),
    finding: { confidence: 'certain' },
  },
  {
    code: 'dns-hosts-stale',
    when: 'the published address is dead as well',
    evidence: names([R], {
      'dns.lookup': found('10.0.0.9'),
      'dns.hosts': hosts('10.0.0.9'),
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT', { address: '10.0.0.9' })),
      ...told(R, at('10.0.0.5'), NONE),
      'dns.elsewhere@10.0.0.5': failed('dns.elsewhere', {
        address: '10.0.0.5',
        port: 12345,
        code: 'TIMEOUT',
        local: false,
      }),
    }),
    finding: null,
  },
  {
    code: 'dns-hosts-stale',
    when: 'the DNS says the same',
    evidence: names([R], {
      'dns.lookup': found('10.0.0.9'),
      'dns.hosts': hosts('10.0.0.9'),
      'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', { address: '10.0.0.9' })),
      ...told(R, at('10.0.0.9'), NONE),
    }),
    finding: null,
  },
  {
    code: 'dns-injected',
    when: 'a filter answers 0.0.0.0',
    evidence: names([R], {
      'dns.lookup': found('0.0.0.0'),
      'dns.hosts': noHosts,
      'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', { address: '0.0.0.0' })),
      ...told(R, at('0.0.0.0'), NONE),
    }),
    finding: { confidence: 'likely', params: { address: '0.0.0.0', collision: false }, ruledOut: ['dns-hosts-stale'] },
  },
  {
    code: 'dns-injected',
    when: 'the name collides with a top-level domain',
    evidence: names([R], {
      'dns.lookup': found('127.0.53.53'),
      'dns.hosts': noHosts,
      'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED', { address: '127.0.53.53' })),
      ...told(R, at('127.0.53.53'), NONE),
    }),
    finding: { confidence: 'certain', params: { collision: true } },
  },
  {
    code: 'dns-injected',
    when: 'a development name works',
    evidence: names([R], {
      'dns.lookup': found('127.0.0.1'),
      'dns.hosts': noHosts,
      'tcp.path': ok('tcp.path', { ...path, address: '127.0.0.1' }),
      'tls.handshake': ok('tls.handshake', session()),
      ...told(R, at('127.0.0.1'), NONE),
    }),
    finding: null,
  },
  {
    code: 'dns-split-horizon',
    when: 'the first resolver does not know the name, the second one does',
    evidence: names([R, SECOND], {
      'dns.lookup': noName,
      'dns.hosts': noHosts,
      ...told(R, NXDOMAIN, NXDOMAIN),
      ...told(SECOND, at('10.0.0.5'), NONE),
      ...elsewhere('10.0.0.5'),
    }),
    finding: { confidence: 'certain', params: { heard: R, other: SECOND, reached: '10.0.0.5' } },
  },
  {
    code: 'dns-split-horizon',
    when: 'nobody tried the other answer',
    evidence: names([R, SECOND], {
      'dns.lookup': noName,
      'dns.hosts': noHosts,
      ...told(R, NXDOMAIN, NXDOMAIN),
      ...told(SECOND, at('10.0.0.5'), NONE),
    }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'dns-split-horizon',
    when: 'they differ, and neither answer works',
    evidence: names([R, SECOND], {
      'dns.lookup': found('10.0.0.9'),
      'dns.hosts': noHosts,
      'tcp.path': failed('tcp.path', pathFailure('TIMEOUT', { address: '10.0.0.9' })),
      ...told(R, at('10.0.0.9'), NONE),
      ...told(SECOND, at('10.0.0.5'), NONE),
    }),
    finding: null,
  },
  {
    code: 'dns-address-dead',
    when: 'one of two does not answer',
    evidence: names([R], {
      addresses: list('10.0.0.9', '10.0.0.5'),
      'tcp.path': ok('tcp.path', path),
      ...dead('10.0.0.9', 'TIMEOUT'),
      ...connected('10.0.0.5'),
    }),
    finding: {
      confidence: 'certain',
      params: { dead: ['10.0.0.9'], count: 2, works: '10.0.0.5' },
      ruledOut: ['firewall-drop-host'],
    },
  },
  {
    code: 'dns-address-dead',
    when: 'this machine has no IPv6: no fault of the address',
    evidence: names([R], {
      addresses: list('2001:db8::5', '10.0.0.5'),
      'tcp.path': ok('tcp.path', path),
      ...dead('2001:db8::5', 'ENETUNREACH', true),
      ...connected('10.0.0.5'),
    }),
    finding: null,
  },
  {
    code: 'ip-v6-broken',
    when: 'IPv6 is silent, IPv4 works',
    evidence: names([R], {
      addresses: list('2001:db8::5', '10.0.0.5'),
      'tcp.path': ok('tcp.path', path),
      ...dead('2001:db8::5', 'TIMEOUT'),
      ...connected('10.0.0.5'),
    }),
    finding: { confidence: 'likely', params: { address: '2001:db8::5', works: '10.0.0.5' } },
  },
  {
    code: 'ip-v6-broken',
    when: 'one of two IPv6 addresses works',
    evidence: names([R], {
      addresses: list('2001:db8::5', '2001:db8::6', '10.0.0.5'),
      'tcp.path': ok('tcp.path', path),
      ...dead('2001:db8::5', 'TIMEOUT'),
      ...connected('2001:db8::6'),
      ...connected('10.0.0.5'),
    }),
    finding: null,
  },
] satisfies Case[];
