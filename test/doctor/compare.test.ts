import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/doctor/compare/rules.ts';
import { compare, type Side } from '../../src/doctor/compare.ts';
import { judged } from '../../src/doctor/diagnose.ts';
import type { Entry } from '../../src/doctor/evidence.ts';
import en from '../../src/i18n/en/commands/doctor-compare.ts';
import {
  blocked,
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
} from './evidence.ts';

const addresses = (...list: string[]) =>
  ok('addresses', { source: 'lookup', list: list.map((address) => ({ address, family: 4 as const })) });
const common = {
  request: ok('request', request),
  target: ok('target', target),
  'local.machine': ok('local.machine', machine),
  addresses: addresses('10.0.0.5'),
};

const dropped = {
  ...common,
  'tcp.connect@10.0.0.5': failed('tcp.connect', tcpFailure('TIMEOUT')),
  'tcp.path': failed('tcp.path', pathFailure('TIMEOUT')),
  'tcp.control@22': failed('tcp.control', tcpFailure('ECONNREFUSED', { port: 22 })),
  'tls.handshake': blocked('tcp.path'),
};
const trusted = {
  'cert.trust': ok('cert.trust', { source: 'flag', files: [], anchors: [] }),
  'cert.path': ok('cert.path', { path: ['CN=chat.example.org'], fingerprints: [], publicRoot: false }),
  'cert.name': ok('cert.name', { name: 'chat.example.org' }),
};
const connected = {
  ...common,
  'tcp.connect@10.0.0.5': ok('tcp.connect', {
    address: '10.0.0.5',
    port: 12345,
    localAddress: '10.0.0.1',
    connectMs: 1,
  }),
  'tcp.path': ok('tcp.path', path),
};
const other = session({ greeting: '220 hello\r\n' });
const service = { ...connected, ...trusted, 'tls.handshake': ok('tls.handshake', other) };
const reference = {
  ...connected,
  'tls.handshake': ok('tls.handshake', session()),
  'cert.path': failed('cert.path', { code: 'self-signed-untrusted', reasons: [] }),
};
const silent = {
  ...connected,
  'tls.handshake': failed('tls.handshake', tlsFailure('TIMEOUT')),
  'tls.tiny': ok('tls.tiny', { ...tlsFailure('TIMEOUT').raw, speaks: 'nothing', version: null, alert: null }),
  'peer.greeting': ok('peer.greeting', { ...tlsFailure('TIMEOUT').raw, text: '' }),
  'peer.http': ok('peer.http', { ...tlsFailure('TIMEOUT').raw, text: '' }),
};
const refused = {
  ...common,
  'tcp.connect@10.0.0.5': failed('tcp.connect', tcpFailure('ECONNREFUSED')),
  'tcp.path': failed('tcp.path', pathFailure('ECONNREFUSED')),
};

type Entries = Readonly<Record<string, Entry>>;
function side(entries: Entries, scrubbed = false): Side {
  const evidence = store(entries);
  return { diagnosis: { store: evidence, ...judged(evidence) }, scrubbed };
}
const codes = (before: Entries, now: Entries, scrubbed = false) =>
  compare(side(before, scrubbed), side(now)).conclusions.map(({ code }) => code);
const elsewhere = (entries: Entries) => ({
  ...entries,
  'local.machine': ok('local.machine', { ...machine, hostname: 'laptop' }),
});

describe('what two diagnoses decide', () => {
  it.each([
    ['the reference server is reached where packets were dropped', dropped, reference, ['service-not-network']],
    ['the reference server answers where the service was silent', silent, reference, ['service-not-network']],
    ['packets are dropped as before', dropped, dropped, ['network-not-service']],
    ['it is as silent as before', silent, silent, ['network-not-service']],
    ['silence has become a refusal', dropped, refused, ['gets-through-now']],
    ['the port is as closed as before', refused, refused, ['same-cause']],
    ['the port is open now, and silent', refused, silent, ['further-now']],
    ['it is mended', dropped, service, ['is-mended']],
    ['it broke', service, refused, ['broke-since']],
    ['it works as before', service, service, ['still-works']],
    ['it fails earlier, for another reason', silent, refused, ['other-cause']],
    ['it works from another machine', elsewhere(service), dropped, ['only-from-one-machine']],
    ['it fails from another machine, too', elsewhere(dropped), dropped, ['from-both-machines']],
    ['it is another target', { ...dropped, target: ok('target', { ...target, port: 443 }) }, dropped, ['other-target']],
    [
      'the name leads somewhere else, and that works',
      { ...dropped, addresses: addresses('10.0.0.9') },
      service,
      ['address-was-it', 'is-mended'],
    ],
    [
      'another flag was given',
      { ...service, request: ok('request', { ...request, alpn: ['h2'] }) },
      service,
      ['asked-differently', 'still-works'],
    ],
    [
      'another certificate is served',
      service,
      {
        ...service,
        'tls.handshake': ok('tls.handshake', { ...other, chain: [certificate({ fingerprint256: 'ef'.repeat(32) })] }),
      },
      ['certificate-changed', 'still-works'],
    ],
    [
      'one family has died',
      {
        ...service,
        'tcp.connect@2001:db8::5': ok('tcp.connect', { ...path, localAddress: '', address: '2001:db8::5' }),
      },
      {
        ...service,
        'tcp.connect@2001:db8::5': failed('tcp.connect', tcpFailure('TIMEOUT', { address: '2001:db8::5' })),
      },
      ['family-lost', 'still-works'],
    ],
  ] as const)('%s', (_, before, now, wanted) => {
    expect(codes(before as Entries, now as Entries)).toEqual(wanted);
  });

  it('addresses and certificates mean nothing where one of the two is scrubbed', () => {
    const changed = { ...service, addresses: addresses('10.0.0.9') };
    expect(codes({ ...dropped, addresses: addresses('10.0.0.9') }, service, true)).toEqual(['is-mended']);
    const { changes } = compare(side(changed, true), side(service));
    expect(changes).toEqual([]);
  });

  it('has a case and a sentence for every rule, and no sentence beyond', () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(en).filter((key) => key.startsWith('says.'))).toEqual(
      ids.map((id) => `says.${id}`).sort((a, b) => Object.keys(en).indexOf(a) - Object.keys(en).indexOf(b)),
    );
  });
});

describe('what changed', () => {
  it('verdict, cause, states of evidence, the words of the server', () => {
    const { changes } = compare(side(dropped), side(service));
    expect(changes).toEqual(
      expect.arrayContaining([
        { what: 'status', before: 'broken', now: 'healthy' },
        { what: 'cause', before: 'firewall-drop-port', now: '' },
        { what: 'evidence', key: 'tcp.path', before: 'failed TIMEOUT', now: 'ok' },
        { what: 'server', before: '', now: '220 hello' },
      ]),
    );
  });

  it('times only beyond noise', () => {
    const slow = (ms: number) => ({ ...service, 'tls.handshake': ok('tls.handshake', { ...other, handshakeMs: ms }) });
    expect(compare(side(slow(5)), side(slow(40))).changes).toEqual([]);
    expect(compare(side(slow(100)), side(slow(160))).changes).toEqual([]);
    expect(compare(side(slow(20)), side(slow(400))).changes).toEqual([
      { what: 'time', key: 'tls.handshake', before: '20 ms', now: '400 ms' },
    ]);
  });
});
