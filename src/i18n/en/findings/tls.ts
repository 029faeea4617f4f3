import type { FindingTexts } from '../../finding-text.ts';

export default {
  'tls-client-cert-required': {
    message: '{host}:{port} lets nobody in without a client certificate',
    means: 'The server asked for a certificate of the client, got none, and ended the connection with alert {alert}.',
    consequences:
      'Clients without a certificate are refused; under TLS 1.3 only after the handshake seemed to succeed.',
    causes: ['the server uses mutual TLS', 'client authentication was switched on by mistake'],
    fixes: {
      give: 'give the certificate and key that were issued to you',
      make: "if you have none, make a request and have it signed by the server's authority",
    },
    reproduce: [
      'openssl s_server -accept 12345 -key server.key -cert server.crt -Verify 1 -verify_return_error &',
      'llave doctor localhost:12345 --ca server.crt',
    ],
  },
} as const satisfies FindingTexts;
