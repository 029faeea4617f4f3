import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { answerOf, isTls } from '../../facts/hello.ts';
import { hostPort } from '../../target.ts';

const HTTP = /^HTTP\/\d/;
const HTML = /^\s*<(!doctype html|html)/i;

/** A plain HTTP server answers on the port. */
export const peerHttp = defineCheck({
  id: 'peer-http',
  layer: 'peer',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.hello', 'peer.http'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'tls.hello': hellos, 'peer.http': reply }) {
    if (handshake?.state !== 'failed') return null;
    // Many a TLS server tells who speaks HTTP to it so in HTTP.
    if (hellos.some(({ entry }) => isTls(answerOf(entry)))) return null;
    const toHello = handshake.failure.firstText ?? '';
    const toRequest = reply?.state === 'ok' ? reply.value.text : '';
    const said = [toRequest, toHello].find((text) => HTTP.test(text)) ?? (HTML.test(toHello) ? toHello : undefined);
    if (said === undefined) return null;
    const line = said.split(/\r?\n/)[0]!.slice(0, 80);
    const server = /^server:\s*(.{1,80})$/im.exec(said)?.[1]?.trim() ?? '';
    return {
      params: { host: target.host, port: target.port, line, server },
      confidence: HTTP.test(said) ? 'certain' : 'likely',
      ruledOut: [{ code: 'peer-silent', because: 'peer-answered' }],
    };
  },
  fix: ({ host, port }) => [
    {
      text: 'plain',
      commands: [command('curl', '-I', `http://${hostPort(host, port)}/`)],
      where: 'here',
      needsRoot: false,
    },
    { text: 'tls-port', commands: [command('llave', 'doctor', hostPort(host, 443))], where: 'here', needsRoot: false },
  ],
});
