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
  'tls-version-too-old': {
    message: '{host}:{port} speaks nothing newer than {best}',
    means:
      'The server answers only to protocol versions that were retired (RFC 8996); current clients ask for TLS 1.2 at least.',
    consequences: 'Browsers, Node, Go and current OpenSSL refuse to connect.',
    causes: [
      'the server or its TLS library is very old',
      'its configuration forbids TLS 1.2 and 1.3',
      'an old device ends TLS in front of it',
    ],
    fixes: {
      upgrade: "see which version the server's machine has, and upgrade it or its configuration",
      replace: 'or put the reference server in its place, which speaks TLS 1.2 and 1.3',
      meanwhile: 'until then, an old client can still look at it',
    },
    reproduce: [
      "openssl s_server -accept 12345 -key server.key -cert server.crt -tls1 -cipher 'ALL:@SECLEVEL=0' &",
      'llave doctor localhost:12345 --ca server.crt',
    ],
  },
} as const satisfies FindingTexts;
