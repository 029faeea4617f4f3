import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { lastLink } from '../../facts/last-link.ts';
import { hostAnswers } from '../../facts/refusal.ts';
import { hostPort } from '../../target.ts';

/** Nobody on the last link answers for the address: the host is off, or the address is wrong. */
export const ipHostDead = defineCheck({
  id: 'ip-host-dead',
  layer: 'ip',
  severity: 'error',
  needs: [],
  reads: ['tcp.path', 'tcp.connect', 'tcp.control', 'tcp.vigil', 'tcp.udp', 'ip.routes', 'ip.neighbours'],
  explains: ['tcp.path'],
  run(seen) {
    const { 'tcp.path': path } = seen;
    if (path?.state !== 'failed' || path.failure.local) return null;
    const { address, port } = path.failure;
    const { hop, route, row, noArp, toldLate, inVain } = lastLink(path.failure, seen);
    const onLink = route !== undefined && hop === address;
    // Other ports of the address answer: then this one is forwarded, and it is behind it that nobody does.
    const forwarded = hostAnswers(seen['tcp.control'], seen['tcp.udp']).length > 0;
    if (forwarded && !toldLate) return null;
    if (!forwarded && !noArp && (!inVain || (onLink && row?.complete === true))) return null;
    const params = {
      address,
      hop: forwarded ? hostPort(address, port) : hop,
      gateway: !forwarded && noArp && hop !== address,
      forwarded,
      interface: row?.interface ?? route?.interface ?? '',
    };
    const ruledOut = [
      {
        code: 'firewall-drop-host',
        because: noArp && !forwarded ? 'no-arp-answer' : 'host-unreachable-late',
        params: { hop },
      },
      { code: 'ip-no-route', because: 'packets-left' },
    ];
    return { params, confidence: noArp && !forwarded ? 'certain' : 'likely', ruledOut };
  },
  fix: ({ hop, gateway, forwarded }) =>
    forwarded
      ? [{ text: 'forward', commands: [], where: 'network', needsRoot: false }]
      : [
          {
            text: gateway ? 'gateway' : 'power',
            commands: [],
            where: gateway ? 'network' : 'server',
            needsRoot: false,
          },
          {
            text: 'look',
            commands: [command('ip', 'neigh', 'show', hop), command('ping', '-c', 3, hop)],
            where: 'here',
            needsRoot: false,
            os: 'linux',
          },
          { text: 'look', commands: [command('arp', '-n', hop)], where: 'here', needsRoot: false, os: 'darwin' },
          { text: 'look', commands: [command('arp', '-a', hop)], where: 'here', needsRoot: false, os: 'win32' },
        ],
});
