import type { FindingTexts } from '../../finding-text.ts';

export default {
  'tcp-refused': {
    message: 'nothing listens on port {port} of {address}',
    means:
      'The host answered at once that no program accepts connections on this port (a TCP reset). The network and the host are fine; the server is not there.',
    consequences: 'Every client is refused at once.',
    causes: [
      'the server is not running, or has crashed',
      'it listens on another port',
      'it listens on another address or address family only',
    ],
    fixes: {
      look: 'see what listens on the port',
      start: 'start the server',
      'other-port': 'this machine listens on other ports: {listening}; is it one of them?',
      port: 'or is the port wrong? TLS is usually on 443',
    },
    reproduce: ['llave doctor localhost:12399   # a port that nothing listens on'],
  },
  'tcp-refused-loopback-only': {
    message: 'the server on port {port} accepts connections from this machine alone: it is bound to {bound}',
    means: 'A program listens on the port, but only on a loopback address; {address} is refused by the kernel.',
    consequences: 'It works on the server itself and nowhere else.',
    causes: [
      'the server was started with --host 127.0.0.1, localhost or ::1',
      'its configuration listens on localhost, which many programs do by default',
    ],
    fixes: {
      bind: 'bind it to all addresses',
      'use-loopback': 'or, if it is meant for this machine alone, connect over loopback',
    },
    reproduce: ['llave serve --host 127.0.0.1 &', 'llave doctor $(hostname -I | cut -d" " -f1):12345'],
  },
  'firewall-reject-port': {
    message: 'a firewall rejects port {port} of {address}',
    means:
      'The refusal did not come from the server: an ICMP "port unreachable" arrived, which is what a REJECT rule sends. The server behind it may be fine.',
    consequences: 'Clients see "connection refused", as if the server were not running.',
    causes: [
      'a REJECT rule of iptables or nftables, on the server or on the way',
      'a cloud or office firewall that rejects instead of dropping',
    ],
    fixes: {
      'allow-ufw': 'if the server uses ufw, allow the port',
      'allow-firewalld': 'if it uses firewalld',
      'look-rules': 'otherwise look for the rule',
    },
    reproduce: ['nft add rule inet filter input tcp dport 12345 reject   # on the server', 'llave doctor SERVER:12345'],
  },
  'firewall-reject-admin': {
    message: 'a firewall forbids port {port} of {address} ({errno})',
    means:
      'Something on the way answered at once that the connection is not allowed (ICMP prohibited or unreachable). It was no router without a way: that takes seconds, or hits all ports alike.',
    consequences: 'Clients see "no route to host" or "permission denied", which misleads: the route is there.',
    causes: ['firewalld, whose default zone rejects what is not allowed', 'a router with an access list'],
    fixes: {
      'allow-ufw': 'if the server uses ufw, allow the port',
      'allow-firewalld': 'if it uses firewalld',
      'look-rules': 'otherwise look for the rule',
    },
    reproduce: [
      'nft add rule inet filter input tcp dport 12345 reject with icmpx admin-prohibited   # on the server',
      'llave doctor SERVER:12345',
    ],
  },
  'firewall-drop-port': {
    message: 'packets to port {port} of {address} are dropped on the way',
    means:
      'What is sent to this port vanishes, all of it or all but the first packet, while the host answers otherwise ({answer}). A firewall throws the packets away.',
    consequences: 'Clients wait until they time out.',
    causes: [
      'a security group of the cloud does not allow the port',
      'a firewall on the server that drops by default, like ufw',
      'a firewall of the network in between',
      'the port is forwarded to a machine that is off, or a proxy answers in the place of one that is',
    ],
    fixes: {
      queue:
        'first see whether the server accepts at all: a Recv-Q that has reached Send-Q is a full queue, not a firewall',
      'allow-ufw': 'if the server uses ufw, allow the port',
      'allow-firewalld': 'if it uses firewalld',
      'look-rules': 'otherwise look for the rule',
      cloud: 'in a cloud: allow TCP port {port} in the security group or network rules',
    },
    reproduce: ['nft add rule inet filter input tcp dport 12345 drop   # on the server', 'llave doctor SERVER:12345'],
  },
  'firewall-drop-host': {
    message: 'nothing on {address} answers: the host is down, or everything to it is filtered',
    means:
      'Neither the port nor any other one that was tried ({tried}), nor UDP, brought anything back, not even a refusal.',
    consequences: 'Nobody can connect from here.',
    causes: [
      'the machine is switched off or has another address now',
      'a firewall drops everything from here',
      'a VPN that is needed is not up',
    ],
    fixes: {
      alive: 'see that the machine runs and has this address',
      reach: 'see whether anything reaches it from here',
      allow: 'if it runs, look for a rule that drops everything',
    },
    reproduce: ['nft add rule inet filter input drop   # on the server', 'llave doctor SERVER:12345'],
  },
  'tcp-reset-on-accept': {
    message: '{host}:{port} accepts connections and ends them at once',
    means: 'The connection is established and closed or reset ({how}) before anybody said a word.',
    consequences: 'No client can connect.',
    causes: [
      'a load balancer without a healthy back end',
      'an access list of the server (TCP wrappers, allowed addresses) that does not know us',
      'the server process fails as soon as it has accepted',
    ],
    fixes: {
      backend: 'if it is a load balancer, see whether its back ends are up',
      log: 'read the log of the server at the time of the attempt',
      replace: 'or start the reference server in its place, and repeat',
    },
    reproduce: ['# haproxy in TCP mode whose back end is down', 'llave doctor localhost:12345'],
  },
  'tcp-pmtu-server-to-client': {
    message: 'large packets from {address} do not arrive (a path MTU black hole)',
    means:
      'TCP connects and a TLS alert of seven bytes comes through, but the answer with the certificate, which fills whole packets, never arrives.',
    consequences: 'Clients hang in the TLS handshake, and anything large hangs as well.',
    causes: [
      'a VPN, tunnel or PPPoE line with a smaller MTU, and a firewall that drops ICMP',
      'a router or load balancer with a wrong MTU',
    ],
    fixes: {
      measure: 'measure the largest packet that passes',
      clamp:
        'let the router limit the segment size to what the path carries (MSS clamping), or let ICMP "fragmentation needed" through',
      smaller: 'or use a smaller MTU, 1,400 for instance',
    },
    reproduce: [
      'nft add rule inet filter input tcp sport 12345 meta length \\> 1000 drop   # on the client',
      'llave doctor SERVER:12345',
    ],
  },
  'tcp-pmtu-client-to-server': {
    message: 'large packets to {address} do not arrive (a path MTU black hole)',
    means: 'A small TLS hello is answered; one that fills whole packets is never acknowledged ({unacked} bytes).',
    consequences:
      'Clients with large hellos (post-quantum key exchange) hang; small ones connect and hang when they send much.',
    causes: [
      'a VPN, tunnel or PPPoE line with a smaller MTU, and a firewall that drops ICMP',
      'a router or load balancer with a wrong MTU',
    ],
    fixes: {
      measure: 'measure the largest packet that passes',
      clamp:
        'let the router limit the segment size to what the path carries (MSS clamping), or let ICMP "fragmentation needed" through',
      smaller: 'or use a smaller MTU, 1,400 for instance',
    },
    reproduce: [
      'nft add rule inet filter input tcp dport 12345 meta length \\> 1000 drop   # on the server',
      'llave doctor SERVER:12345',
    ],
  },
  'tcp-single-accept': {
    message: 'the server on port {port} serves one client at a time, and is busy',
    means:
      'The kernel accepts connections, but the program does not take them up: {accepted} {accepted|is|are} held, {waiting} {waiting|waits|wait}.',
    consequences: 'The first client works; everybody else hangs until it leaves.',
    causes: [
      'a single-threaded server that handles a connection to its end before it accepts the next',
      'a debugging server (openssl s_server, ncat without -k) used for real',
    ],
    fixes: {
      who: 'see whose connection it holds',
      replace: 'use a server that handles many clients, like the reference server',
    },
    reproduce: [
      'openssl s_server -accept 12345 -key server.key -cert server.crt &',
      'openssl s_client -connect localhost:12345 &',
      'llave doctor localhost:12345',
    ],
  },
  'tcp-backlog-full': {
    message: 'the queue of port {port} is full: {waiting} {waiting|connection waits|connections wait} for the server',
    means: 'The server listens and does not call accept(); the kernel drops what comes beyond the queue.',
    consequences: 'New clients hang until they time out, as behind a firewall that drops.',
    causes: [
      'the server process hangs, or its event loop is blocked',
      'more clients come at a time than its backlog holds',
    ],
    fixes: {
      who: 'see which program holds the port, and why it does not accept',
      raise: 'if it is only a rush: raise its backlog and this limit',
    },
    reproduce: [
      'python3 -c \'import socket,time; s=socket.create_server(("",12345),backlog=0); time.sleep(600)\' &',
      'ncat localhost 12345 & ncat localhost 12345 &',
      'llave doctor localhost:12345',
    ],
  },
  'tcp-refused-family': {
    message: 'port {port} answers on {other} alone: {address} is refused',
    means: 'The server is bound to one address family. {host} also means an {family} address, which nobody listens on.',
    consequences: 'Clients that try {family} first, and do not try again, are refused.',
    causes: [
      'the server was started with an address of one family (127.0.0.1, 0.0.0.0)',
      'localhost means ::1 first on this machine',
    ],
    fixes: { use: 'use the address that works', bind: 'or bind the server to both families' },
    reproduce: ['llave serve --host 127.0.0.1 &', 'llave doctor localhost:12345'],
  },
  'firewall-reset': {
    message: 'a firewall resets connections to port {port} of {address}',
    means:
      'The refusal looks like that of a host without a server, but it is not the host that sends it: the server listens, or the answer comes from nearer by.',
    consequences: 'Clients see "connection refused", as if the server were not running.',
    causes: ['a firewall rule that rejects with a TCP reset', 'an intrusion prevention system or a proxy on the way'],
    fixes: {
      'allow-ufw': 'if the server uses ufw, allow the port',
      'allow-firewalld': 'if it uses firewalld',
      'look-rules': 'otherwise look for the rule',
      network: 'or ask whoever runs the network in between',
    },
    reproduce: [
      'nft add rule inet filter input tcp dport 12345 reject with tcp reset   # on the server',
      'llave doctor SERVER:12345',
    ],
  },
  'firewall-egress': {
    message: '{here|this machine|}{beyond|the network here|} does not let connections to port {port} out',
    means:
      'What is meant for port {port} of {host} does not get out. {here|The network interfaces of this machine counted no packet while we tried: a rule of its own keeps it in.|}{beyond|Another host, which is known to work from here, is just as silent on this port and answers on another one.|}',
    consequences: 'Nothing on this port can be reached from here, whoever it belongs to.',
    causes: [
      'a firewall of the network (office, hotel, provider) allows a few ports only',
      'a rule for outgoing packets on this machine',
    ],
    fixes: {
      ask: 'ask whoever runs the network to allow TCP port {port}',
      rules: 'see whether it is a rule of this machine',
      'other-port': 'or use another port, if the server has one',
    },
    reproduce: [
      'nft add rule inet filter output tcp dport 12345 drop   # here',
      'llave doctor SERVER:12345 --control OTHER:443',
    ],
  },
  'firewall-rate-limit': {
    message: '{host}:{port} lets the first connection through and then no more',
    means:
      'The first connection worked; {refused} later {refused|one|ones} within the same seconds could not even connect. Something counts connections.',
    consequences: 'Clients that connect often, or several behind one address, are shut out for a while.',
    causes: [
      'a rule that limits connections for each address (connlimit, limit rate, a cloud firewall)',
      'fail2ban or another program that bans addresses',
    ],
    fixes: { wait: 'wait a minute and repeat', unban: 'see on the server whether this address is banned or limited' },
    reproduce: [
      'nft add rule inet filter input tcp dport 12345 ct state new limit rate over 1/minute drop   # on the server',
      'llave doctor SERVER:12345 --deep',
    ],
  },
  'tcp-idle-cut': {
    message: 'a connection to {host}:{port} does not survive {seconds} s of silence ({how})',
    means: 'The connection worked, and was gone after {after} s on which nobody said anything.',
    consequences: 'Chats, databases and other long connections break off, often without noticing.',
    causes: [
      'a NAT router, firewall or load balancer forgets idle connections',
      'the server closes idle connections by itself',
    ],
    fixes: {
      keepalive: 'switch TCP keepalive on, more often than every {seconds} s: with it the connection survived',
      server: 'raise the idle time-out of the server or proxy, or let the application say something now and then',
      raise: 'or raise the idle time-out of the device in between',
    },
    reproduce: ['socat -T 5 TCP-LISTEN:12345,fork TCP:localhost:12346 &', 'llave doctor localhost:12345 --idle 10'],
  },
  'tcp-loss': {
    message: 'packets to {address} are lost now and then: {lost} of {tries} attempts to connect went unanswered',
    means:
      'Some attempts are answered at once and others, in the same seconds, not at all, on port {port} and on others alike. No firewall rule chooses like that: packets get lost on the way.',
    consequences: 'Every connection is slow and some fail; the more there is to transfer, the worse it gets.',
    causes: [
      'a weak radio link, a bad cable, or an interface with errors',
      'a line or a router that is overloaded and drops what it cannot pass on',
      'a virtual machine or a container host that is short of processor time',
    ],
    fixes: {
      measure: 'see how much is lost, and from which hop on',
      counters: "see the kernel's own count of what had to be sent again",
      here: 'other hosts suffer, too: look at the link of this machine (cable, radio, interface errors)',
      path: 'tell whoever runs the network between this machine and the server',
    },
    reproduce: [
      'nft add table inet loss',
      "nft 'add chain inet loss in { type filter hook input priority 0; }'",
      'nft add rule inet loss in tcp sport 12345 numgen random mod 100 \\< 30 drop',
      'llave doctor chat.example.org:12345',
    ],
  },
  'firewall-allowlist': {
    message: 'port {port} of {address} lets in {works}, but not {dead}: both are addresses of this machine',
    means:
      'The same connection succeeds from one address of this machine and fails from another. The server runs and the way is open: something chooses by the address that the connection comes from.',
    consequences: 'Programs on this machine fail as long as the system gives them the address that is not let in.',
    causes: [
      'a firewall or a cloud security group with a list of addresses that may come in',
      'a VPN: its address is on the list, that of the usual interface is not, or the other way round',
      'the answers to one of the addresses have no way back to this machine',
    ],
    fixes: {
      allow: 'have {dead} added to the list (here for ufw; a cloud has its own)',
      source: 'or let this machine use {works} for this destination (with the name of its interface)',
      look: 'see which address the system chooses',
    },
    reproduce: [
      'ip addr add 10.0.0.7/24 dev eth0   # here',
      'nft add rule inet filter input ip saddr != 10.0.0.7 tcp dport 12345 drop   # on the server',
      'llave doctor 10.0.0.5:12345',
    ],
  },
} as const satisfies FindingTexts;
