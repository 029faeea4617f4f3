import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { refusedByOwnTcp } from '../../facts/refusal.ts';
import { hostPort, isLoopback } from '../../target.ts';

/** The server listens on one address family only, and this machine asks for the other one first. */
export const tcpRefusedFamily = defineCheck({
  id: 'tcp-refused-family',
  layer: 'tcp',
  severity: 'error',
  needs: ['target', 'addresses', 'local.machine'],
  reads: ['tcp.path', 'tcp.connect', 'tcp.retry', 'local.listen'],
  explains: ['tcp.path'],
  absorbs: ['tcp-refused'],
  run({
    target,
    addresses,
    'local.machine': machine,
    'tcp.path': path,
    'tcp.connect': connects,
    'tcp.retry': retries,
    'local.listen': listen,
  }) {
    const familyOf = (address: string) => addresses.list.find((one) => one.address === address)?.family ?? 4;
    const own = (address: string) => isLoopback(address) || machine.addresses.includes(address);
    const refused = connects.flatMap(({ at, entry }) =>
      entry.state === 'failed' && entry.failure.code === 'ECONNREFUSED' && own(at) ? [at] : [],
    );
    const [address] = refused;
    if (address === undefined) return null;
    const family = familyOf(address);
    const works = connects.find(({ at, entry }) => entry.state === 'ok' && familyOf(at) !== family)?.at;
    const rows = listen?.state === 'ok' ? listen.value.rows.filter(({ port }) => port === target.port) : [];
    const bound = rows.find((row) => row.family !== family);
    const elsewhere = works ?? bound?.address;
    // Bound to loopback alone is another finding; the same family on another address is not this one either.
    if (elsewhere === undefined || rows.some((row) => row.family === family)) return null;
    // A socket of `::` is for IPv4 as well, unless it is TCP itself that refuses.
    if (path?.state === 'failed' && family === 4 && refusedByOwnTcp(path.failure, retries) === false) return null;
    if (path?.state === 'failed' && !isLoopback(address) && bound !== undefined && isLoopback(bound.address))
      return null;
    const use = works ?? (family === 6 ? '127.0.0.1' : '::1');
    return {
      params: {
        host: target.host,
        port: target.port,
        address,
        family: family === 6 ? 'IPv6' : 'IPv4',
        use,
        other: family === 6 ? 'IPv4' : 'IPv6',
      },
      confidence: 'certain',
      ...(path?.state === 'ok' ? { severity: 'warning' as const } : {}),
      ruledOut: [
        {
          code: 'tcp-refused',
          because: works ? 'other-family-works' : 'listens-other-family',
          params: { address: elsewhere },
        },
      ],
    };
  },
  fix: ({ port, use }) => [
    { text: 'use', commands: [command('llave', 'doctor', hostPort(use, port))], where: 'here', needsRoot: false },
    {
      text: 'bind',
      commands: [command('llave', 'serve', '--host', '::', '--port', port)],
      where: 'here',
      needsRoot: port < 1024,
    },
  ],
});
