import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import type { HelloVariant } from '../../evidence/tls.ts';
import { answerTo } from '../../facts/hello.ts';

/** RFC 8446 section 6.2: "an internal error unrelated to the peer". */
const INTERNAL_ERROR = 80;
const VARIATIONS: readonly HelloVariant[] = ['cipher', 'group', 'signature', 'no-sni', 'other-sni', 'small', 'widest'];

/** The server itself says that it is at fault. */
export const tlsInternalError = defineCheck({
  id: 'tls-internal-error',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.hello'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'tls.hello': hellos }) {
    if (handshake?.state !== 'failed') return null;
    const { alert, phase } = handshake.failure;
    if (alert?.by !== 'peer' || alert.number !== INTERNAL_ERROR) return null;
    // If a change of ours brings an answer, then that is what it stumbled over.
    if (VARIATIONS.some((at) => answerTo(hellos, at) === 'hello')) return null;
    const refused = VARIATIONS.filter((at) => answerTo(hellos, at) === 'alert');
    return {
      params: { host: target.host, port: target.port, phase },
      confidence: refused.length > 0 ? 'certain' : 'likely',
      ruledOut: refused.includes('widest')
        ? [{ code: 'tls-no-shared-cipher', because: 'widest-refused' }]
        : [{ code: 'tls-no-shared-cipher', because: 'alert-names-it', params: { alert: INTERNAL_ERROR } }],
    };
  },
  fix: ({ port }) => [
    { text: 'log', commands: [command('journalctl', '-e')], where: 'server', needsRoot: true, os: 'linux' },
    { text: 'replace', commands: [command('llave', 'serve', '--port', port)], where: 'server', needsRoot: port < 1024 },
  ],
});
