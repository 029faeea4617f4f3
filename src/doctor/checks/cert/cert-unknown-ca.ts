import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort } from '../../target.ts';

/** What it means that no trusted issuer was found for the end of the chain. */
const UNKNOWN: readonly string[] = [
  'issuer-not-found',
  'root-untrusted',
  'issuer-key-mismatch',
  'name-chaining-mismatch',
  'cycle-without-anchor',
];

/** The certificate is signed by an authority that is not trusted here. */
export const certUnknownCa = defineCheck({
  id: 'cert-unknown-ca',
  layer: 'cert',
  severity: 'error',
  needs: ['target', 'tls.handshake', 'cert.trust'],
  reads: ['cert.path'],
  explains: ['cert.path'],
  run({ target, 'tls.handshake': { chain }, 'cert.trust': trust, 'cert.path': path }) {
    const [leaf] = chain;
    if (!leaf || leaf.selfSigned || path?.state !== 'failed') return null;
    if (!path.failure.reasons.some(({ code }) => UNKNOWN.includes(code))) return null;
    const last = chain.at(-1) ?? leaf;
    return {
      params: {
        subject: leaf.subject,
        issuer: last.issuer,
        target: hostPort(target.host, target.port),
        sent: chain.length,
        trusted: trust.source === 'default' ? '' : trust.files.join(', '),
      },
      confidence: 'likely',
      ruledOut: [{ code: 'cert-self-signed', because: 'issuer-is-another', params: { issuer: leaf.issuer } }],
    };
  },
  fix: ({ target }) => [
    {
      text: 'trust',
      commands: [command('llave', 'doctor', target, '--ca', 'ca.crt')],
      where: 'here',
      needsRoot: false,
    },
    { text: 'chain', commands: [command('llave', 'inspect', target)], where: 'here', needsRoot: false },
  ],
});
