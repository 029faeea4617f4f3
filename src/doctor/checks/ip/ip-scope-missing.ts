import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { isLinkLocal6 } from '../../facts/addresses.ts';
import { hostPort } from '../../target.ts';

/** A link-local IPv6 address says nothing without the interface that it is on (RFC 4007 section 11). */
export const ipScopeMissing = defineCheck({
  id: 'ip-scope-missing',
  layer: 'ip',
  severity: 'error',
  needs: ['target', 'addresses', 'local.machine'],
  reads: ['tcp.path'],
  explains: ['tcp.path'],
  absorbs: ['ip-host-dead', 'ip-no-route'],
  run({ target, addresses, 'local.machine': machine, 'tcp.path': path }) {
    const all = addresses.list.map(({ address }) => address);
    const [address] = all.filter((one) => isLinkLocal6(one) && !one.includes('%'));
    if (address === undefined || !all.every(isLinkLocal6) || path === undefined) return null;
    const names = machine.interfaces
      .filter((one) => !one.loopback && isLinkLocal6(one.address))
      .map(({ name }) => name);
    const interfaces = [...new Set(names)];
    const errno = path.state === 'failed' ? path.failure.code : '';
    const refused = path.state === 'failed' && path.failure.local;
    const params = {
      address,
      port: target.port,
      interfaces,
      first: interfaces[0] ?? 'eth0',
      byName: target.hostKind === 'name',
    };
    // Node takes the first interface that it finds: what it reached, or did not, may be another link than the meant one.
    const ruledOut = refused ? [{ code: 'ip-route-policy', because: 'link-local-errno', params: { errno } }] : [];
    const severity = path.state === 'ok' ? ('warning' as const) : ('error' as const);
    return { params, confidence: refused || path.state === 'ok' ? 'certain' : 'likely', severity, ruledOut };
  },
  fix: ({ address, port, interfaces, first, byName }) => [
    ...(interfaces.length > 0 ? interfaces : [first]).slice(0, 3).map(
      (name) =>
        ({
          text: 'zone',
          commands: [command('llave', 'doctor', hostPort(`${address}%${name}`, port))],
          where: 'here',
          needsRoot: false,
        }) as const,
    ),
    ...(byName ? [{ text: 'record', commands: [], where: 'network', needsRoot: false } as const] : []),
  ],
});
