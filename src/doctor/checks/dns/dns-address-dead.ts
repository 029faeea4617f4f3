import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { deadAddresses } from '../../facts/dead-addresses.ts';
import { digCommand } from '../../fixes/dns.ts';
import { hostPort } from '../../target.ts';

/** Some addresses of the name do not answer, others do. */
export const dnsAddressDead = defineCheck({
  id: 'dns-address-dead',
  layer: 'dns',
  severity: 'warning',
  needs: ['target', 'addresses', 'tcp.path'],
  reads: ['tcp.connect'],
  explains: ['tcp.connect'],
  run({ target, addresses, 'tcp.path': path, 'tcp.connect': connects }) {
    if (addresses.source !== 'lookup' && addresses.source !== 'records') return null;
    const { dead, ipv6Broken } = deadAddresses(addresses.list, connects);
    if (target.loopback || dead.length === 0 || ipv6Broken) return null;
    const [first] = dead;
    return {
      params: {
        host: target.host,
        port: target.port,
        dead: dead.map(({ address }) => address),
        address: first?.address ?? '',
        how: first?.code.toLowerCase() ?? '',
        count: addresses.list.length,
        works: path.address,
      },
      confidence: 'certain',
      ruledOut: [
        { code: 'firewall-drop-host', because: 'other-address-works', params: { address: path.address } },
        { code: 'tcp-refused', because: 'other-address-works', params: { address: path.address } },
      ],
    };
  },
  fix: ({ host, port, address }) => [
    {
      text: 'see',
      commands: [command('llave', 'doctor', hostPort(host, port), '--address', address)],
      where: 'here',
      needsRoot: false,
    },
    { text: 'remove', commands: [digCommand('', host)], where: 'network', needsRoot: false },
  ],
});
