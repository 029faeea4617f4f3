import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

/** Nothing listens on the port, and without privileges nobody may. */
export const serverPortPrivileged = defineCheck({
  id: 'server-port-privileged',
  layer: 'server',
  severity: 'error',
  needs: ['request', 'target', 'local.machine', 'local.port', 'local.listen'],
  reads: ['tcp.path'],
  explains: ['tcp.path', 'tcp.connect'],
  absorbs: ['tcp-refused', 'server-not-listening'],
  run({ request, target, 'local.machine': machine, 'local.port': port, 'local.listen': listen, 'tcp.path': path }) {
    if (request.mode !== 'server' || machine.root || target.port >= port.unprivilegedFrom) return null;
    if (path?.state !== 'failed' || listen.rows.some((row) => row.port === target.port)) return null;
    return { params: { port: target.port, first: port.unprivilegedFrom }, confidence: 'certain' };
  },
  fix: ({ port }) => [
    {
      text: 'systemd',
      commands: [
        command(
          'systemd-run',
          '-p',
          'AmbientCapabilities=CAP_NET_BIND_SERVICE',
          '--uid',
          'llave',
          'llave',
          'serve',
          '--port',
          port,
        ),
      ],
      where: 'here',
      needsRoot: true,
      os: 'linux',
    },
    {
      text: 'sysctl',
      commands: [command('sysctl', '-w', `net.ipv4.ip_unprivileged_port_start=${port}`)],
      where: 'here',
      needsRoot: true,
      os: 'linux',
    },
    { text: 'other', commands: [command('llave', 'serve', '--port', 8443)], where: 'here', needsRoot: false },
  ],
});
