import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { refusesAll } from '../../facts/refuses-all.ts';

/** The server refuses every hello there is: it has no certificate and key that it could use. */
export const tlsServerKeyless = defineCheck({
  id: 'tls-server-keyless',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.hello', 'tls.version'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'tls.hello': hellos, 'tls.version': versions }) {
    const refusal = refusesAll(handshake, hellos, versions);
    if (refusal === null) return null;
    const { alert, tries, anyName, everyVersion } = refusal;
    return {
      params: { host: target.host, port: target.port, tries, alert },
      confidence: everyVersion ? 'certain' : 'likely',
      ruledOut: [
        { code: 'tls-no-shared-cipher', because: 'widest-refused' },
        { code: 'tls-no-shared-signature', because: 'widest-refused' },
        { code: 'tls-version-too-old', because: 'every-version-refused' },
        ...(anyName ? [{ code: 'tls-sni-unknown', because: 'any-name-refused' }] : []),
      ],
    };
  },
  fix: ({ port }) => [
    {
      text: 'match',
      commands: [command('llave', 'match', 'server.key', 'server.crt')],
      where: 'server',
      needsRoot: false,
    },
    {
      text: 'examine',
      commands: [command('llave', 'doctor', '--server', '--port', port)],
      where: 'server',
      needsRoot: false,
    },
  ],
});
