import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { pathReason } from '../../facts/path-reason.ts';
import { hostPort } from '../../target.ts';

const HOUR_MS = 3_600_000;

/** A certificate of the chain is before its notBefore. */
export const certNotYetValid = defineCheck({
  id: 'cert-not-yet-valid',
  layer: 'cert',
  severity: 'error',
  needs: ['request', 'target', 'tls.handshake'],
  reads: ['cert.path'],
  explains: ['cert.path'],
  precedes: ['cert-hostname', 'cert-self-signed', 'cert-unknown-ca', 'cert-no-san'],
  run({ request, target, 'tls.handshake': { chain }, 'cert.path': path }) {
    const reason = pathReason(path, 'not-yet-valid');
    const early = chain.find(({ fingerprint256 }) => fingerprint256 === reason?.certificate.fingerprint256);
    if (!reason || !early) return null;
    return {
      params: {
        subject: early.subject,
        notBefore: early.notBefore.replace('.000Z', 'Z'),
        now: request.at.replace(/\.\d+Z$/, 'Z'),
        hours: Math.ceil((Date.parse(early.notBefore) - Date.parse(request.at)) / HOUR_MS),
        place: reason.certificate.index + 1,
        target: hostPort(target.host, target.port),
      },
      // This machine's clock is the only witness.
      confidence: 'likely',
      ruledOut: [
        { code: 'cert-expired', because: 'begins-later', params: { notBefore: early.notBefore.slice(0, 10) } },
      ],
    };
  },
  fix: ({ target }) => [
    { text: 'clock', commands: [command('date', '-u')], where: 'here', needsRoot: false },
    {
      text: 'set',
      commands: [command('timedatectl', 'set-ntp', 'true'), command('llave', 'doctor', target)],
      where: 'here',
      needsRoot: true,
      os: 'linux',
    },
    { text: 'wait', commands: [command('llave', 'inspect', target)], where: 'server', needsRoot: false },
  ],
});
