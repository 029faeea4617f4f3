import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { daysBetween } from '../../facts/validity.ts';
import { reissue } from '../../fixes/certificate.ts';

/** The certificate file that the server is to serve is past its notAfter: servers start with it all the same. */
export const serverCertExpired = defineCheck({
  id: 'server-cert-expired',
  layer: 'server',
  severity: 'error',
  needs: ['request', 'files.cert'],
  reads: [],
  explains: ['cert.path'],
  absorbs: ['cert-expired'],
  run({ request, 'files.cert': { path, chain } }) {
    const [leaf] = chain;
    if (!leaf || request.at <= leaf.notAfter || (request.mode === 'server' && !request.filesNamed)) return null;
    return {
      params: {
        certFile: path,
        subject: leaf.subject,
        notAfter: leaf.notAfter.slice(0, 10),
        days: daysBetween(leaf.notAfter, request.at),
      },
      // This machine's clock is the only witness.
      confidence: 'likely',
    };
  },
  fix: ({ certFile }) => [
    { text: 'renew', commands: [command('llave', 'renew', certFile)], where: 'here', needsRoot: false },
    reissue('reissue', 'here', certFile),
    { text: 'clock', commands: [command('date', '-u')], where: 'here', needsRoot: false },
  ],
});
