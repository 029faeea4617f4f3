import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { answerTo, refusedHello } from '../../facts/hello.ts';
import { hostPort } from '../../target.ts';

/** RFC 6066 section 3: the server does not serve the name that was asked for. */
const UNRECOGNIZED_NAME = 112;

/** The server has nothing under the name that we ask for. */
export const tlsSniUnknown = defineCheck({
  id: 'tls-sni-unknown',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.hello', 'tls.sni'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'tls.hello': hellos, 'tls.sni': others }) {
    const refused = refusedHello(handshake);
    if (refused === null) return null;
    const said = refused.number === UNRECOGNIZED_NAME;
    const nameless = answerTo(hellos, 'no-sni') === 'hello' || answerTo(hellos, 'other-sni') === 'hello';
    // Only the name made the difference: the same offer without it, or with another one, is answered.
    if (!said && !nameless) return null;
    const served = others.flatMap(({ entry }) => (entry.state === 'ok' ? entry.value.names : []));
    const asked = refused.wire.clientHello?.serverName ?? '';
    const { host, port, servername } = target;
    return {
      params: { host, port, name: asked || servername, sent: asked !== '', served, alert: refused.number },
      confidence: said || answerTo(hellos, 'widest') === 'alert' ? 'certain' : 'likely',
      ruledOut: said
        ? [{ code: 'tls-no-shared-cipher', because: 'alert-names-it', params: { alert: refused.number } }]
        : [{ code: 'tls-no-shared-cipher', because: 'answers-without-name' }],
    };
  },
  fix: ({ host, port, name, served }) => [
    {
      text: served.length > 0 ? 'other-name' : 'ask',
      commands: [command('llave', 'doctor', hostPort(host, port), '--servername', served[0] ?? 'NAME')],
      where: 'here',
      needsRoot: false,
    },
    { text: 'add', commands: [command('llave', 'selfsign', '-H', name)], where: 'server', needsRoot: false },
  ],
});
