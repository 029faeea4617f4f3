import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort } from '../../target.ts';

/** Two connections of ours in one room: what one says does not reach the other. */
export const chatRoundTripLost = defineCheck({
  id: 'chat-round-trip-lost',
  layer: 'chat',
  severity: 'error',
  needs: ['target', 'chat.exchange'],
  reads: [],
  explains: [],
  run({ target, 'chat.exchange': exchange }) {
    if (exchange.received) return null;
    const { server, room, roundTripMs } = exchange;
    return {
      params: { host: target.host, port: target.port, server, room, ms: Math.round(roundTripMs) },
      confidence: 'certain',
      ruledOut: [{ code: 'chat-not-llave', because: 'greets-as-llave', params: { server } }],
    };
  },
  fix: ({ host, port }) => [
    {
      text: 'by-hand',
      commands: [command('llave', 'chat', hostPort(host, port)), command('llave', 'chat', hostPort(host, port))],
      where: 'here',
      needsRoot: false,
    },
    { text: 'restart', commands: [command('llave', 'serve', '--port', port)], where: 'server', needsRoot: port < 1024 },
  ],
});
