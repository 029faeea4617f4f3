import type { TlsSession } from '../../../src/doctor/evidence/tls.ts';
import type { CertificateFacts } from '../../../src/doctor/facts/certificate.ts';
import type { ReasonCode } from '../../../src/pki/verify/index.ts';
import type { Case } from '../case.ts';
import { certificate, failed, ok, request, session, store, target } from '../evidence.ts';

function served(
  changes: Partial<CertificateFacts>,
  options: {
    readonly name?: string;
    readonly matches?: boolean;
    readonly behind?: readonly CertificateFacts[];
    readonly reason?: readonly [ReasonCode, number];
    readonly publicRoot?: boolean;
    readonly session?: Partial<TlsSession>;
    readonly stapledProblem?: string;
  } = {},
) {
  const chain = [certificate(changes), ...(options.behind ?? [])];
  const [code, index = 0] = options.reason ?? [];
  const { subject, fingerprint256 } = chain[index]!;
  const useless = {
    status: 'unknown',
    since: '',
    reason: '',
    crlIssuer: '',
    problem: options.stapledProblem ?? '',
  } as const;
  return store({
    ...(options.stapledProblem === undefined ? {} : { 'cert.stapled': ok('cert.stapled', useless) }),
    request: ok('request', request),
    target: ok('target', { ...target, servername: options.name ?? target.servername }),
    'tls.handshake': ok('tls.handshake', session({ chain, nameMatches: options.matches ?? true, ...options.session })),
    'cert.path': code
      ? failed('cert.path', {
          code,
          reasons: [{ code, certificate: { index, subject, fingerprint256 }, params: {} }],
        })
      : ok('cert.path', {
          path: [],
          fingerprints: chain.map((one) => one.fingerprint256),
          publicRoot: options.publicRoot ?? false,
        }),
  });
}

const issuer = (changes: Partial<CertificateFacts> = {}) =>
  certificate({
    subject: 'CN=Example CA',
    issuer: 'CN=Example Root',
    ca: true,
    keyUsage: ['keyCertSign'],
    fingerprint256: '22'.repeat(32),
    ...changes,
  });
const stapled = { wire: { ...session().wire, certificates: [{ der: '', ocspResponse: 'MAA=', timestamps: false }] } };
const days = (count: number) => ({
  notBefore: '2026-10-01T00:00:00.000Z',
  notAfter: new Date(Date.parse('2026-10-01T00:00:00Z') + count * 86_400_000 - 1000).toISOString(),
});
const certain = { confidence: 'certain' } as const;
const warning = { confidence: 'certain', severity: 'warning' } as const;

export default [
  {
    code: 'cert-ip-san',
    when: 'the address is written as a DNS name',
    evidence: served({ dnsNames: ['10.0.0.5'] }, { name: '10.0.0.5', matches: false }),
    finding: { ...certain, params: { address: '10.0.0.5' }, ruledOut: ['cert-hostname'] },
  },
  {
    code: 'cert-ip-san',
    when: 'the address is not there at all',
    evidence: served({}, { name: '10.0.0.5', matches: false }),
    finding: null,
  },
  {
    code: 'cert-v1',
    when: 'version 1 with the right common name',
    evidence: served({ version: 1, hasSan: false, dnsNames: [] }, { matches: false }),
    finding: { ...warning, ruledOut: ['cert-no-san'] },
  },
  {
    code: 'cert-v1',
    when: 'version 1 with another common name',
    evidence: served({ version: 1, hasSan: false, dnsNames: [], commonName: 'x' }, { matches: false }),
    finding: { ...certain, severity: 'error' },
  },
  { code: 'cert-v1', when: 'version 3', evidence: served({ hasSan: false }), finding: null },
  {
    code: 'cert-weak-key',
    when: 'RSA with 1024 bits',
    evidence: served({ keyType: 'rsa', keyBits: 1024 }),
    finding: { ...certain, params: { bits: 1024, least: 2048, place: 1 } },
  },
  {
    code: 'cert-weak-key',
    when: 'the issuer has a short key',
    evidence: served({}, { behind: [issuer({ keyType: 'rsa', keyBits: 1024 })] }),
    finding: { ...certain, params: { place: 2 } },
  },
  {
    code: 'cert-weak-key',
    when: 'a stranger in the chain has one',
    evidence: served({}, { behind: [issuer({ subject: 'CN=Stranger', keyType: 'rsa', keyBits: 1024 })] }),
    finding: null,
  },
  { code: 'cert-weak-key', when: 'P-256', evidence: served({}), finding: null },
  { code: 'cert-weak-key', when: 'Ed25519', evidence: served({ keyType: 'ed25519', keyBits: 256 }), finding: null },
  {
    code: 'cert-weak-signature',
    when: 'the leaf is signed over SHA-1',
    evidence: served(
      { signature: 'sha1WithRSAEncryption', signatureHash: 'sha1' },
      { reason: ['signature-algorithm-broken', 0] },
    ),
    finding: { ...certain, params: { place: 1 } },
  },
  {
    code: 'cert-weak-signature',
    when: 'it signs itself and is trusted as it is',
    evidence: served({ signatureHash: 'sha1', selfSigned: true }),
    finding: warning,
  },
  {
    code: 'cert-weak-signature',
    when: 'an old root is signed over SHA-1: nobody looks at that',
    evidence: served({}, { behind: [issuer({ signatureHash: 'sha1', selfSigned: true })] }),
    finding: null,
  },
  {
    code: 'cert-eku',
    when: 'it is for clients',
    evidence: served({ purposes: ['clientAuth'] }, { reason: ['extended-key-usage-missing-purpose', 0] }),
    finding: { ...certain, params: { purposes: ['clientAuth'], place: 1 } },
  },
  {
    code: 'cert-eku',
    when: 'the issuer is for something else',
    evidence: served(
      {},
      { behind: [issuer({ purposes: ['emailProtection'] })], reason: ['extended-key-usage-missing-purpose', 1] },
    ),
    finding: { ...certain, params: { place: 2 } },
  },
  {
    code: 'cert-eku',
    when: 'any purpose is enough for RFC 5280, and not for OpenSSL',
    evidence: served({ purposes: ['any'] }, { session: { authorization: 'INVALID_PURPOSE' } }),
    finding: { ...certain, params: { purposes: ['any'], place: 1, strict: 1 } },
  },
  {
    code: 'cert-eku',
    when: 'OpenSSL objects to the purposes of an authority',
    evidence: served({}, { behind: [issuer({ purposes: ['any'] })], session: { authorization: 'INVALID_PURPOSE' } }),
    finding: { ...certain, params: { place: 2, strict: 1 } },
  },
  {
    code: 'cert-eku',
    when: 'OpenSSL objects to something that no purpose and no usage tells: a Netscape certificate type',
    evidence: served({}, { session: { authorization: 'INVALID_PURPOSE' } }),
    finding: { ...certain, params: { place: 1, strict: 1 } },
  },
  {
    code: 'cert-eku',
    when: 'any purpose, and OpenSSL is content',
    evidence: served({ purposes: ['any'] }),
    finding: null,
  },
  {
    code: 'cert-eku',
    when: 'it is the key usage to which OpenSSL objects',
    evidence: served({ keyUsage: ['keyCertSign'] }, { session: { authorization: 'INVALID_PURPOSE' } }),
    finding: null,
  },
  {
    code: 'cert-key-usage',
    when: 'it leaves out all of TLS: OpenSSL refuses it as well',
    evidence: served({ keyUsage: ['keyCertSign'] }),
    finding: { ...certain, severity: 'error', params: { needed: 'digitalSignature' } },
  },
  { code: 'cert-eku', when: 'it lists no purposes', evidence: served({ purposes: null }), finding: null },
  {
    code: 'cert-key-usage',
    when: 'the key may only agree on keys, and signs',
    evidence: served({ keyUsage: ['keyAgreement'] }),
    finding: { ...warning, params: { needed: 'digitalSignature' } },
  },
  {
    code: 'cert-key-usage',
    when: 'the issuer may not sign certificates',
    evidence: served(
      {},
      { behind: [issuer({ keyUsage: ['digitalSignature'] })], reason: ['key-usage-cert-sign-missing', 1] },
    ),
    finding: { ...certain, severity: 'error', params: { needed: 'keyCertSign', place: 2 } },
  },
  {
    code: 'cert-key-usage',
    when: 'the key only encrypts, and RSA key transport asks no more',
    evidence: served(
      { keyUsage: ['keyEncipherment'], keyType: 'rsa', keyBits: 2048 },
      { session: { cipher: 'TLS_RSA_WITH_AES_128_GCM_SHA256', protocol: 'TLSv1.2' } },
    ),
    finding: null,
  },
  { code: 'cert-key-usage', when: 'it restricts nothing', evidence: served({ keyUsage: null }), finding: null },
  { code: 'cert-ca-as-leaf', when: 'CA:TRUE', evidence: served({ ca: true }), finding: warning },
  { code: 'cert-ca-as-leaf', when: 'CA:FALSE', evidence: served({}), finding: null },
  { code: 'cert-must-staple', when: 'nothing is stapled', evidence: served({ mustStaple: true }), finding: warning },
  {
    code: 'cert-must-staple',
    when: 'a response is stapled',
    evidence: served({ mustStaple: true }, { session: stapled }),
    finding: null,
  },
  {
    code: 'cert-must-staple',
    when: 'what is stapled is too old',
    evidence: served({ mustStaple: true }, { session: stapled, stapledProblem: 'expired' }),
    finding: warning,
  },
  { code: 'cert-must-staple', when: 'nothing is demanded', evidence: served({}), finding: null },
  {
    code: 'cert-validity-too-long',
    when: '826 days of a private authority',
    evidence: served(days(826)),
    finding: { ...warning, params: { days: 826, limit: 825 } },
  },
  { code: 'cert-validity-too-long', when: '825 days less a second', evidence: served(days(825)), finding: null },
  {
    code: 'cert-validity-too-long',
    when: '201 days of a public one, issued in 2026',
    evidence: served(days(201), { publicRoot: true }),
    finding: { ...warning, params: { limit: 200 } },
  },
  {
    code: 'cert-validity-too-long',
    when: 'ten years, issued before anybody minded',
    evidence: served({ notBefore: '2018-01-01T00:00:00.000Z', notAfter: '2028-01-01T00:00:00.000Z' }),
    finding: null,
  },
  { code: 'cert-serial', when: 'negative', evidence: served({ serialSign: 'negative' }), finding: warning },
  {
    code: 'cert-serial',
    when: 'zero',
    evidence: served({ serialSign: 'zero' }),
    finding: { ...certain, severity: 'info' },
  },
  {
    code: 'cert-serial',
    when: '21 octets',
    evidence: served({ serialOctets: 21 }),
    finding: { ...certain, severity: 'info' },
  },
  { code: 'cert-serial', when: '20 octets', evidence: served({ serialOctets: 20 }), finding: null },
  {
    code: 'cert-wildcard',
    when: 'a part of a label, which OpenSSL takes',
    evidence: served({ dnsNames: ['ch*.example.org'] }),
    finding: { ...warning, params: { pattern: 'ch*.example.org' } },
  },
  {
    code: 'cert-wildcard',
    when: 'a whole top-level domain',
    evidence: served({ dnsNames: ['*.lab'] }, { name: 'chat.lab', matches: false }),
    finding: { ...certain, severity: 'error', ruledOut: ['cert-hostname'] },
  },
  { code: 'cert-wildcard', when: 'an ordinary one', evidence: served({ dnsNames: ['*.example.org'] }), finding: null },
  {
    code: 'cert-wildcard',
    when: 'one level too deep: that is another finding',
    evidence: served({ dnsNames: ['*.example.org'] }, { name: 'a.b.example.org', matches: false }),
    finding: null,
  },
] satisfies Case[];
