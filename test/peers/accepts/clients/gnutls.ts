import { isIP } from 'node:net';
import { peer } from '../../../support/peers.ts';
import { type AcceptsClient, askEach, run } from './client.ts';

export const gnutls: AcceptsClient = {
  client: 'gnutls',
  peers: ['gnutls-cli'],
  ask: (cases, rootFile) =>
    askEach(cases, async ({ port, host }) => {
      const named = isIP(host)
        ? [`--verify-hostname=${host}`]
        : [`--verify-hostname=${host}`, `--sni-hostname=${host}`];
      const target = ['--port', String(port), '127.0.0.1'];
      const { status, output } = await run(peer('gnutls-cli')!, [`--x509cafile=${rootFile}`, ...named, ...target]);
      return status === 0 ? undefined : (/^- Status: .*$|^\*\*\* .*$/m.exec(output)?.[0] ?? output);
    }),
};
