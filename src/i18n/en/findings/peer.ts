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
} as const satisfies FindingTexts;
