import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { answerOf } from '../../facts/hello.ts';
import { wordsOf } from '../../facts/peer-words.ts';

/** What other findings know better. */
const KNOWN = /^HTTP\/\d|^\s*<(!doctype html|html)/i;
/** A part of our own HTTP request that only an echo says. */
const OWN_WORDS = 'HEAD / HTTP/1.0';

/** A server that talks in plain text: an echo, a chat, or any program that speaks in lines. */
export const peerPlaintext = defineCheck({
  id: 'peer-plaintext',
  layer: 'peer',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.tiny', 'tls.hello', 'peer.greeting', 'peer.http'],
  explains: ['tls.handshake'],
  run({
    target,
    'tls.handshake': handshake,
    'tls.tiny': tiny,
    'tls.hello': hellos,
    'peer.greeting': greeting,
    'peer.http': http,
  }) {
    if (handshake?.state !== 'failed') return null;
    const { wire } = handshake.failure;
    const CLIENT_HELLO = 1;
    const said = http?.state === 'ok' ? http.value.text : '';
    const echo = wire.serverMessages.includes(CLIENT_HELLO) || said.includes(OWN_WORDS);
    const spoke = [tiny, ...hellos.map(({ entry }) => entry)].some((entry) => answerOf(entry) === 'hello');
    // Silent to TLS, and it hangs up on a line of text: it read that line, and did not like it.
    const hungUp =
      handshake.failure.code === 'TIMEOUT' &&
      handshake.failure.raw.bytesIn === 0 &&
      answerOf(tiny) === 'silence' &&
      greeting?.state === 'ok' &&
      greeting.value.end === 'timeout' &&
      http?.state === 'ok' &&
      http.value.bytesIn === 0 &&
      http.value.end === 'fin';
    const words = wordsOf(handshake, greeting);
    const line = words?.line ?? said.split(/\r?\n/)[0]!.slice(0, 80);
    const text = words
      ? words.printable && words.kind === 'unknown'
      : handshake.failure.raw.bytesIn === 0 && /^[\x20-\x7e\t]+\r?\n/.test(said);
    if (spoke || (!echo && !hungUp && (!text || KNOWN.test(line) || KNOWN.test(said)))) return null;
    return {
      params: { host: target.host, port: target.port, echo, line: echo ? '' : line },
      confidence: echo || words?.unasked ? 'certain' : 'likely',
      ruledOut: [
        { code: 'peer-silent', because: hungUp ? 'text-makes-a-difference' : 'peer-answered' },
        ...(echo ? [{ code: 'peer-garbage', because: 'own-words-back' }] : []),
      ],
    };
  },
  fix: ({ host, port }) => [
    { text: 'tls', commands: [command('llave', 'serve', '--port', port)], where: 'server', needsRoot: port < 1024 },
    { text: 'plain', commands: [command('ncat', host, port)], where: 'here', needsRoot: false },
  ],
});
