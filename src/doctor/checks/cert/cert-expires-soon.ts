import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { daysBetween, dueAt } from '../../facts/validity.ts';

/** The leaf is valid, but less than a third of its life is left (half if that is 10 days or less). */
export const certExpiresSoon = defineCheck({
  id: 'cert-expires-soon',
  layer: 'cert',
  severity: 'warning',
  needs: ['request', 'tls.handshake'],
  reads: [],
  explains: [],
  precedes: ['cert-ca-as-leaf'],
  run({ request, 'tls.handshake': { chain } }) {
    const [leaf] = chain;
    const now = Date.parse(request.at);
    if (!leaf || now > Date.parse(leaf.notAfter) || now < dueAt(leaf).getTime()) return null;
    const params = {
      subject: leaf.subject,
      notAfter: leaf.notAfter.slice(0, 10),
      days: daysBetween(request.at, leaf.notAfter),
      certFile: request.certFile,
      here: request.mode !== 'target',
    };
    return { params, confidence: 'certain' };
  },
  fix: ({ certFile, here }) => [
    {
      text: 'renew',
      commands: [command('llave', 'renew', certFile)],
      where: here ? 'here' : 'server',
      needsRoot: false,
    },
  ],
});
