import type { FindingTexts } from '../../finding-text.ts';

export default {
  'cert-expired': {
    message: 'the certificate {subject} expired {days} {days|day|days} ago, on {notAfter}',
    means: 'A certificate of the chain (place {place}) is past its notAfter date.',
    consequences: 'Every client that verifies refuses the connection.',
    causes: [
      'nobody renewed it',
      'it was renewed, but the server still serves the old file from memory',
      'the clock of this machine is wrong',
    ],
    fixes: {
      restart: 'the file {certFile} is newer than what is served: let the server load it',
      anchor: 'it is the authority that is trusted here: get its new certificate and trust that one (--ca)',
      renew: 'renew the certificate',
      reissue: 'or make it anew with the same names',
      clock: "if it should be valid, check this machine's clock",
    },
    reproduce: [
      'llave selfsign -H localhost --not-before 2020-01-01 --days 30',
      'llave serve &',
      'llave doctor localhost:12345 --ca server.crt',
    ],
  },
  'cert-expires-soon': {
    message: 'the certificate {subject} expires in {days} {days|day|days}, on {notAfter}',
    means:
      "Less than a third of the certificate's life is left (half of it for lives of 10 days or less): it is time to renew.",
    consequences: 'Nothing fails yet; on {notAfter} everything does.',
    causes: [
      'renewal is not automated',
      'the automatic renewal fails without anybody noticing',
      'the server was not told of the renewed file',
    ],
    fixes: { renew: 'renew it now' },
    reproduce: ['llave selfsign -H localhost --days 365 --not-before 2020-01-01', 'llave doctor --at 2020-12-01'],
  },
  'cert-self-signed': {
    message: 'the certificate {subject} is self-signed and not trusted here',
    means:
      'The server signed its certificate with its own key; nobody else vouches for it. That is fine once you decide to trust exactly this certificate.',
    consequences: 'Every client that verifies refuses it, unless it is told to trust this certificate.',
    causes: [
      'the certificate was made with selfsign and is meant to be trusted by hand',
      'the server was set up with a placeholder certificate',
      'somebody on the way shows a certificate of their own',
    ],
    fixes: {
      'trust-file': 'the file {file} here is the certificate that is served: trust it',
      fetch: "fetch it, compare its SHA-256 fingerprint {fingerprint} with the server's over another way, and trust it",
      issue: 'or let an authority that the clients know issue it',
    },
    reproduce: ['llave selfsign -H localhost', 'llave serve &', 'llave doctor localhost:12345'],
  },
  'cert-unknown-ca': {
    message: 'nobody trusted here has signed the certificate {subject}; its chain ends at {issuer}',
    means: 'The chain that the server sent ({sent} certificates) does not lead to an authority that is trusted here.',
    consequences: 'Every client that does not know this authority refuses the connection.',
    causes: [
      'a private authority issued it, and this machine was not told to trust it',
      'the server does not send an intermediate certificate',
      'TLS is intercepted on the way',
    ],
    fixes: {
      trust: 'if it is your own authority, trust its root',
      'trust-file': 'the file {file} here is the root of that authority: trust it',
      'without-ca': 'the usual authorities know it: leave --ca out',
      chain: 'see what the server sends; a public certificate needs its intermediates',
    },
    reproduce: [
      'llave ca create && llave ca issue -H localhost',
      'llave serve &',
      'llave doctor localhost:12345   # without --ca',
    ],
  },
  'cert-hostname': {
    message: 'the certificate is not for {name}; it is for {names}',
    means: 'None of the names in the certificate is the one that was asked for.',
    consequences: 'Every client that verifies refuses the connection under this name.',
    causes: [
      'the server is reached under a name or address that was not thought of when the certificate was made',
      'a wildcard covers only one level of names',
      'the name leads to another server than you think',
    ],
    fixes: {
      'use-name': 'connect with a name that it is for',
      servername: 'or ask for that name at this address',
      reissue: 'or make the certificate anew with this name as well',
    },
    reproduce: ['llave selfsign -H other.example.org', 'llave serve &', 'llave doctor localhost:12345 --ca server.crt'],
  },
  'cert-no-san': {
    message: 'the certificate {subject} has no subjectAltName',
    means:
      'The certificate names its host only in the common name ({commonName}), which clients have not looked at for years (RFC 9525).',
    consequences:
      'Browsers and Go refuse it; Node, OpenSSL and curl may still take it by its common name, though not for an address.',
    causes: ['it was made with an old recipe for openssl, without extensions'],
    fixes: { reissue: 'make it anew with the name as subjectAltName' },
    reproduce: [
      'openssl req -x509 -newkey rsa:2048 -nodes -keyout server.key -out server.crt -subj /CN=localhost -addext basicConstraints=CA:FALSE',
      'llave doctor',
    ],
  },
} as const satisfies FindingTexts;
