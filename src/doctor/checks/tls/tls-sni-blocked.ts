import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { answerTo, isGone, isTls, unanswered } from '../../facts/hello.ts';
import { hostPort } from '../../target.ts';

/** Something on the way ends connections that ask for this name, and lets other names through. */
export const tlsSniBlocked = defineCheck({
  id: 'tls-sni-blocked',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.hello'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'tls.hello': hellos }) {
    if (unanswered(handshake) === null) return null;
    const how = answerTo(hellos, 'small');
    if (!isGone(how) || !isTls(answerTo(hellos, 'other-sni'))) return null;
    // A filter that looks for the name in one segment does not find it in two.
    const evaded = isTls(answerTo(hellos, 'split'));
    return {
      params: { host: target.host, port: target.port, name: target.servername, how },
      confidence: evaded ? 'certain' : 'likely',
      ruledOut: [
        { code: 'tls-reset-after-hello', because: 'other-name-answered' },
        { code: 'tls-sni-unknown', because: evaded ? 'split-name-answered' : 'unknown-name-answered' },
      ],
    };
  },
  fix: ({ host, port, name }) => [
    { text: 'ask', commands: [], where: 'network', needsRoot: false },
    {
      text: 'elsewhere',
      commands: [command('llave', 'doctor', hostPort(host, port), '--servername', name)],
      where: 'here',
      needsRoot: false,
    },
  ],
});
