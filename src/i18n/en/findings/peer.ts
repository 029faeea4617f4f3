import type { FindingTexts } from '../../finding-text.ts';

export default {
  'peer-http': {
    message: 'port {port} of {host} speaks plain HTTP, not TLS',
    means: 'The program behind this port answers HTTP without encryption; it does not understand a TLS handshake.',
    consequences:
      'TLS clients fail with "wrong version number"; whoever speaks http:// to the port is served unencrypted.',
    causes: [
      'the port is the plain one of a server that has a TLS port as well',
      'TLS was not switched on in the server, or is ended by a proxy in front of it',
      'https:// was typed where http:// was meant',
    ],
    fixes: {
      plain: 'if plain HTTP is meant, use http://',
      'tls-port': 'if TLS is meant, use the TLS port of the server',
    },
    reproduce: ['python3 -m http.server 8080 &', 'llave doctor localhost:8080'],
  },
  'peer-silent': {
    message: 'port {port} of {host} accepts connections and then says nothing',
    means:
      'TCP connects and our bytes are taken, but no byte ever comes back: not to a TLS hello, not to an HTTP request, not to silence.',
    consequences: 'Clients hang until they time out.',
    causes: [
      'the program behind the port hangs or is stopped',
      'it speaks another protocol, in which the client has to say something particular first',
      'it is a load balancer whose backend is down',
    ],
    fixes: {
      who: 'see which program holds the port',
      replace: 'or start the reference server in its place, and repeat: that tells the program from the network',
    },
    reproduce: ['ncat -lk 12345 &   # takes everything, says nothing', 'llave doctor localhost:12345'],
  },
  'peer-ssh': {
    message: 'port {port} of {host} is an SSH server',
    means: 'The program behind this port greets as SSH does: {line}',
    consequences: 'TLS clients fail with "wrong version number".',
    causes: ['the port number is wrong', 'SSH was moved to this port to pass a firewall'],
    fixes: { ssh: 'if SSH is meant, use it', 'tls-port': 'if TLS is meant, use the TLS port of the server' },
    reproduce: ["printf 'SSH-2.0-demo\\r\\n' | ncat -l 12345 &", 'llave doctor localhost:12345'],
  },
  'peer-starttls': {
    message: 'port {port} of {host} speaks {protocol} and begins without TLS',
    means: 'The server begins in the clear ({line}); TLS comes only after a command of the protocol (STARTTLS).',
    consequences: 'Clients that begin with TLS fail with "wrong version number" or hang.',
    causes: [
      'the port is the one for STARTTLS, not the one for TLS from the first byte',
      'the client is set to the wrong kind of encryption',
      'TLS is not set up in the server, so that it does not offer STARTTLS',
    ],
    fixes: {
      starttls: 'begin TLS as the protocol wants it',
      enable: 'the server does not offer STARTTLS: set up a certificate in its configuration',
      direct: 'or use the port with TLS from the first byte, {direct}',
    },
    reproduce: ["printf '220 mail.example ESMTP\\r\\n' | ncat -l 12345 &", 'llave doctor localhost:12345'],
  },
  'peer-closes': {
    message:
      'port {port} of {host} hangs up {secured|as soon as TLS is established|when a TLS hello comes}{sometimes|, not every time|}',
    means:
      '{secured|The handshake succeeds, and the server ends the session before anybody has said a word. What should speak behind its TLS is not there, or does not want this client.|The connection stays open while we say nothing, and is closed without a word as soon as TLS begins: the program waits for another protocol.}{sometimes| The next session stayed: where several servers share an address, one of them is at fault.|}',
    consequences:
      'TLS clients {secured|connect, and read the end of the connection instead of an answer ("unexpected eof", "socket hang up", "empty reply")|fail with "socket disconnected before secure TLS connection was established"}.',
    causes: [
      'it is a database or another program whose clients speak first (PostgreSQL, for one, wants its own request before TLS)',
      'TLS was not switched on in the server',
      'the port number is wrong',
      'TLS ends at a proxy (haproxy, stunnel, a load balancer), and the service behind it is down or on another port',
      'the program fails, or turns this client away, right after the handshake',
    ],
    fixes: {
      backend: 'see whether the service behind the TLS of this port runs, and listens where the proxy looks for it',
      starttls: 'it is PostgreSQL: begin TLS in its way (sslmode=require)',
      port: 'is the port wrong? TLS is usually on 443',
      log: 'read the log of the server at the time of the attempt',
    },
    reproduce: ["socat TCP-LISTEN:12345,fork SYSTEM:'head -c 1 >/dev/null' &", 'llave doctor localhost:12345'],
  },
  'peer-plaintext': {
    message: 'port {port} of {host} talks in plain text, not TLS',
    means:
      'What comes back is text in the clear ({line}), or our own words, or a line of text is what it hangs up on: a program without TLS.',
    consequences:
      'TLS clients fail with "wrong version number" or "unexpected message"; whoever talks to it in the clear is heard by all.',
    causes: ['TLS was not switched on in the server', 'the port number is wrong'],
    fixes: { tls: 'start the server with TLS', plain: 'or, if plain text is meant, use a client without TLS' },
    reproduce: ['ncat -lk 12345 -e /bin/cat &', 'llave doctor localhost:12345'],
  },
  'peer-proxy-protocol': {
    message: '{host}:{port} expects the PROXY protocol of a load balancer before TLS',
    means: 'A hello alone ends the connection; the same hello with a PROXY header before it is answered.',
    consequences: 'Clients that connect directly are refused; through the load balancer it works.',
    causes: [
      'the port is meant for a load balancer alone',
      'the load balancer was taken away, or connects without the header',
    ],
    fixes: {
      through: 'connect through the load balancer',
      'switch-off': 'or switch the PROXY protocol off on this port (accept-proxy, proxy_protocol)',
    },
    reproduce: ['# haproxy: bind :12345 accept-proxy ssl crt both.pem', 'llave doctor localhost:12345'],
  },
  'peer-garbage': {
    message: 'port {port} of {host} answers in a protocol that is not TLS: {hex}',
    means: 'The first bytes that came are neither a TLS record nor text, nor any protocol that we know.',
    consequences: 'TLS clients fail with "wrong version number".',
    causes: [
      'the port belongs to a program with a binary protocol of its own',
      'something on the way damages or encrypts the traffic',
    ],
    fixes: {
      who: 'see which program holds the port',
      replace: 'or start the reference server in its place, and repeat: that tells the program from the network',
    },
    reproduce: ['head -c 64 /dev/urandom | ncat -l 12345 &', 'llave doctor localhost:12345'],
  },
  'peer-plaintext-client': {
    message:
      '{clients} {clients|client has|clients have} talked to the TLS port {port} in the clear since the server started',
    means:
      'The first bytes of these connections were no TLS hello: HTTP, or any other plain text. The server counts and logs them under this code; it tells the figure to connections from its own machine alone.',
    consequences:
      'Those clients get nothing but the end of the connection (who speaks HTTP is told to use https), and what they said went over the network in the clear.',
    causes: [
      'a client that was set up without TLS, or with http:// instead of https://',
      'a health check that only looks whether the port is open, or asks over plain HTTP',
      'somebody who scans ports',
    ],
    fixes: {
      log: 'see in the log of the server who they were (if it runs as a service called llave)',
      tls: 'connect with TLS, as here',
    },
    reproduce: ['llave serve &', 'curl http://localhost:12345/', 'llave doctor --server'],
  },
} as const satisfies FindingTexts;
