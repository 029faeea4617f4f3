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
      'Nothing at all comes back from this port, while the same host answers elsewhere ({answer}). A firewall throws the packets away.',
    consequences: 'Clients wait until they time out.',
    causes: [
      'a security group of the cloud does not allow the port',
      'a firewall on the server that drops by default, like ufw',
      'a firewall of the network in between',
    ],
    fixes: {
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
} as const satisfies FindingTexts;
