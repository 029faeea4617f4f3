import type { CertificateFacts } from '../../../src/doctor/facts/certificate.ts';
import type { ReasonCode } from '../../../src/pki/verify/index.ts';
import type { Case } from '../case.ts';
import { certificate, failed, ok, request, session, store, target } from '../evidence.ts';

const leaf = certificate({ issuer: 'CN=Example Issuing CA, O=Example', issuerOrganisation: 'Example' });
const inter = certificate({
  subject: 'CN=Example Issuing CA, O=Example',
  issuer: 'CN=Example Root, O=Example',
  commonName: 'Example Issuing CA',
  ca: true,
  fingerprint256: '22'.repeat(32),
});
const root = certificate({
  subject: 'CN=Example Root, O=Example',
  issuer: 'CN=Example Root, O=Example',
  commonName: 'Example Root',
  ca: true,
  selfSigned: true,
  fingerprint256: '33'.repeat(32),
});
const other = certificate({ subject: 'CN=Other CA', issuer: 'CN=Other CA', fingerprint256: '44'.repeat(32), ca: true });

const none = { intermediateFile: '', missing: [], rootFile: '', knownTo: '' } as const;
const usual = { source: 'default', files: [], anchors: [] } as const;
const ours = { source: 'flag', files: ['ca.crt'], anchors: [root] } as const;

function seen(
  chain: readonly CertificateFacts[],
  reason?: readonly [ReasonCode, index: number, params?: Record<string, string | number | readonly string[]>],
  more: Parameters<typeof store>[0] = {},
) {
  const [code, index = 0, params = {}] = reason ?? [];
  const one = chain[index] ?? chain[0]!;
  const broken = { index, subject: one.subject, fingerprint256: one.fingerprint256 };
  return store({
    request: ok('request', request),
    target: ok('target', target),
    'tls.handshake': ok('tls.handshake', session({ chain })),
    'cert.trust': ok('cert.trust', usual),
    'cert.path': code
      ? failed('cert.path', { code, reasons: [{ code, certificate: broken, params }] })
      : ok('cert.path', { path: [], fingerprints: chain.map((c) => c.fingerprint256), publicRoot: false }),
    ...more,
  });
}

const completion = (more: object) => ({ 'cert.completion': ok('cert.completion', { ...none, ...more }) });
const trusts = { 'cert.trust': ok('cert.trust', ours) };
const word = (status: 'good' | 'revoked' | 'unknown') => ({
  status,
  since: status === 'revoked' ? '2026-11-01T00:00:00Z' : '',
  reason: status === 'revoked' ? 'keyCompromise' : '',
  crlIssuer: 'CN=Example CA',
  problem: '',
});
const revocation = (status: 'good' | 'revoked' | 'unknown') => ({
  'cert.revocation': ok('cert.revocation', word(status)),
});
const fetched = (more: object) => ({
  'cert.issuer': ok('cert.issuer', {
    url: 'http://ca.example/r3.crt',
    subject: 'CN=Example Issuing CA',
    selfSigned: false,
    completes: false,
    ...more,
  }),
});
const peer = (fingerprint256: string) => ({
  'cert.peer@10.0.0.6': ok('cert.peer', { address: '10.0.0.6', leaf: certificate({ fingerprint256 }) }),
});
const chat = (secondLeaf: string) => ({
  'chat.exchange': ok('chat.exchange', { server: 'llave/1', room: 'r', received: true, roundTripMs: 1, secondLeaf }),
});

/** Called like the issuer of the leaf. */
const namesake = certificate({
  subject: leaf.issuer,
  issuer: 'CN=Another Root',
  fingerprint256: '77'.repeat(32),
  ca: true,
});

export default [
  {
    code: 'cert-not-yet-valid',
    when: 'the leaf begins tomorrow',
    evidence: seen([certificate({ notBefore: '2026-11-23T12:00:00.000Z' })], ['not-yet-valid', 0]),
    finding: { confidence: 'likely', params: { place: 1, hours: 24 }, ruledOut: ['cert-expired'] },
  },
  {
    code: 'cert-not-yet-valid',
    when: 'it is expired: that is another finding',
    evidence: seen([leaf], ['expired', 0]),
    finding: null,
  },
  {
    code: 'cert-root-untrusted',
    when: 'the whole chain was sent and nobody knows its root',
    evidence: seen([leaf, inter, root], ['root-untrusted', 2], completion({})),
    finding: { confidence: 'certain', params: { file: '' }, ruledOut: ['cert-missing-intermediate'] },
  },
  {
    code: 'cert-root-untrusted',
    when: 'its root lies here',
    evidence: seen([leaf, inter, root], ['root-untrusted', 2], completion({ rootFile: 'ca.crt' })),
    finding: { confidence: 'certain', params: { file: 'ca.crt' } },
  },
  {
    code: 'cert-root-untrusted',
    when: 'the server is its own root',
    evidence: seen([certificate({ selfSigned: true })], ['self-signed-untrusted', 0]),
    finding: null,
  },
  {
    code: 'cert-missing-intermediate',
    when: 'a file here fills the gap',
    evidence: seen([leaf], ['issuer-not-found', 0], completion({ intermediateFile: 'inter.crt' })),
    finding: { confidence: 'certain', params: { file: 'inter.crt', sent: 1 }, ruledOut: ['cert-unknown-ca'] },
  },
  {
    code: 'cert-missing-intermediate',
    when: 'the key identifier names a root that is trusted',
    evidence: seen([{ ...leaf, issuersIssuer: 'O=Example,CN=Example Root' }], ['issuer-not-found', 0], {
      ...trusts,
      ...completion({}),
    }),
    finding: { confidence: 'certain' },
  },
  {
    code: 'cert-missing-intermediate',
    when: 'the root was sent, and what is between was not',
    evidence: seen([leaf, root], ['issuer-not-found', 0], trusts),
    finding: { confidence: 'certain' },
  },
  {
    code: 'cert-missing-intermediate',
    when: 'an issuer of the right name was sent, with another key',
    evidence: seen([leaf, namesake], ['issuer-key-mismatch', 0], trusts),
    finding: { confidence: 'certain', params: { sent: 2 }, ruledOut: ['cert-unknown-ca'] },
  },
  {
    code: 'cert-missing-intermediate',
    when: 'the key of a trusted root is another one: nothing is missing',
    evidence: seen([leaf], ['issuer-key-mismatch', 0], trusts),
    finding: null,
  },
  {
    code: 'cert-unknown-ca',
    when: 'an issuer of the right name was sent, with another key: another finding',
    evidence: seen([leaf, namesake], ['issuer-key-mismatch', 0], trusts),
    finding: null,
  },
  {
    code: 'cert-missing-intermediate',
    when: 'the issuer has an address, as public intermediates do',
    evidence: seen([{ ...leaf, caIssuers: ['http://ca.example/r3.crt'] }], ['issuer-not-found', 0], completion({})),
    finding: { confidence: 'likely', params: { addresses: ['http://ca.example/r3.crt'] } },
  },
  {
    code: 'cert-missing-intermediate',
    when: 'what was fetched from there makes the chain whole',
    evidence: seen([{ ...leaf, caIssuers: ['http://ca.example/r3.crt'] }], ['issuer-not-found', 0], {
      ...completion({}),
      ...fetched({ completes: true }),
    }),
    finding: { confidence: 'certain', ruledOut: ['cert-unknown-ca'] },
  },
  {
    code: 'cert-missing-intermediate',
    when: 'what was fetched from there is a root: nothing is missing but trust',
    evidence: seen([{ ...leaf, caIssuers: ['http://ca.example/r3.crt'] }], ['issuer-not-found', 0], {
      ...completion({}),
      ...fetched({ selfSigned: true }),
    }),
    finding: null,
  },
  {
    code: 'cert-unknown-ca',
    when: 'what was fetched from where the chain says is a root',
    evidence: seen([{ ...leaf, caIssuers: ['http://ca.example/r3.crt'] }], ['issuer-not-found', 0], {
      ...completion({}),
      ...fetched({ selfSigned: true }),
    }),
    finding: { confidence: 'certain', ruledOut: ['cert-missing-intermediate'] },
  },
  {
    code: 'cert-missing-intermediate',
    when: 'the issuer has the organisation of the root that is trusted',
    evidence: seen([leaf], ['issuer-not-found', 0], { ...trusts, ...completion({}) }),
    finding: { confidence: 'likely' },
  },
  {
    code: 'cert-missing-intermediate',
    when: 'the key identifier says that the issuer is a root',
    evidence: seen([{ ...leaf, issuersIssuer: leaf.issuer }], ['issuer-not-found', 0], {
      ...trusts,
      ...completion({}),
    }),
    finding: null,
  },
  {
    code: 'cert-missing-intermediate',
    when: 'nothing speaks of an intermediate',
    evidence: seen([certificate()], ['issuer-not-found', 0], completion({})),
    finding: null,
  },
  {
    code: 'cert-unknown-ca',
    when: 'the root lies here and is not trusted',
    evidence: seen([certificate()], ['issuer-not-found', 0], completion({ rootFile: 'ca.crt' })),
    finding: { confidence: 'certain', params: { file: 'ca.crt' }, ruledOut: ['cert-missing-intermediate'] },
  },
  {
    code: 'cert-unknown-ca',
    when: '--ca set the authorities aside that know it',
    evidence: seen([certificate()], ['issuer-not-found', 0], completion({ knownTo: 'default' })),
    finding: { confidence: 'likely', params: { knownTo: 'default' } },
  },
  {
    code: 'cert-unknown-ca',
    when: 'an intermediate is missing: another finding',
    evidence: seen([leaf], ['issuer-not-found', 0], completion({ intermediateFile: 'inter.crt' })),
    finding: null,
  },
  {
    code: 'cert-wrong-order',
    when: 'the root stands before the intermediate',
    evidence: seen([leaf, root, inter]),
    finding: { confidence: 'certain', severity: 'warning' },
  },
  {
    code: 'cert-wrong-order',
    when: 'a stranger stands in between: nothing is out of order',
    evidence: seen([leaf, other, inter, root]),
    finding: null,
  },
  {
    code: 'cert-extra',
    when: 'a stranger was sent along',
    evidence: seen([leaf, inter, other]),
    finding: { confidence: 'certain', severity: 'info', params: { subjects: ['CN=Other CA'], count: 1 } },
  },
  {
    code: 'cert-extra',
    when: 'the intermediate was sent twice',
    evidence: seen([leaf, inter, inter]),
    finding: { confidence: 'certain', severity: 'info' },
  },
  { code: 'cert-extra', when: 'the chain is as it should be', evidence: seen([leaf, inter]), finding: null },
  {
    code: 'cert-root-sent',
    when: 'the root comes last',
    evidence: seen([leaf, inter, root]),
    finding: { confidence: 'certain', severity: 'info' },
  },
  {
    code: 'cert-root-sent',
    when: 'the only certificate signs itself',
    evidence: seen([certificate({ selfSigned: true, issuer: 'CN=chat.example.org' })]),
    finding: null,
  },
  {
    code: 'cert-path-length',
    when: 'one authority too many',
    evidence: seen([leaf, inter], ['path-length-exceeded', 1, { limit: 0, exceededBy: 'CN=Second' }]),
    finding: { confidence: 'certain', params: { limit: 0, below: 'CN=Second' } },
  },
  { code: 'cert-path-length', when: 'the chain is trusted', evidence: seen([leaf, inter]), finding: null },
  {
    code: 'cert-name-constraint',
    when: 'the name lies outside of what the authority may sign',
    evidence: seen(
      [leaf, inter],
      ['name-constraint-violation', 0, { name: 'a.example', constrainedBy: 'CN=Narrow', subtrees: ['b.example'] }],
    ),
    finding: { confidence: 'certain', params: { authority: 'CN=Narrow', subtrees: ['b.example'] } },
  },
  { code: 'cert-name-constraint', when: 'the chain is trusted', evidence: seen([leaf, inter]), finding: null },
  {
    code: 'cert-revoked',
    when: 'the list has its serial number',
    evidence: seen([leaf, inter], undefined, revocation('revoked')),
    finding: { confidence: 'certain', params: { since: '2026-11-01', reason: 'keyCompromise' } },
  },
  {
    code: 'cert-revoked',
    when: 'the stapled response says so',
    evidence: seen([leaf, inter], undefined, { 'cert.stapled': ok('cert.stapled', word('revoked')) }),
    finding: { confidence: 'certain', params: { authority: 'CN=Example CA' } },
  },
  {
    code: 'cert-revoked',
    when: 'the stapled response is good, but the authority itself says so by now',
    evidence: seen([leaf, inter], undefined, {
      'cert.stapled': ok('cert.stapled', word('good')),
      'cert.online': ok('cert.online', word('revoked')),
    }),
    finding: { confidence: 'certain' },
  },
  {
    code: 'cert-revoked',
    when: 'the authority cannot be reached: nobody said so',
    evidence: seen([leaf, inter], undefined, {
      'cert.online': failed('cert.online', { code: 'TIMEOUT', url: 'http://ocsp.example/' }),
    }),
    finding: null,
  },
  {
    code: 'cert-revoked',
    when: 'the list does not have it',
    evidence: seen([leaf, inter], undefined, revocation('good')),
    finding: null,
  },
  {
    code: 'cert-revoked',
    when: 'the list says nothing of it',
    evidence: seen([leaf, inter], undefined, revocation('unknown')),
    finding: null,
  },
  {
    code: 'cert-pool-mixed',
    when: 'another address shows another certificate',
    evidence: seen([leaf, inter], undefined, peer('99'.repeat(32))),
    finding: { confidence: 'certain', severity: 'warning', params: { otherAddress: '10.0.0.6' } },
  },
  {
    code: 'cert-pool-mixed',
    when: 'the second connection to the same address got another one',
    evidence: seen([leaf, inter], undefined, chat('99'.repeat(32))),
    finding: { confidence: 'certain', params: { otherAddress: '10.0.0.5', otherFingerprint: '99'.repeat(8) } },
  },
  {
    code: 'cert-pool-mixed',
    when: 'all show the same one',
    evidence: seen([leaf, inter], undefined, { ...peer(leaf.fingerprint256), ...chat(leaf.fingerprint256) }),
    finding: null,
  },
] satisfies Case[];
