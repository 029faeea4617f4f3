import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** A handshake takes two round trips at most, and a connection one: what is left beyond these is the server's. */
const ROUND_TRIPS = 3;
/** Beyond the network's share, in milliseconds: people notice. */
const SLOW_MS = 1000;
/** Health checks and impatient clients give up. */
const TOO_SLOW_MS = 2000;

/** The handshake succeeds, but the server takes its time over it. */
export const tlsSlow = defineCheck({
  id: 'tls-slow',
  layer: 'tls',
  severity: 'info',
  needs: ['target', 'tcp.path', 'tls.handshake'],
  reads: [],
  explains: [],
  run({ target, 'tcp.path': path, 'tls.handshake': { handshakeMs, lateMs = 0 } }) {
    const network = path.connectMs * ROUND_TRIPS;
    // What this machine was too busy for is nobody else's slowness.
    const own = handshakeMs - network - lateMs;
    if (own < SLOW_MS) return null;
    return {
      params: {
        ...{ host: target.host, port: target.port, tls: Math.round(handshakeMs) },
        ...{ tcp: Math.round(path.connectMs), own: Math.round(own) },
      },
      confidence: 'likely',
      ...(own >= TOO_SLOW_MS ? { severity: 'warning' as const } : {}),
      ruledOut: [{ code: 'tcp-loss', because: 'tcp-was-fast', params: { tcp: Math.round(path.connectMs) } }],
    };
  },
  fix: ({ port }) => [
    { text: 'load', commands: [command('uptime')], where: 'server', needsRoot: false },
    { text: 'compare', commands: [command('llave', 'serve', '--port', port)], where: 'server', needsRoot: port < 1024 },
  ],
});
