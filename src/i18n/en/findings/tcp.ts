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
} as const satisfies FindingTexts;
