import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { chainOrder } from '../../facts/chain-order.ts';

/** The chain is complete, but an issuer was sent before what it issued. */
export const certWrongOrder = defineCheck({
  id: 'cert-wrong-order',
  layer: 'cert',
  severity: 'warning',
  needs: ['request', 'tls.handshake'],
  reads: [],
  explains: [],
  precedes: ['cert-ca-as-leaf'],
  run({ request, 'tls.handshake': { chain } }) {
    if (!chainOrder(chain).wrong) return null;
    const names = chain.map(({ commonName, subject }) => commonName || subject);
    return { params: { order: names.slice(0, 10), certFile: request.certFile }, confidence: 'certain' };
  },
  fix: ({ certFile }) => [
    {
      text: 'reorder',
      commands: [command('llave', 'convert', certFile, '--to', 'fullchain', '-o', certFile, '--force')],
      where: 'server',
      needsRoot: false,
      mend: { kind: 'chain', add: [] },
    },
  ],
});
