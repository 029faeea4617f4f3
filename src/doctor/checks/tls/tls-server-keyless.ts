import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import type { HelloVariant } from '../../evidence/tls.ts';
import { answerTo, refusedHello } from '../../facts/hello.ts';

const HANDSHAKE_FAILURE = 40;
const TRIED: readonly HelloVariant[] = ['cipher', 'group', 'signature', 'widest'];

/** The server refuses every hello there is: it has no certificate and key that it could use. */
export const tlsServerKeyless = defineCheck({
  id: 'tls-server-keyless',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.hello', 'tls.version'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'tls.hello': hellos, 'tls.version': versions }) {
    const refused = refusedHello(handshake);
    if (refused?.number !== HANDSHAKE_FAILURE) return null;
    const tried = [...TRIED, ...hellos.flatMap(({ at }) => (at === 'no-sni' || at === 'other-sni' ? [at] : []))];
    if (!tried.every((at) => answerTo(hellos, at as HelloVariant) === 'alert')) return null;
    if (versions.some(({ entry }) => entry.state === 'ok' && entry.value.version !== null)) return null;
    const all = versions.length > 0 && versions.every(({ entry }) => entry.state === 'ok');
    return {
      params: { host: target.host, port: target.port, tries: tried.length + versions.length, alert: refused.number },
      confidence: all ? 'certain' : 'likely',
      ruledOut: [
        { code: 'tls-no-shared-cipher', because: 'widest-refused' },
        { code: 'tls-no-shared-signature', because: 'widest-refused' },
        { code: 'tls-version-too-old', because: 'every-version-refused' },
        ...(tried.length > TRIED.length ? [{ code: 'tls-sni-unknown', because: 'any-name-refused' }] : []),
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
