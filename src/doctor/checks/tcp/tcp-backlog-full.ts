import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { sentAgain } from '../../facts/refusal.ts';

/** The server listens and does not accept: its queue is full, and the kernel drops who comes. */
export const tcpBacklogFull = defineCheck({
  id: 'tcp-backlog-full',
  layer: 'tcp',
  severity: 'error',
  needs: ['target', 'local.machine'],
  reads: ['tcp.path', 'local.listen'],
  explains: ['tcp.path'],
  absorbs: ['firewall-drop-port', 'firewall-drop-host'],
  run({ target, 'local.machine': machine, 'tcp.path': path, 'local.listen': listen }) {
    if (path?.state !== 'failed' || path.failure.code !== 'TIMEOUT' || listen?.state !== 'ok') return null;
    const { address, port } = path.failure;
    if (!target.loopback && !machine.addresses.includes(address)) return null;
    const waiting = Math.max(0, ...listen.value.rows.filter((row) => row.port === port).map((row) => row.waiting));
    if (waiting === 0) return null;
    const again = sentAgain(path.failure);
    return {
      params: { address, port, waiting },
      confidence: again ? 'certain' : 'likely',
      ruledOut: [
        { code: 'tcp-refused', because: 'queue-waits', params: { waiting } },
        { code: 'firewall-drop-port', because: 'queue-waits', params: { waiting } },
      ],
    };
  },
  fix: ({ port }) => [
    {
      text: 'who',
      commands: [command('ss', '-ltnp', `sport = :${port}`)],
      where: 'here',
      needsRoot: true,
      os: 'linux',
    },
    {
      text: 'raise',
      commands: [command('sysctl', 'net.core.somaxconn')],
      where: 'here',
      needsRoot: false,
      os: 'linux',
    },
  ],
});
