import type { CertificateFacts } from '../../../src/doctor/facts/certificate.ts';
import type { ReasonCode } from '../../../src/pki/verify/index.ts';
import type { Case } from '../case.ts';
import { certificate, failed, ok, request, session, store, target } from '../evidence.ts';

const usual = ok('cert.trust', { source: 'default', files: [], anchors: [] });

type Broken = readonly [ReasonCode, index?: number];

function served(chain: readonly CertificateFacts[], broken: readonly Broken[] = [], nameMatches = true) {
  const reasons = broken.map(([code, index = 0]) => ({
    code,
    certificate: { index, subject: chain[index]!.subject, fingerprint256: chain[index]!.fingerprint256 },
    params: {},
  }));
  return {
    request: ok('request', request),
    target: ok('target', target),
    'tls.handshake': ok('tls.handshake', session({ chain, nameMatches })),
    'cert.trust': usual,
    'cert.path': reasons[0]
      ? failed('cert.path', { code: reasons[0].code, reasons })
      : ok('cert.path', {
          path: ['CN=chat.example.org', 'CN=Example CA'],
          fingerprints: [chain[0]!.fingerprint256, 'ca'.repeat(32)],
          publicRoot: false,
        }),
  };
}

const selfSigned = certificate({ selfSigned: true, issuer: 'CN=chat.example.org' });

export default [
  {
    code: 'cert-expired',
    when: 'the leaf is past its end by ten days',
    evidence: store(served([certificate({ notAfter: '2026-11-12T12:00:00.000Z' })], [['expired']])),
    finding: { confidence: 'likely', params: { days: 10, place: 1, notAfter: '2026-11-12' } },
  },
  {
    code: 'cert-expired',
    when: 'an intermediate is past its end',
    evidence: store(
      served(
        [certificate(), certificate({ notAfter: '2026-01-01T00:00:00.000Z', fingerprint256: 'ef'.repeat(32) })],
        [['expired', 1]],
      ),
    ),
    finding: { confidence: 'likely', params: { place: 2 } },
  },
  {
    code: 'cert-expired',
    when: 'the authority that is trusted here is past its end',
    evidence: store({
      ...served([certificate()]),
      'cert.path': failed('cert.path', {
        code: 'expired',
        reasons: [
          {
            code: 'expired',
            certificate: { index: 1, subject: 'CN=Example CA', fingerprint256: 'ef'.repeat(32) },
            params: {},
          },
        ],
      }),
      'cert.trust': ok('cert.trust', {
        source: 'flag',
        files: ['ca.crt'],
        anchors: [certificate({ notAfter: '2026-11-12T12:00:00.000Z', fingerprint256: 'ef'.repeat(32) })],
      }),
    }),
    finding: { confidence: 'likely', params: { place: 2, anchor: true, days: 10 } },
  },
  {
    code: 'cert-expired',
    when: 'an expired certificate was sent that no path needs',
    evidence: store(served([certificate(), certificate({ notAfter: '2021-09-30T00:00:00.000Z' })])),
    finding: null,
  },
  {
    code: 'cert-expires-soon',
    when: 'a third of the life is left, less one day',
    evidence: store(
      served([certificate({ notBefore: '2026-09-01T00:00:00.000Z', notAfter: '2026-12-01T00:00:00.000Z' })]),
    ),
    finding: { confidence: 'certain', severity: 'warning', params: { days: 8 } },
  },
  {
    code: 'cert-expires-soon',
    when: 'half of eight days is left: short lives are renewed at half',
    evidence: store(
      served([certificate({ notBefore: '2026-11-19T00:00:00.000Z', notAfter: '2026-11-27T00:00:00.000Z' })]),
    ),
    finding: null,
  },
  { code: 'cert-expires-soon', when: 'it is young', evidence: store(served([certificate()])), finding: null },
  {
    code: 'cert-self-signed',
    when: 'the file here is the one that is served',
    evidence: store({
      ...served([selfSigned], [['self-signed-untrusted']]),
      'files.beside': ok('files.beside', {
        files: [{ path: 'server.crt', fingerprints: [selfSigned.fingerprint256] }],
      }),
    }),
    finding: { confidence: 'certain', params: { file: 'server.crt' }, ruledOut: ['cert-unknown-ca'] },
  },
  {
    code: 'cert-self-signed',
    when: 'no file here is',
    evidence: store({
      ...served([selfSigned], [['self-signed-untrusted']]),
      'files.beside': ok('files.beside', { files: [{ path: 'other.crt', fingerprints: ['00'] }] }),
    }),
    finding: { confidence: 'certain', params: { file: '' } },
  },
  {
    code: 'cert-self-signed',
    when: 'it is trusted, and expired: that is another finding',
    evidence: store({
      ...served([selfSigned], [['expired']]),
      'cert.trust': ok('cert.trust', { source: 'flag', files: ['server.crt'], anchors: [selfSigned] }),
    }),
    finding: null,
  },
  {
    code: 'cert-unknown-ca',
    when: 'no issuer is known',
    evidence: store(served([certificate()], [['issuer-not-found']])),
    finding: { confidence: 'likely', params: { issuer: 'CN=Example CA' } },
  },
  { code: 'cert-unknown-ca', when: 'the chain is trusted', evidence: store(served([certificate()])), finding: null },
  {
    code: 'cert-hostname',
    when: 'the certificate is for other names',
    evidence: store(served([certificate({ dnsNames: ['*.example.net', 'www.example.net'] })], [], false)),
    finding: { confidence: 'certain', params: { name: 'chat.example.org', first: 'www.example.net' } },
  },
  {
    code: 'cert-hostname',
    when: 'it has no names, and the right common name: that is another finding',
    evidence: store(served([certificate({ dnsNames: [], hasSan: false })], [], false)),
    finding: null,
  },
  {
    code: 'cert-no-san',
    when: 'the common name is right: some clients still take it',
    evidence: store(served([certificate({ dnsNames: [], hasSan: false })], [], false)),
    finding: { confidence: 'certain', severity: 'warning' },
  },
  {
    code: 'cert-no-san',
    when: 'even the common name is another one: that is another finding',
    evidence: store(served([certificate({ dnsNames: [], hasSan: false, commonName: 'old' })], [], false)),
    finding: null,
  },
  {
    code: 'cert-hostname',
    when: 'even the common name is another one',
    evidence: store(served([certificate({ dnsNames: [], hasSan: false, commonName: 'old' })], [], false)),
    finding: { confidence: 'certain', severity: 'error', params: { names: ['old'] } },
  },
  { code: 'cert-no-san', when: 'it has names', evidence: store(served([certificate()])), finding: null },
] satisfies Case[];
