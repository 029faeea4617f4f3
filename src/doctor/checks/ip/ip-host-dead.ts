import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostAnswers } from '../../facts/refusal.ts';
import { routeTo } from '../../facts/routes.ts';
import { hostPort } from '../../target.ts';

/** So late, "host unreachable" is no firewall's answer, which takes one round trip. */
const LATE_MS = 500;
/** Asking for a link address in vain takes three seconds (RFC 4861 section 10, and Linux for ARP); a firewall's no, one round trip. */
const IN_VAIN_MS = 2000;

/** Nobody on the last link answers for the address: the host is off, or the address is wrong. */
export const ipHostDead = defineCheck({
  id: 'ip-host-dead',
  layer: 'ip',
  severity: 'error',
  needs: [],
  reads: ['tcp.path', 'tcp.connect', 'tcp.control', 'tcp.vigil', 'tcp.udp', 'ip.routes', 'ip.neighbours'],
  explains: ['tcp.path'],
  run({ 'tcp.path': path, 'tcp.connect': connects, 'tcp.control': controls, 'tcp.udp': udp, ...seen }) {
    if (path?.state !== 'failed' || path.failure.local) return null;
    const { address, code, port } = path.failure;
    const routes = seen['ip.routes']?.state === 'ok' ? seen['ip.routes'].value.routes : [];
    const route = routeTo(routes, address);
    const hop = route === undefined || route.gateway === '' ? address : route.gateway;
    const rows = seen['ip.neighbours']?.state === 'ok' ? seen['ip.neighbours'].value.rows : [];
    const row = rows.find((one) => one.address === hop);
    const onLink = route !== undefined && hop === address;
    const took = connects.find(({ at }) => at === address)?.entry.ms ?? 0;
    // When asking in vain ends, whoever waits is told; our own attempt is given up just before.
    const vigil = seen['tcp.vigil'];
    const unreachable = vigil?.state === 'failed' && vigil.failure.code === 'EHOSTUNREACH';
    const late = unreachable && vigil.failure.address === address && vigil.ms >= LATE_MS;
    const inVain = code === 'TIMEOUT' ? late : code === 'EHOSTUNREACH' && took >= IN_VAIN_MS;
    // Other ports of the address answer: then this one is forwarded, and it is behind it that nobody does.
    const forwarded = hostAnswers(controls, udp).length > 0;
    if (forwarded && !(late && code === 'TIMEOUT')) return null;
    const noArp = row !== undefined && !row.complete && (code === 'TIMEOUT' || code === 'EHOSTUNREACH');
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
