import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import type { HelloVariant } from '../../evidence/tls.ts';
import { answerTo, isGone, isTls, unanswered, variant } from '../../facts/hello.ts';
import { hostPort } from '../../target.ts';

/** The larger and the split hello; each alone is enough. */
const HARD: readonly HelloVariant[] = ['padded', 'tiny-padded', 'split', 'ml-kem'];

/** The server, or something before it, cannot read a hello that comes in more than one piece (tldr.fail). */
export const tlsHelloIntolerant = defineCheck({
  id: 'tls-hello-intolerant',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.hello'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'tls.hello': hellos }) {
    const works = handshake?.state === 'ok';
    if ((!works && unanswered(handshake) === null) || !isTls(answerTo(hellos, 'small'))) return null;
    const taken = (at: HelloVariant) => {
      const entry = variant(hellos, at);
      // Silence is the server's only where its kernel took every byte.
      return answerTo(hellos, at) !== 'silence' || (entry?.state === 'ok' && entry.value.unacked === 0);
    };
    const failing = HARD.filter((at) => isGone(answerTo(hellos, at)) && taken(at));
    if (
      failing.length === 0 ||
      (failing.length === 1 && failing[0] === 'ml-kem' && answerTo(hellos, 'ml-kem') === 'silence')
    )
      return null;
    const how = answerTo(hellos, failing[0]!);
    return {
      params: { host: target.host, port: target.port, failing, how, split: failing.includes('split') },
      ...(works ? { severity: 'warning' as const } : {}),
      confidence: failing.length > 1 || failing.includes('split') ? 'certain' : 'likely',
      ruledOut: [
        { code: 'tls-reset-after-hello', because: 'small-hello-answered' },
        { code: 'tcp-pmtu-client-to-server', because: how === 'silence' ? 'all-acknowledged' : 'ended-not-lost' },
      ],
    };
  },
  fix: ({ host, port }) => [
    { text: 'update', commands: [], where: 'server', needsRoot: false },
    {
      text: 'smaller',
      commands: [command('openssl', 's_client', '-groups', 'X25519', '-connect', hostPort(host, port))],
      where: 'here',
      needsRoot: false,
    },
  ],
});
