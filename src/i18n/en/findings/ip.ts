import type { FindingTexts } from '../../finding-text.ts';

export default {
  'ip-no-route': {
    message: 'this machine has no route to {address}: no packet left it',
    means:
      'The kernel of this machine refused at once, because none of its routes leads to the address, and there is no default route for its address family.',
    consequences: 'Nothing beyond the own network can be reached, often not even the resolver.',
    causes: [
      'the network is down: cable, Wi-Fi, DHCP',
      'a VPN has removed the default route, or is off',
      'the address is IPv6, and this machine has only IPv4 (or the other way round)',
      'a container or namespace was made without a route to the outside',
    ],
    fixes: {
      look: 'see which addresses and routes this machine has',
      connect: 'connect to the network or VPN; a default route must appear',
      add: 'then see which way the address takes',
    },
    reproduce: ['ip route del default', 'llave doctor 192.0.2.1:443'],
  },
  'ip-route-policy': {
    message: 'a {kind} route or rule of this machine refuses {address}: no packet left it',
    means:
      'The kernel of this machine refused at once with {errno}: a route of the type prohibit, blackhole or unreachable, or a routing rule, forbids the address on purpose.',
    consequences: 'No program of this machine reaches the address; nothing is wrong with the server or the network.',
    causes: [
      'a VPN client or its kill switch blocks what does not go through the tunnel',
      'somebody locked the network out, for example against an attack, and forgot it',
      'a Kubernetes or BGP agent has installed the route',
    ],
    fixes: {
      look: 'see the route and the rules that decide',
      delete: 'if it should not be there, remove it',
    },
    reproduce: ['ip route add prohibit 192.0.2.0/24', 'llave doctor 192.0.2.1:443'],
  },
  'ip-net-unreachable': {
    message: 'a router on the way has no route to {address}',
    means:
      'The packet left this machine, and a router answered with ICMP "network unreachable": it does not know where to send packets for this network.',
    consequences: 'Nobody whose packets pass that router reaches the address.',
    causes: [
      'a route is missing on a router, or a line behind it is down',
      'the address belongs to a private network or VPN that does not begin here',
      'the address is wrong',
    ],
    fixes: {
      trace: 'find the router: it is the last one that answers',
      router: 'have the route to {address} restored there, or check the address',
    },
    reproduce: ['ip netns exec router ip route del default', 'llave doctor 198.51.100.1:443'],
  },
  'ip-host-dead': {
    message: 'nobody answers for {hop} on the network, so {address} cannot be reached',
    means:
      'Before a packet can be delivered on the last network, somebody must answer for the address there (ARP, or neighbour discovery with IPv6). Nobody did. That is below every firewall: the machine is off, not on this network, or the address is wrong.',
    consequences: 'Nobody on that network reaches the address.',
    causes: [
      'the machine is switched off, asleep or unplugged',
      'it has got another address since (DHCP)',
      'the address is mistyped, or belongs to another network or VLAN',
      'the gateway itself is down',
    ],
    fixes: {
      power: 'see whether the machine is on, on this network, and has this address',
      gateway: 'the gateway {hop} itself does not answer: see whether it is on and whether its address is right',
      forward: 'other ports of the address answer, so {hop} is forwarded: see where to, and whether that machine is on',
      look: 'see that nobody answers',
    },
    reproduce: ['llave doctor 192.168.1.250:443   # an address of your own network that nobody has'],
  },
  'ip-v6-broken': {
    message: 'IPv6 does not get through to {host} ({address}: {how}), while IPv4 does ({works})',
    means:
      'The name has IPv6 addresses and this machine sends over IPv6, but nothing useful comes back, while IPv4 works. Browsers and Node hide it by trying IPv4 after a short while (250 ms); other programs wait for a long time or fail.',
    consequences: 'Connections start slowly, and programs that try one address after the other hang or give up.',
    causes: [
      'the AAAA record is of a server that no longer has IPv6, or whose firewall knows only IPv4',
      'this network advertises IPv6 but does not carry it (a broken tunnel, router or VPN)',
    ],
    fixes: {
      trace: 'see how far IPv6 gets: if it ends at once, your own network is at fault',
      record: 'if it ends at the server: mend its IPv6 or remove the AAAA record',
      route: 'see whether the server has an IPv6 route',
    },
    reproduce: [
      'nft add table ip6 t; nft add chain ip6 t o "{ type filter hook output priority 0; }"',
      'nft add rule ip6 t o tcp dport 443 drop',
      'llave doctor dual.example.org:443',
    ],
  },
  'ip-scope-missing': {
    message: '{address} is a link-local address: say on which interface it is',
    means:
      'Link-local IPv6 addresses (fe80::/10) exist on every link at once. Without the interface behind a percent sign the kernel cannot tell which one is meant, and refuses at once.',
    consequences: 'No connection to this address is possible as it is written; nothing was sent.',
    causes: [
      'the zone was left out when the address was copied',
      'a link-local address was put into the DNS, where a zone cannot be given',
    ],
    fixes: {
      zone: 'add the interface',
      record: 'a link-local address does not belong into the DNS: publish a global or unique local one',
    },
    reproduce: ['llave doctor "[fe80::1]:443"'],
  },
} as const satisfies FindingTexts;
