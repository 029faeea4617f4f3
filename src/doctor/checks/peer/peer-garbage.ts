import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { wordsOf } from '../../facts/peer-words.ts';

/** How much is shown, in bytes. */
const SHOWN = 16;

/** The peer answers in a protocol that is neither TLS nor any that we know. */
export const peerGarbage = defineCheck({
  id: 'peer-garbage',
  layer: 'peer',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'peer.greeting', 'peer.http'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'peer.greeting': greeting, 'peer.http': http }) {
    const words = wordsOf(handshake, greeting);
    if (words === null || words.printable || words.kind !== 'unknown') return null;
    if (http?.state === 'ok' && /^HTTP\/\d/.test(http.value.text)) return null;
    const hex = words.bytes
      .subarray(0, SHOWN)
      .toString('hex')
      .replace(/(..)(?=.)/g, '$1 ');
    return {
      params: { host: target.host, port: target.port, hex, unasked: words.unasked },
      confidence: 'certain',
      ruledOut: [
        { code: 'peer-plaintext', because: 'not-printable' },
        { code: 'peer-starttls', because: 'no-known-greeting' },
      ],
    };
  },
  fix: ({ port }) => [
    {
      text: 'who',
      commands: [command('ss', '-ltnp', `sport = :${port}`)],
      where: 'server',
      needsRoot: true,
      os: 'linux',
    },
    { text: 'replace', commands: [command('llave', 'serve', '--port', port)], where: 'server', needsRoot: port < 1024 },
  ],
});
