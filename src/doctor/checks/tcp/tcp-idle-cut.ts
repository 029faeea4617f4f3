import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** A connection on which nobody speaks does not survive the time that was asked for. */
export const tcpIdleCut = defineCheck({
  id: 'tcp-idle-cut',
  layer: 'tcp',
  severity: 'error',
  needs: ['target', 'tcp.path'],
  reads: ['tcp.idle'],
  explains: [],
  run({ target, 'tcp.idle': held }) {
    const heldAs = (at: string) => {
      const entry = held.find((member) => member.at === at)?.entry;
      return entry?.state === 'ok' ? entry.value : undefined;
    };
    const [plain, kept] = [heldAs('plain'), heldAs('keepalive')];
    if (plain === undefined || plain.end === 'alive') return null;
    const cured = kept?.end === 'alive';
    const after = Math.round(plain.afterMs / 1000);
    return {
      params: { host: target.host, port: target.port, seconds: plain.seconds, after, how: plain.end, cured },
      // Keepalive fools what forgets; a server that wants to hear words is not fooled.
      confidence: cured ? 'certain' : 'likely',
      ruledOut: cured ? [{ code: 'tcp-loss', because: 'keepalive-survives' }] : [],
    };
  },
  fix: ({ cured, seconds }) => [
    {
      text: cured ? 'keepalive' : 'server',
      commands: cured ? [command('sysctl', `net.ipv4.tcp_keepalive_time=${Math.max(1, Math.floor(seconds / 2))}`)] : [],
      where: cured ? 'here' : 'server',
      needsRoot: cured,
    },
    { text: 'raise', commands: [], where: 'network', needsRoot: false },
  ],
});
