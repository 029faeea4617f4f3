import type { FindingTexts } from '../../finding-text.ts';

export default {
  'dns-nxdomain': {
    message: 'the name {host} does not exist',
    means: 'The DNS says that there is no such name at all (NXDOMAIN): not an address is missing, but the name.',
    consequences: 'No program can connect by this name; nothing was sent to the server.',
    causes: [
      'the name is mistyped',
      'the record was never made, or its registration has run out',
      'the name exists only inside a company network, and this machine asks a resolver outside of it',
      'a short name lacks its search domain',
      'the name is an alias (CNAME) of one that is gone',
    ],
    fixes: {
      alias: 'the name is an alias of {alias}, which does not exist: mend or remove the alias',
      spelling: 'check the spelling; this shows what programs here see',
      register: 'if the name is right, publish an A or AAAA record for {host}; this shows what the DNS says',
    },
    reproduce: ['llave doctor no-such-name.invalid:443'],
  },
  'dns-no-data': {
    message: 'the name {host} exists, but has no address',
    means:
      'The DNS knows the name, but has neither an A nor an AAAA record for it: perhaps mail or text records, or only names below it.',
    consequences: 'No program can connect by this name; nothing was sent to the server.',
    causes: [
      'the A and AAAA records were forgotten or deleted',
      'another name is meant, such as www. or chat. in front of it',
      'the name only receives mail (MX) or only holds text records',
    ],
    fixes: {
      publish: 'publish an A or AAAA record for {host}; these show that there is none',
      'other-name': 'or use the name that has the address; this shows what else the DNS knows about {host}',
    },
    reproduce: [
      'dnsmasq --no-daemon --port=5353 --no-resolv --local=/example.org/ --txt-record=chat.example.org,hello   # in the file that resolv.conf leads to',
      'llave doctor chat.example.org:443',
    ],
  },
  'dns-aaaa-only': {
    message: '{host} has only IPv6 addresses, and this machine has no IPv6',
    means:
      'The DNS has AAAA records for the name but no A record. This machine has an IPv4 address and no IPv6 address that reaches beyond its own link, so no packet could be sent.',
    consequences: 'From networks without IPv6 nobody reaches the server; others do.',
    causes: [
      'the A record was forgotten, or removed',
      'this network has no IPv6, or IPv6 is switched off on this machine',
      'a VPN takes IPv4 only',
    ],
    fixes: {
      publish: 'publish an A record for {host}, so that IPv4 networks reach it; this shows that there is none',
      ipv6: 'or give this machine IPv6; these show what it has',
    },
    reproduce: ['sysctl -w net.ipv6.conf.all.disable_ipv6=1', 'llave doctor ipv6.example.org:443'],
  },
  'dns-servfail': {
    message: 'the resolver {resolver} could not find out about {host} ({rcode})',
    means:
      'The resolver answered that it tried and failed: the name servers of the zone are broken or contradict themselves, or the signatures of the zone (DNSSEC) do not hold.',
    consequences:
      'The name cannot be resolved through this resolver; programs report a temporary failure and may try for long.',
    causes: [
      'the name servers of the zone do not answer, or do not know the zone (lame delegation)',
      'DNSSEC: signatures have expired, or the DS record at the parent is of an old key',
      'the resolver itself has no way to the internet',
    ],
    fixes: {
      dnssec:
        'the answer exists but fails validation (DNSSEC): sign the zone again or mend the DS record at the parent; this says why',
      resolver:
        'the resolver fails for everything, not for this name alone: use another one, or mend it; this shows which ones this machine asks',
      zone: 'follow the delegation down to the name server that fails',
      see: 'ask again with validation switched off: an answer now means that DNSSEC is the trouble',
    },
    reproduce: ['llave doctor dnssec-failed.org:443   # with a validating resolver'],
  },
  'dns-refused': {
    message: 'the resolver {resolver} refuses to answer this machine',
    means: 'The resolver answered REFUSED: it runs, but does not resolve names for whoever asks from here.',
    consequences: 'No name can be resolved through this resolver.',
    causes: [
      'the resolver serves only its own network, and this machine asks from outside of it (VPN off, other Wi-Fi)',
      'an authoritative name server was configured as a resolver',
      'the access list of the resolver does not know this network',
    ],
    fixes: {
      resolver: 'use a resolver that serves this network; this shows which ones this machine asks',
      allow: 'or let this network ask it (access list of the resolver); this shows the refusal',
    },
    reproduce: [
      'dnsmasq --no-daemon --no-resolv   # refuses whatever it does not know itself',
      'llave doctor chat.example.org:443',
    ],
  },
  'dns-timeout': {
    message: 'the resolver {resolver} does not answer',
    means:
      'Questions were sent to the resolver several times, and nothing came back, neither an answer nor a refusal. Programs wait 5 seconds and longer before they try the next resolver or give up.',
    consequences: 'Names are not resolved, or only after a long wait where another resolver answers.',
    causes: [
      'the resolver is down, or its address is wrong or of another network (VPN off, old DHCP lease)',
      'a firewall drops UDP port 53 on the way',
      'the name servers of the zone are silent, and the resolver waits for them',
    ],
    fixes: {
      resolver: 'use a resolver that answers; this shows which ones this machine asks, in this order',
      'kept-in':
        'a packet filter of this machine itself does not let the questions out (EPERM): find its rule for port 53',
      udp: 'the resolver answers over TCP: let UDP port 53 through between this machine and {resolver}',
      zone: 'the resolver answers other questions: the name servers of the zone are silent; follow the delegation',
      see: 'see the silence',
    },
    reproduce: [
      'nft add table inet t; nft add chain inet t o "{ type filter hook output priority 0; }"',
      'nft add rule inet t o udp dport 53 drop',
      'llave doctor chat.example.org:443',
    ],
  },
  'dns-resolver-down': {
    message: 'no resolver runs at {resolver}, where this machine asks for names',
    means:
      'The machine at that address said at once that nothing listens on port 53. The network works; the program that resolves names does not run there.',
    consequences: 'No name can be resolved; connections by address still work.',
    causes: [
      'the local resolver (systemd-resolved, dnsmasq, unbound) has stopped or crashed',
      '/etc/resolv.conf was left behind by a program that is gone, such as a VPN client or Docker',
      '/etc/resolv.conf names no resolver at all, so that programs ask this machine itself',
    ],
    fixes: {
      configure: 'no resolver is configured: name one in /etc/resolv.conf, or let the network manager do it',
      restart: 'start the local resolver again',
      who: 'see whether anything listens on port 53 here',
      start: 'start the resolver on {resolver}',
      resolver: 'or use another resolver; this shows which ones this machine asks',
    },
    reproduce: ['systemctl stop systemd-resolved', 'llave doctor chat.example.org:443'],
  },
  'dns-a-dropped': {
    message: 'the resolver {resolver} answers {answered} questions for {host}, but stays silent on {dropped}',
    means:
      'Two questions were sent to the same resolver over the same way: one record type was answered, the other was not, however often it was asked. Somebody drops questions or answers of one type.',
    consequences:
      'Programs ask for both types and wait for both: they hang for 5 to 15 seconds and then often fail, although an answer was there.',
    causes: [
      'a firewall or router "filters IPv6" or "blocks A records" by dropping DNS messages instead of answering them',
      'a broken load balancer or DNS proxy ignores record types that it does not know',
      'both questions share one source port, and a firewall lets only one of the answers in',
    ],
    fixes: {
      see: 'see the silence; the same question for {answered} is answered',
      tcp: 'over TCP the question is answered: until the filter is mended, ask over TCP',
      filter: 'find who drops {dropped} questions between this machine and {resolver}, and have them answered instead',
    },
    reproduce: [
      'dig @192.0.2.53 chat.example.org A   # silence',
      'dig @192.0.2.53 chat.example.org AAAA   # an answer',
    ],
  },
  'dns-hosts-stale': {
    message: '{path} line {line} sends {host} to {pinned}, which does not work; the DNS says {address}, which does',
    means:
      'A line of the hosts file on this machine overrides the DNS. The address in it fails, while the address that the DNS gives answers.',
    consequences: 'Every program on this machine goes to the wrong address; other machines are not concerned.',
    causes: [
      'the line was added for a test or a move, and forgotten',
      'the server has moved to another address since',
      'a container, VPN client or ad blocker wrote it',
    ],
    fixes: {
      try: 'see that the other address works',
      comment: 'comment the line out (a copy is kept); it reads: {text}',
    },
    reproduce: ['echo "192.0.2.1 chat.example.org" >> /etc/hosts', 'llave doctor chat.example.org:443'],
  },
  'dns-injected': {
    message: 'the resolver {resolver} says that {host} is {address}: an address that no other machine can have',
    means:
      'The DNS answered with an address that stands for the asking machine itself (0.0.0.0, 127.0.0.0/8, ::, or 127.0.53.53 for a collision of names), and nothing answers there. Filters and block lists answer like that.',
    consequences: 'Programs on this machine end up at this machine; the server is never contacted.',
    causes: [
      'a filter blocks the name: a Pi-hole or ad blocker, a family or company filter, a provider',
      'a captive portal answers every name until you have logged in',
      'the record was published with a placeholder address',
      'the name means this machine on purpose (for development), and the server is not running',
    ],
    fixes: {
      compare: 'another resolver of this machine says something else',
      unblock: 'have the name unblocked where it is filtered, or ask another resolver; this shows the answer',
      'own-machine': 'if the name is meant to be this machine, start the server; this shows what listens',
    },
    reproduce: ['dnsmasq --no-daemon --address=/chat.example.org/0.0.0.0', 'llave doctor chat.example.org:443'],
  },
  'dns-split-horizon': {
    message: 'the resolvers disagree about {host}: {heard} says {told}, {other} says {addresses}',
    means:
      'Two resolvers of this machine give different answers, as companies do for names that are different inside and outside. Programs here listen to the first one, and its answer does not work.',
    consequences:
      'From this machine the name does not lead to the service, while it does for those who ask the other resolver.',
    causes: [
      'the VPN is off (or on), so that the wrong view of the names counts',
      'the order of the resolvers is wrong: a public one stands before the internal one',
      'one of the resolvers serves an old copy of the zone',
    ],
    fixes: {
      compare: 'see both answers',
      order: 'put the resolver that knows the service first, or send only its domain there; this shows the order',
      vpn: 'connect to (or leave) the VPN or network that the service belongs to',
    },
    reproduce: [
      'printf "nameserver 192.0.2.53\\nnameserver 10.0.0.53\\n" > /etc/resolv.conf',
      'llave doctor intranet.example.org:443',
    ],
  },
  'dns-address-dead': {
    message: '{host} has {count} addresses, and {dead} does not work ({how}); {works} does',
    means: 'The name leads to several addresses. One or more of them do not answer on this port, while others do.',
    consequences:
      'Some connections hang or fail, others work: clients that try only the first address fail, the rest lose time on the dead one.',
    causes: [
      'a server was shut down or moved, and its address stayed in the DNS',
      'one server of several is down, or its firewall differs',
      'the server listens on one address family only, while both are published',
    ],
    fixes: {
      see: 'look at the dead address alone',
      remove: 'bring the server at {address} back, or remove the address from the DNS; this shows the records',
    },
    reproduce: [
      'dnsmasq --no-daemon --host-record=chat.example.org,192.0.2.1 --host-record=chat.example.org,10.0.0.2',
      'llave doctor chat.example.org:443',
    ],
  },
  'dns-name-invalid': {
    message: 'the name "{host}" cannot exist in the DNS: look at "{label}"',
    means:
      'The name breaks the rules for host names: an empty label (two dots in a row), a label over 63 characters or with a hyphen at its end, more than 253 characters in all, or letters that IDNA does not allow. Nothing was sent anywhere.',
    consequences: 'No program can look this name up.',
    causes: [
      'a dot too many, or a dot at the beginning',
      'something that is no name was pasted',
      'a letter that looks like another one',
    ],
    fixes: { retype: 'give the name as the server has it, for example {suggestion}' },
    reproduce: ['llave doctor chat..example.org:443'],
  },
} as const satisfies FindingTexts;
