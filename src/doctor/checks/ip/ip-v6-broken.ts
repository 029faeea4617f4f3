import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { deadAddresses } from '../../facts/dead-addresses.ts';
import { digCommand } from '../../fixes/dns.ts';

/** The name has IPv6 addresses and this machine has IPv6, but nothing comes back over it; IPv4 works. */
export const ipV6Broken = defineCheck({
  id: 'ip-v6-broken',
  layer: 'ip',
  severity: 'warning',
  needs: ['target', 'addresses', 'tcp.path'],
  reads: ['tcp.connect'],
  explains: ['tcp.connect'],
  run({ target, addresses, 'tcp.path': path, 'tcp.connect': connects }) {
    if (target.loopback) return null;
    const { dead, ipv6Broken } = deadAddresses(addresses.list, connects);
    if (!ipv6Broken) return null;
    const six = dead.filter(({ family }) => family === 6);
    const [first] = six;
    const params = {
      host: target.host,
      address: first?.address ?? '',
      how: first?.code.toLowerCase() ?? '',
      works: path.address,
    };
    const ruledOut = [
      { code: 'dns-aaaa-only', because: 'other-address-works', params: { address: path.address } },
      { code: 'ip-no-route', because: 'packets-left' },
    ];
    // The server's IPv6 or ours: only another host over IPv6 could tell, and none was named.
    return { params, confidence: 'likely', ruledOut };
  },
  fix: ({ host, address }) => [
    {
      text: 'trace',
      commands: [command('tracepath', '-6', '-n', address)],
      where: 'here',
      needsRoot: false,
      os: 'linux',
    },
    { text: 'record', commands: [digCommand('', host, 'AAAA')], where: 'network', needsRoot: false },
    { text: 'route', commands: [command('ip', '-6', 'route')], where: 'server', needsRoot: false, os: 'linux' },
  ],
});
