import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { bothEnds } from '../../facts/two-ends.ts';
import { hostPort } from '../../target.ts';

/** Behind one target there are servers that do not share rooms: who is on the one does not hear who is on the other. */
export const chatDifferentServer = defineCheck({
  id: 'chat-different-server',
  layer: 'chat',
  severity: 'error',
  needs: ['target', 'tls.handshake', 'chat.exchange'],
  reads: ['chat.peer', 'chat.status'],
  explains: [],
  absorbs: ['chat-round-trip-lost'],
  run({
    target,
    'tls.handshake': { address },
    'chat.exchange': exchange,
    'chat.peer': peers,
    'chat.status': statuses,
  }) {
    const [own = '', other = ''] = bothEnds(statuses).map(({ instance }) => instance);
    const differ = (a: string, b: string) => a !== '' && b !== '' && a !== b;
    // Servers with a common backplane are several processes as well: only what is not heard counts.
    const deaf = peers
      .flatMap(({ entry }) => (entry.state === 'ok' ? [entry.value] : []))
      .find(({ heard, instance }) => !heard && (own === '' || instance !== own));
    const split = !exchange.received && differ(own, other);
    if (!deaf && !split) return null;
    return {
      params: {
        host: target.host,
        port: target.port,
        address,
        otherAddress: deaf?.address ?? address,
        target: hostPort(target.host, target.port),
      },
      confidence: split || differ(own, deaf?.instance ?? '') ? 'certain' : 'likely',
      ruledOut: [
        {
          code: 'chat-round-trip-lost',
          because: split ? 'two-processes' : 'heard-on-one-address',
          params: { address },
        },
      ],
    };
  },
  fix: ({ port, address, otherAddress, target }) => [
    {
      text: 'look',
      commands: [...new Set([address, otherAddress])].map((one) =>
        command('llave', 'doctor', target, '--address', one),
      ),
      where: 'here',
      needsRoot: false,
    },
    { text: 'one', commands: [], where: 'network', needsRoot: false },
    {
      text: 'join',
      commands: [command('llave', 'serve', '--port', port, '--backplane', 'nats://127.0.0.1:4222')],
      where: 'server',
      needsRoot: port < 1024,
    },
  ],
});
