import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** Verdicts that another authority would change. */
const AUTHORITY_MISSING: readonly string[] = [
  'issuer-not-found',
  'issuer-key-mismatch',
  'root-untrusted',
  'self-signed-untrusted',
  'cycle-without-anchor',
];

/** An environment variable that should bring trust brings none, or switches verification off. */
export const localCaEnv = defineCheck({
  id: 'local-ca-env',
  layer: 'config',
  severity: 'warning',
  needs: ['local.environment'],
  reads: ['cert.path', 'cert.trust'],
  explains: ['cert.path'],
  run({ 'local.environment': { authorities, verificationOff }, 'cert.path': path, 'cert.trust': trust }) {
    const broken = authorities.filter(({ problem }) => problem !== 'none');
    const byDefault = trust?.state !== 'ok' || trust.value.source === 'default';
    const lacks =
      path?.state === 'failed' &&
      byDefault &&
      path.failure.reasons.some(({ code }) => AUTHORITY_MISSING.includes(code));
    const ours = broken.find(({ variable }) => variable === 'NODE_EXTRA_CA_CERTS');
    const openssl = broken.find(({ variable }) => variable === 'SSL_CERT_FILE');
    if (ours !== undefined && lacks) {
      const params = { ...ours };
      const ruledOut = [{ code: 'cert-unknown-ca', because: 'authority-ignored', params: { variable: ours.variable } }];
      return { params, confidence: 'likely', severity: 'error', ruledOut };
    }
    // Every program on OpenSSL's own defaults refuses every certificate.
    if (openssl !== undefined) return { params: { ...openssl }, confidence: 'certain', ruledOut: [] };
    if (ours !== undefined) return { params: { ...ours }, confidence: 'certain', severity: 'info', ruledOut: [] };
    if (!verificationOff) return null;
    const params = { variable: 'NODE_TLS_REJECT_UNAUTHORIZED', path: '0', problem: 'verification-off' };
    return { params, confidence: 'certain', severity: 'info', ruledOut: [] };
  },
  fix: ({ variable, path, problem }) => [
    ...(problem === 'verification-off'
      ? []
      : [{ text: 'file', commands: [command('ls', '-l', path)], where: 'here', needsRoot: false } as const]),
    { text: 'unset', commands: [command('unset', variable)], where: 'here', needsRoot: false },
  ],
});
