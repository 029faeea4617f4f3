import type { FindingTexts } from '../../finding-text.ts';

export default {
  'local-target-invalid': {
    message: 'the target "{input}" cannot be used: look at "{part}"',
    means:
      'The target on the command line is not a host, host:port or scheme://host[:port] that stands for TLS. Nothing was sent anywhere.',
    consequences: 'There is no diagnosis until the target is right.',
    causes: [
      'http:// or another scheme without TLS was given',
      'the port is missing behind the colon, is 0, or is above 65535',
      'an IPv6 address with a port was written without brackets',
    ],
    fixes: { retype: 'give host:port, for example {suggestion}' },
    reproduce: ['llave doctor http://chat.example.org', 'llave doctor chat.example.org:70000'],
  },
  'local-port-wrong': {
    message: 'TLS answers on port {right} of {host}, not on {port}',
    means:
      'The port that was asked for has no TLS service (it refuses, or speaks plain text), while TLS answers on a usual port beside it.',
    consequences: 'TLS clients that use this port fail at once.',
    causes: [
      'the plain port was given instead of the TLS port (80 for 443, 8080 for 8443, 143 for 993)',
      'a digit is wrong, missing or too many',
      'the service has moved to another port',
    ],
    fixes: {
      use: 'use the port on which TLS answers',
      start: 'if {port} is right: start the service there',
    },
    reproduce: ['llave serve --port 8443 &', 'llave doctor localhost:8080'],
  },
  'local-proxy-env': {
    message: 'through the proxy {proxy} ({variable}) it goes otherwise than directly: CONNECT {target} gives {answer}',
    means:
      'An environment variable names a proxy. Programs that heed it (curl, browsers, package managers) go through the proxy; others, and doctor, connect directly. One of the two ways works, the other one does not.',
    consequences:
      'Some programs on this machine reach the server, others do not, on the same machine at the same time.',
    causes: [
      'the proxy wants a name and password (407) or forbids the host or port (403)',
      'the proxy is not running, or was left behind in the environment',
      'the network lets nothing out except through the proxy',
    ],
    fixes: {
      authenticate: 'give the proxy its name and password',
      exempt: 'if the host is to be reached directly, exempt it',
      see: 'see what the proxy says',
      through: 'make the program use the proxy, as curl does here',
    },
    reproduce: ['HTTPS_PROXY=http://127.0.0.1:9 llave doctor chat.example.org:443'],
  },
  'local-ca-env': {
    message: '{variable}={path}: {problem}',
    means:
      'An environment variable that decides whom programs trust is set to something of no use: a file that is missing, unreadable, empty or without a certificate, or it switches verification off altogether.',
    consequences:
      'The authorities that were meant to be trusted are not: their certificates are refused. With NODE_TLS_REJECT_UNAUTHORIZED=0 every certificate is accepted, also that of an attacker.',
    causes: [
      'the file was moved, deleted or never made',
      'the variable was set on another machine or in a container, and copied along',
      'verification was switched off for a test, and never on again',
    ],
    fixes: {
      file: 'put the certificates of the authority there in PEM, or correct the path',
      unset: 'or take the variable out of the environment',
    },
    reproduce: ['NODE_EXTRA_CA_CERTS=/missing.pem llave doctor chat.example.org:443'],
  },
  'local-clock-skew': {
    message:
      '{here|the clock of this machine is wrong|}{there|the clock of the server is wrong|}{either|one of two clocks is wrong, that of this machine or that of the server|}: {days} d {hours} h {minutes} min apart',
    means:
      'The clocks of both ends do not agree. Where the certificate is not valid by the clock of this machine but is by that of the server (or by files of this machine that were written "in the future"), it is this one; where the server has a certificate that is younger than its own clock, it is that one; otherwise a third clock must say.',
    consequences: 'A machine with a wrong clock refuses good certificates everywhere, or accepts expired ones.',
    causes: [
      'the battery of the clock is empty, or the machine was asleep for long',
      'time is not synchronised (NTP off or blocked)',
      'a virtual machine was restored from a snapshot',
    ],
    fixes: {
      look: 'see what time it is (UTC), and compare with a clock that is right',
      set: 'let the clock be set from the network',
    },
    reproduce: ['llave serve --fault local-clock-skew --fault-ca ca.crt &', 'llave doctor localhost:12345 --ca ca.crt'],
  },
  'local-fd-limit': {
    message: 'no file descriptor is left for a connection ({errno}, {open} of {limit} open)',
    means: 'The system gives this process (or with ENFILE: anybody) no more files or sockets. No packet was sent.',
    consequences: 'Nothing can be opened or connected until some are closed or the limit is raised.',
    causes: [
      'the limit of the shell or service is low (ulimit -n, LimitNOFILE)',
      'a program that runs leaks descriptors',
    ],
    fixes: {
      raise: 'raise the limit in this shell (LimitNOFILE= for a systemd service)',
      system: 'raise the limit of the whole system',
      leak: 'find out who holds them',
    },
    reproduce: ['(ulimit -n 24; llave doctor chat.example.org:443)'],
  },
  'local-ports-exhausted': {
    message: 'no local port is left for an outgoing connection: {used} of {range} are taken ({timeWait} in TIME_WAIT)',
    means:
      'Every connection needs a port of its own on this machine, from the range {low} to {high}. All of them are taken. No packet was sent.',
    consequences: 'New connections fail at once until others are closed and have waited for a minute.',
    causes: [
      'a program opens a new connection for everything instead of keeping a few',
      'the range was made small',
      'many connections to one address behind a proxy or NAT',
    ],
    fixes: {
      who: 'see who holds the ports',
      widen: 'widen the range',
      reuse: 'make the program reuse its connections (keep-alive, pooling)',
    },
    reproduce: [
      'sysctl -w net.ipv4.ip_local_port_range="40000 40001"',
      'llave doctor chat.example.org:443   # with two connections open',
    ],
  },
  'local-network-privacy': {
    message: 'macOS does not let this program talk to {address} on the local network',
    means:
      'Since version 15, macOS asks before a program may talk to other machines of the local network. Without that leave, connections to addresses of the own subnet fail at once with "no route to host", while the internet works. This is from Apple\'s documentation and not from our laboratory: the finding is "likely" at most.',
    consequences:
      'Programs started from this terminal or editor cannot reach machines beside it; the tools of the system can.',
    causes: [
      'the question was answered with no, or never shown',
      'the terminal or editor was updated, and the leave went with the old version',
    ],
    fixes: {
      allow: 'System Settings > Privacy & Security > Local Network: allow the terminal or editor, and start it again',
      prove: 'the tools of the system are exempt: if this one connects, it is the setting',
    },
    reproduce: ['llave doctor 192.168.1.10:443   # on macOS 15 or later, with the terminal not allowed'],
  },
  'local-tls-broken': {
    message: 'TLS does not work on this machine with these settings, not even with the reference server here ({code})',
    means:
      'The same handshake against a reference server in the same process fails as well: what is wrong is here, not with the target. Settings that change TLS: {settings}.',
    consequences: 'No program with the same settings can connect to any TLS server.',
    causes: [
      'NODE_OPTIONS holds a list of ciphers that no library knows, or versions that exclude each other',
      'OPENSSL_CONF points to a configuration that forbids what every server needs',
      'the Node or OpenSSL of this machine is damaged',
    ],
    fixes: {
      unset: 'take the setting away, and try again',
      look: 'see which ciphers this Node works with',
    },
    reproduce: ['NODE_OPTIONS=--tls-cipher-list=NOPE llave doctor example.org:443'],
  },
  'local-sandbox': {
    message: 'the system forbids this process to use the network ({errno}), even to reach this machine itself',
    means:
      'Not even a connection to 127.0.0.1 may be made: a sandbox (container profile, seccomp, AppArmor, SELinux, snap, systemd) forbids networking to this process. No packet was sent.',
    consequences: 'No program in the same sandbox can connect to anything; outside of it everything may be fine.',
    causes: [
      'a container or service runs with a profile that forbids networking',
      'a build or test sandbox has no network on purpose',
      'a snap or flatpak lacks the permission',
    ],
    fixes: {
      outside: 'run the same command outside of the sandbox',
      look: 'see whether a filter is active for this process',
      allow: 'or allow networking in the profile of the sandbox (seccomp, AppArmor, RestrictAddressFamilies=)',
    },
    reproduce: ['systemd-run --pty -p RestrictAddressFamilies=AF_UNIX llave doctor 192.0.2.1:443'],
  },
} as const satisfies FindingTexts;
