import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { chainOrder } from '../../facts/chain-order.ts';
import { hostPort } from '../../target.ts';

/** The root was sent along: who trusts it has it, and nobody else believes it. */
export const certRootSent = defineCheck({
  id: 'cert-root-sent',
  layer: 'cert',
  severity: 'info',
  needs: ['request', 'target', 'tls.handshake'],
  reads: [],
  explains: [],
  run({ request, target, 'tls.handshake': { chain } }) {
    const { roots: found } = chainOrder(chain);
    if (found.length === 0) return null;
    return {
      params: {
        subjects: found.slice(0, 5),
        count: found.length,
        sent: chain.length,
        certFile: request.certFile,
        target: hostPort(target.host, target.port),
      },
      confidence: 'certain',
    };
  },
  fix: ({ certFile, target }) => [
    {
      text: 'drop',
      commands: [command('llave', 'convert', certFile, '--to', 'fullchain', '-o', certFile, '--force')],
      where: 'server',
      needsRoot: false,
      mend: { kind: 'chain', add: [] },
    },
    { text: 'look', commands: [command('llave', 'inspect', target)], where: 'here', needsRoot: false },
  ],
});
