import { describe, expect, it } from 'vitest';
import { PROBES } from '../../src/doctor/battery.ts';
import { blame, exitCodeOf } from '../../src/doctor/blame.ts';
import type { Layer } from '../../src/doctor/check.ts';
import { judged } from '../../src/doctor/diagnose.ts';
import type { EvidenceStore } from '../../src/doctor/evidence.ts';
import type { Finding, Outcome } from '../../src/doctor/finding.ts';
import { judge } from '../../src/doctor/judge.ts';
import { CHECKS } from '../../src/doctor/registry.ts';
import type { ReasonCode } from '../../src/pki/verify/index.ts';
import {
  blocked,
  certificate,
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
  tlsFailure,
  told,
  words,
} from './evidence.ts';

const GOALS = PROBES.filter((probe) => probe.goal).map((probe) => probe.yields);
const common = {
  request: ok('request', request),
  target: ok('target', target),
  'local.machine': ok('local.machine', machine),
};
const usual = ok('cert.trust', { source: 'default', files: [], anchors: [] });

const deadName = store({
  ...common,
  'dns.lookup': failed('dns.lookup', { code: 'ENOTFOUND', errno: -3008 }),
  'dns.resolvers': ok('dns.resolvers', resolvers('10.0.0.53')),
  ...told('10.0.0.53', { rcode: 'NXDOMAIN' }, { rcode: 'NXDOMAIN' }),
  addresses: blocked('dns.lookup'),
  'tcp.path': blocked('addresses'),
  'tls.handshake': blocked('tcp.path'),
  'cert.path': blocked('tls.handshake'),
  'cert.trust': usual,
  'chat.exchange': blocked('tcp.path'),
});

const established = (chain: ReturnType<typeof certificate>[], fault?: ReasonCode, nameMatches = true) => ({
  ...common,
  'tcp.path': ok('tcp.path', path),
  'tls.handshake': ok('tls.handshake', session({ chain, nameMatches })),
  'cert.trust': usual,
  'cert.path': fault
    ? failed('cert.path', {
        code: fault,
        reasons: [
          {
            code: fault,
            certificate: { index: 0, subject: '', fingerprint256: certificate().fingerprint256 },
            params: {},
          },
        ],
      })
    : ok('cert.path', { path: [], fingerprints: [], publicRoot: false }),
  'chat.exchange': ok('chat.exchange', {
    server: 'llave/1',
    room: 'r',
    received: true,
    roundTripMs: 1,
    secondLeaf: 'ab'.repeat(32),
  }),
});

/** The verdict with the checks in another order: it must not matter. */
function inEveryOrder(evidence: EvidenceStore) {
  const reversed = blame(judge([...CHECKS].reverse(), evidence), evidence, GOALS);
  const plain = judged(evidence);
  expect(reversed.verdict).toEqual(plain.verdict);
  expect(reversed.findings).toEqual(plain.findings);
  return plain;
}

describe('blame', () => {
  it('makes one red line of a dead name, and the rest is blocked by it', () => {
    const { findings, outcomes, verdict } = inEveryOrder(deadName);
    expect(findings.map(({ code }) => code)).toEqual(['dns-nxdomain']);
    expect(verdict).toMatchObject({ status: 'broken', cause: 'dns-nxdomain', confidence: 'certain' });
    const blockedBy = new Set(
      outcomes.filter(({ status }) => status === 'blocked').map((outcome) => outcome.blockedBy),
    );
    expect([...blockedBy]).toEqual(['dns-nxdomain']);
    expect(outcomes.filter(({ status }) => status === 'blocked').length).toBeGreaterThan(8);
  });

  it('is healthy without findings, and informations do no harm', () => {
    const { verdict } = inEveryOrder(store(established([certificate()])));
    expect(verdict).toEqual({ status: 'healthy', cause: null, layer: null, confidence: 'certain', unexplained: [] });
  });

  it('is degraded by warnings alone', () => {
    const old = certificate({ notBefore: '2026-09-01T00:00:00.000Z', notAfter: '2026-12-01T00:00:00.000Z' });
    const { verdict } = inEveryOrder(store(established([old])));
    expect(verdict).toMatchObject({ status: 'degraded', cause: 'cert-expires-soon' });
  });

  it('keeps independent findings, the declared one first', () => {
    const bad = certificate({ notAfter: '2026-11-01T00:00:00.000Z', dnsNames: ['other.example.org'] });
    const { findings, verdict } = inEveryOrder(store(established([bad], 'expired', false)));
    expect(findings.map(({ code }) => code)).toEqual(['cert-expired', 'cert-hostname']);
    expect(verdict.cause).toBe('cert-expired');
  });

  it('lets the lower layer account for a failure that both account for', () => {
    const evidence = store({
      ...common,
      request: ok('request', { ...request, mode: 'server' }),
      'tcp.path': ok('tcp.path', path),
      'files.cert': ok('files.cert', { path: 'server.crt', mode: '644', uid: 0, chain: [certificate()], form: 'pem' }),
      'tls.handshake': failed('tls.handshake', tlsFailure('NOT_TLS', { firstText: 'HTTP/1.0 400 Bad\r\n' })),
      'peer.http': ok('peer.http', words('HTTP/1.0 200 OK\r\n')),
    });
    const { findings, outcomes } = inEveryOrder(evidence);
    expect(findings.map(({ code }) => code)).toEqual(['server-port-in-use']);
    expect(outcomes.find(({ check }) => check.id === 'peer-http')).toMatchObject({
      status: 'blocked',
      blockedBy: 'server-port-in-use',
    });
  });

  it('keeps one of two that each account for the other: the one that says so', () => {
    const evidence = store({ ...common, 'tcp.path': failed('tcp.path', pathFailure('EHOSTUNREACH')) });
    const finding = (id: string, layer: Layer, absorbs: readonly string[]): Outcome => ({
      check: { id, layer, explains: ['tcp.path'], absorbs } as unknown as Outcome['check'],
      status: 'finding',
      ms: 0,
      finding: { code: id, layer, severity: 'error', confidence: 'certain' } as Finding,
    });
    const [dead, kept] = [finding('dead', 'ip', []), finding('kept', 'tcp', ['dead'])];
    for (const outcomes of [
      [dead, kept],
      [kept, dead],
    ]) {
      const { findings, verdict } = blame(outcomes, evidence, GOALS);
      expect(findings.map(({ code }) => code)).toEqual(['kept']);
      expect(verdict).toMatchObject({ status: 'broken', cause: 'kept' });
    }
  });

  it('says that it could not tell when something failed that no finding accounts for', () => {
    const evidence = store({
      ...common,
      'tcp.path': ok('tcp.path', path),
      'tls.handshake': failed('tls.handshake', tlsFailure('RST')),
    });
    const { verdict } = inEveryOrder(evidence);
    expect(verdict).toMatchObject({ status: 'inconclusive', cause: null, unexplained: ['tls.handshake'] });
  });

  it('never takes a crash of a probe for a fault of the target', () => {
    const evidence = store({ ...common, 'tcp.path': failed('tcp.path', { code: 'PROBE_ERROR' } as never) });
    expect(inEveryOrder(evidence).verdict).toMatchObject({ status: 'inconclusive', unexplained: ['tcp.path'] });
  });

  it('gives the exit codes of the contract', () => {
    const verdict = (status: 'healthy' | 'degraded' | 'broken' | 'inconclusive') =>
      ({ status, cause: null, layer: null, confidence: 'certain', unexplained: [] }) as const;
    expect(
      (['healthy', 'degraded', 'broken', 'inconclusive'] as const).map((status) => exitCodeOf(verdict(status))),
    ).toEqual([0, 0, 1, 5]);
    expect(exitCodeOf(verdict('degraded'), 'warning')).toBe(1);
  });
});

describe('what is suppressed', () => {
  const suppressed = (code: string) => judged(deadName, { suppressed: ({ id }) => id === code });

  it('is found, last and marked, and accounts for what it explains, but does not count', () => {
    const { cause } = judged(deadName).verdict;
    const { verdict, findings, outcomes } = suppressed(cause ?? '');
    expect([verdict.status, verdict.cause, verdict.unexplained]).toEqual(['healthy', null, []]);
    expect(findings.at(-1)).toMatchObject({ code: cause, suppressed: true });
    expect(outcomes.find(({ check }) => check.id === cause)?.status).toBe('finding');
  });

  it('changes nothing where it was not found', () => {
    expect(suppressed('cert-expired')).toMatchObject({ verdict: judged(deadName).verdict });
  });
});

describe('a recorded diagnosis', () => {
  it('gives the same verdict when it is judged again', () => {
    const again = store(deadName.toJSON());
    expect(judged(again).verdict).toEqual(judged(deadName).verdict);
  });
});
