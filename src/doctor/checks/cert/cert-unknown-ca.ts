import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { holeAbove } from '../../facts/missing-issuer.ts';
import { hostPort } from '../../target.ts';

/** What it means that no trusted issuer was found for the end of the chain. */
const UNKNOWN: readonly string[] = [
  'issuer-not-found',
  'root-untrusted',
  'issuer-key-mismatch',
  'name-chaining-mismatch',
  'cycle-without-anchor',
];

const HERE = { where: 'here', needsRoot: false } as const;

/** The certificate is signed by an authority that is not trusted here. */
export const certUnknownCa = defineCheck({
  id: 'cert-unknown-ca',
  layer: 'cert',
  severity: 'error',
  needs: ['target', 'tls.handshake', 'cert.trust'],
  reads: ['cert.path', 'cert.completion', 'cert.issuer'],
  explains: ['cert.path'],
  precedes: ['cert-no-san'],
  run({
    target,
    'tls.handshake': { chain },
    'cert.trust': trust,
    'cert.path': path,
    'cert.completion': more,
    'cert.issuer': fetched,
  }) {
    const [leaf] = chain;
    if (!leaf || leaf.selfSigned || path?.state !== 'failed') return null;
    const reason = path.failure.reasons.find(({ code }) => UNKNOWN.includes(code));
    if (!reason) return null;
    const last = chain.find(({ fingerprint256 }) => fingerprint256 === reason.certificate.fingerprint256) ?? leaf;
    // A root that was sent is another finding.
    if (last.selfSigned) return null;
    const completion = more?.state === 'ok' ? more.value : undefined;
    const hole = holeAbove(last, chain, trust, completion, fetched?.state === 'ok' ? fetched.value : undefined);
    const missing = reason.code === 'issuer-not-found' || hole.because === 'namesake-sent';
    if (hole.kind === 'intermediate' && missing) return null;
    return {
      params: {
        subject: leaf.subject,
        issuer: last.issuer,
        target: hostPort(target.host, target.port),
        sent: chain.length,
        file: completion?.rootFile ?? '',
        knownTo: completion?.knownTo ?? '',
        trusted: trust.source === 'default' ? '' : trust.files.join(', '),
      },
      confidence: hole.sure ? 'certain' : 'likely',
      ruledOut: [
        { code: 'cert-self-signed', because: 'issuer-is-another', params: { issuer: leaf.issuer } },
        ...(hole.kind === 'authority'
          ? [{ code: 'cert-missing-intermediate', because: hole.because, params: { issuer: last.issuer } }]
          : []),
      ],
    };
  },
  fix: ({ target, file, knownTo }) => [
    ...(knownTo === 'default' ? [{ text: 'without-ca', commands: [command('llave', 'doctor', target)], ...HERE }] : []),
    {
      text: file === '' ? 'trust' : 'trust-file',
      commands: [command('llave', 'doctor', target, '--ca', file === '' ? 'ca.crt' : file)],
      where: 'here',
      needsRoot: false,
    },
    { text: 'chain', commands: [command('llave', 'inspect', target)], where: 'here', needsRoot: false },
  ],
});
