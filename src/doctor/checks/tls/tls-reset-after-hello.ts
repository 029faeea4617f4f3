import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { answerOf, answerTo, isTls, unanswered } from '../../facts/hello.ts';

/** Whatever hello we send, the connection is reset; without one it stays open. */
export const tlsResetAfterHello = defineCheck({
  id: 'tls-reset-after-hello',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.hello', 'tls.tiny', 'tls.header', 'peer.greeting', 'peer.http'],
  explains: ['tls.handshake'],
  run({
    target,
    'tls.handshake': handshake,
    'tls.hello': hellos,
    'tls.tiny': tiny,
    'tls.header': header,
    'peer.greeting': greeting,
    'peer.http': http,
  }) {
    if (unanswered(handshake)?.code !== 'RST' || answerTo(hellos, 'small') !== 'rst') return null;
    // Who closes with bytes unread seems to reset as well, but not where there was next to nothing to read.
    if (answerOf(header) === 'fin') return null;
    if (hellos.some(({ at }) => isTls(answerTo(hellos, at as 'small')))) return null;
    // Who is silent to silence waits for us to speak; who resets that too does not even look at the hello.
    if (greeting?.state !== 'ok' || greeting.value.end !== 'timeout' || greeting.value.bytesIn > 0) return null;
    const plain = http?.state === 'ok' && http.value.end === 'rst';
    const names = answerTo(hellos, 'other-sni') === 'rst';
    const smallest = tiny?.state === 'ok' && tiny.value.end === 'rst';
    return {
      params: { host: target.host, port: target.port, plain },
      confidence: 'likely',
      ruledOut: [
        { code: 'tcp-reset-on-accept', because: 'stays-open-in-silence' },
        { code: 'tls-hello-intolerant', because: 'small-hello-reset' },
        ...(names ? [{ code: 'tls-sni-blocked', because: 'any-name-reset' }] : []),
        ...(smallest ? [{ code: 'tcp-pmtu-server-to-client', because: 'ended-not-lost' }] : []),
      ],
    };
  },
  fix: ({ port }) => [
    { text: 'log', commands: [command('journalctl', '-e')], where: 'server', needsRoot: true, os: 'linux' },
    { text: 'replace', commands: [command('llave', 'serve', '--port', port)], where: 'server', needsRoot: port < 1024 },
    { text: 'elsewhere', commands: [], where: 'network', needsRoot: false },
  ],
});
