import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { unanswered } from '../../facts/hello.ts';
import { wordsOf } from '../../facts/peer-words.ts';
import { hostPort } from '../../target.ts';

/** Where the same protocol has TLS from the first byte. */
const DIRECT: Readonly<Record<string, number>> = { smtp: 465, imap: 993, pop3: 995, ftp: 990, ldap: 636, xmpp: 5223 };
/** PostgreSQL hangs up on a hello: that is `peer-closes`. */
const CLIENT_FIRST = ['ldap', 'xmpp'];
const TEXTUAL = ['smtp', 'ftp', 'smtp-or-ftp', 'imap', 'pop3', 'mysql', 'xmpp'];

/** The server speaks a protocol that begins in the clear; TLS comes later in it, by STARTTLS, or not at all. */
export const peerStarttls = defineCheck({
  id: 'peer-starttls',
  layer: 'peer',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'peer.greeting', 'peer.starttls'],
  explains: ['tls.handshake'],
  absorbs: ['peer-closes'],
  run({ target, 'tls.handshake': handshake, 'peer.greeting': greeting, 'peer.starttls': begun }) {
    if (handshake?.state !== 'failed') return null;
    const refused = handshake.failure.code === 'STARTTLS' ? handshake.failure.starttls : undefined;
    const words = wordsOf(handshake, greeting);
    const spoken = begun.flatMap(({ at, entry }) =>
      entry.state === 'ok' && !['wrong-protocol', 'ended', 'too-long'].includes(entry.value.outcome)
        ? [{ protocol: at, ...entry.value }]
        : [],
    );
    const first = spoken.find(({ protocol }) => words !== null || CLIENT_FIRST.includes(protocol));
    const greeted = words !== null && TEXTUAL.includes(words.kind);
    if (!refused && !greeted && !(first && unanswered(handshake))) return null;
    const guess = words?.kind === 'smtp-or-ftp' ? (target.port === 21 ? 'ftp' : 'smtp') : (words?.kind ?? '');
    const protocol = refused?.protocol ?? first?.protocol ?? guess;
    const offered = !refused && (first === undefined || first.outcome === 'ready');
    const { host, port } = target;
    return {
      params: {
        host,
        port,
        protocol,
        offered,
        line: refused?.reply.split(/\r?\n/)[0] ?? words?.line ?? '',
        direct: DIRECT[protocol] ?? 0,
      },
      confidence: first !== undefined || refused !== undefined ? 'certain' : 'likely',
      ruledOut: [
        { code: 'peer-plaintext', because: 'protocol-recognised', params: { protocol } },
        ...(first?.tls ? [{ code: 'peer-garbage', because: 'tls-after-starttls' }] : []),
      ],
    };
  },
  fix: ({ host, port, protocol, offered, direct }) => [
    ...(offered
      ? [
          {
            text: 'starttls',
            commands: [command('llave', 'doctor', hostPort(host, port), '--starttls', protocol)],
            where: 'here',
            needsRoot: false,
          } as const,
        ]
      : [{ text: 'enable', commands: [], where: 'server', needsRoot: false } as const]),
    ...(direct > 0
      ? [
          {
            text: 'direct',
            commands: [command('llave', 'doctor', hostPort(host, direct))],
            where: 'here',
            needsRoot: false,
          } as const,
        ]
      : []),
  ],
});
