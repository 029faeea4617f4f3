import { splitServer } from '../../../runtime/resolver-address.ts';
import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { familyOf } from '../../facts/addresses.ts';
import { allSilentWith, resolverViews } from '../../facts/resolution.ts';
import { hasDefault, routeTo } from '../../facts/routes.ts';

/** This machine has no route to the address: no packet left it. */
export const ipNoRoute = defineCheck({
  id: 'ip-no-route',
  layer: 'ip',
  severity: 'error',
  needs: ['local.machine'],
  reads: ['tcp.path', 'dns.lookup', 'dns.answer', 'dns.resolvers', 'ip.routes'],
  explains: ['tcp.path', 'dns.lookup'],
  run({ 'local.machine': machine, 'tcp.path': path, 'dns.lookup': lookup, ...seen }) {
    const direct = path?.state === 'failed' && path.failure.local && isRouteless(path.failure.code);
    const views = resolverViews(seen['dns.answer'], seen['dns.resolvers']);
    const names = lookup?.state === 'failed' && allSilentWith(views, isRouteless);
    if (!direct && !names) return null;
    const address = direct ? path.failure.address : splitServer(views[0]?.server ?? '').address;
    const family = familyOf(address);
    const routes = seen['ip.routes']?.state === 'ok' ? seen['ip.routes'].value.routes : undefined;
    // A route that is there and refuses is another finding.
    if (routes !== undefined && routeTo(routes, address) !== undefined) return null;
    const params = {
      address,
      family,
      resolver: !direct,
      hasDefault: routes !== undefined && hasDefault(routes, family),
      addresses: machine.interfaces.filter(({ loopback }) => !loopback).map((one) => `${one.name} ${one.address}`),
    };
    const ruledOut = [
      { code: 'ip-net-unreachable', because: 'no-packet-left' },
      { code: 'firewall-drop-host', because: 'no-packet-left' },
      ...(routes === undefined ? [] : [{ code: 'ip-route-policy', because: 'no-route-fits', params: { address } }]),
    ];
    return { params, confidence: routes === undefined ? 'likely' : 'certain', ruledOut };
  },
  fix: ({ address, family }) => [
    {
      text: 'look',
      commands: [
        command('ip', ...(family === 6 ? ['-6'] : []), 'addr'),
        command('ip', ...(family === 6 ? ['-6'] : []), 'route'),
      ],
      where: 'here',
      needsRoot: false,
      os: 'linux',
    },
    { text: 'look', commands: [command('netstat', '-rn')], where: 'here', needsRoot: false, os: 'darwin' },
    { text: 'look', commands: [command('route', 'print')], where: 'here', needsRoot: false, os: 'win32' },
    { text: 'connect', commands: [], where: 'here', needsRoot: false },
    ...(family === 6
      ? []
      : [
          {
            text: 'add',
            commands: [command('ip', 'route', 'get', address)],
            where: 'here',
            needsRoot: false,
            os: 'linux',
          } as const,
        ]),
  ],
});

/** EADDRNOTAVAIL: there is not even an address of the family to send from. */
function isRouteless(code: string): boolean {
  return code === 'ENETUNREACH' || code === 'EADDRNOTAVAIL';
}
