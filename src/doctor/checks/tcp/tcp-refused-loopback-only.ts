import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort, isLoopback } from '../../target.ts';

/** The server runs on this machine, but accepts connections from this machine alone. */
export const tcpRefusedLoopbackOnly = defineCheck({
  id: 'tcp-refused-loopback-only',
  layer: 'tcp',
  severity: 'error',
  needs: ['target', 'local.machine'],
  reads: ['tcp.connect', 'tcp.loopback', 'local.listen'],
  explains: ['tcp.path'],
  absorbs: ['tcp-refused', 'tcp-refused-family'],
  run({ target, 'local.machine': machine, 'tcp.connect': connects, 'tcp.loopback': loopback, 'local.listen': listen }) {
    const refused = connects.flatMap(({ entry }) =>
      entry.state === 'failed' && entry.failure.code === 'ECONNREFUSED' ? [entry.failure.address] : [],
    );
    const [address] = refused.filter((one) => !isLoopback(one) && machine.addresses.includes(one));
    if (address === undefined) return null;
    const rows = listen?.state === 'ok' ? listen.value.rows.filter(({ port }) => port === target.port) : [];
    const bound = rows.map((row) => row.address);
    const overLoopback =
      loopback?.state === 'ok' || connects.some(({ at, entry }) => isLoopback(at) && entry.state === 'ok');
    if (bound.some((one) => !isLoopback(one))) return null;
    if (bound.length === 0 && !overLoopback) return null;
    const params = { address, port: target.port, bound: bound[0] ?? '127.0.0.1' };
    const seen = bound.length > 0;
    return {
      params,
      confidence: seen ? 'certain' : 'likely',
      ruledOut: [
        { code: 'tcp-refused', because: seen ? 'listen-row' : 'loopback-connects', params },
        { code: 'firewall-reject-port', because: 'not-bound-there', params },
      ],
    };
  },
  fix: ({ port, bound }) => [
    {
      text: 'bind',
      commands: [command('llave', 'serve', '--host', '::', '--port', port)],
      where: 'here',
      needsRoot: port < 1024,
    },
    {
      text: 'use-loopback',
      commands: [command('llave', 'doctor', hostPort(bound, port))],
      where: 'here',
      needsRoot: false,
    },
  ],
});
