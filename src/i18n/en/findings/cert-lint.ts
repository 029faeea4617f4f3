import type { FindingTexts } from '../../finding-text.ts';

export default {
  'cert-ip-san': {
    message: 'the address {address} stands in the certificate as a DNS name, not as an IP address',
    means:
      'The subjectAltName holds dNSName:{address}. Clients that connect to an address compare it with iPAddress entries only (RFC 9525 6.2, RFC 6125 B.2).',
    consequences: 'Every client that verifies refuses the connection under this address.',
    causes: ['the recipe said DNS:{address} where IP:{address} is meant'],
    fixes: {
      reissue: 'make the certificate anew with the address as an IP address',
    },
    reproduce: [
      'llave serve --fault cert-ip-san --fault-ca fault-ca.crt &',
      'llave doctor 127.0.0.1:12345 --ca fault-ca.crt',
    ],
  },
  'cert-v1': {
    message: 'the certificate {subject} is X.509 version 1, which has no extensions',
    means:
      'Version 1 cannot say which names a certificate is for, nor what for: that needs the extensions of version 3 (1996).',
    consequences:
      'Browsers and Go refuse it, because it has no subjectAltName; OpenSSL and curl still take it by its common name.',
    causes: [
      'it was signed with openssl x509 -req without -extfile or -copy_extensions, which drops what the request asked for',
    ],
    fixes: {
      reissue: 'make the certificate anew as version 3, with the name',
    },
    reproduce: [
      'llave serve --fault cert-v1 --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-weak-key': {
    message: 'the key of {subject} is too short: {keyType} with {bits} bits (at least {least})',
    means: 'A key of this size (certificate in place {place}) can be broken, or soon will be.',
    consequences: 'OpenSSL at its usual security level, Node 24, browsers and Apple refuse it.',
    causes: ['it was made with an old recipe', 'a device of the time before 2014 made it'],
    fixes: {
      key: 'make a new key of a usual size',
      reissue: 'and the certificate for it',
      'other-authority': 'let another authority issue the certificate: this one is too weak',
    },
    reproduce: [
      'llave serve --fault cert-weak-key --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-weak-signature': {
    message: 'the certificate {subject} is signed with {signature}, which can be forged',
    means:
      'The digest under the signature (certificate in place {place}) has known collisions: a signature over it proves nothing.',
    consequences: 'Every current client refuses it; where exactly this certificate is trusted, only some do.',
    causes: ['an old authority or an old tool signed it', 'an old default was never changed'],
    fixes: {
      reissue: 'make the certificate anew, signed over SHA-256',
      'other-authority': 'let another authority issue the certificate: the one above it is signed too weakly',
    },
    reproduce: [
      'llave serve --fault cert-weak-signature --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-eku': {
    message: 'the certificate {subject} is not for servers{strict|, to OpenSSL|}; its purposes: {purposes}',
    means:
      'The certificate in place {place} {strict|is allowed by RFC 5280, and not by OpenSSL, that of Node.js included: to it any purpose is no permission for servers, in an authority either, and a Netscape certificate type (nsCertType) counts|has an extendedKeyUsage that lists purposes, and serverAuth is not among them (RFC 5280 4.2.1.12)}.',
    consequences:
      '{strict|OpenSSL and what stands on it (curl, Node.js, Python) refuse the connection; some others do not.|Every client that verifies refuses the connection.}',
    causes: ['a client certificate was installed on the server', 'the authority issues for other purposes only'],
    fixes: {
      reissue: 'make the certificate anew with the purpose serverAuth',
      'other-authority': 'let an authority issue the certificate that may issue for servers',
    },
    reproduce: [
      'llave serve --fault cert-eku --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-key-usage': {
    message: 'the certificate {subject} does not allow its key what it is used for: {needed} is not in {usage}',
    means:
      'The keyUsage (certificate in place {place}) restricts what the key may do (RFC 5280 4.2.1.3), and leaves out {needed}.',
    consequences:
      'GnuTLS and Chrome refuse a server that signs without the right to; without any usage of TLS OpenSSL, curl and Node.js do so, too; nobody believes an authority without it.',
    causes: [
      'the certificate was made for another kind of handshake',
      'a certificate that is no authority was used to sign others',
    ],
    fixes: {
      reissue: 'make the certificate anew with the usages of a server',
      'other-authority': 'let a real authority issue the certificate',
    },
    reproduce: [
      'llave serve --fault cert-key-usage --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-ca-as-leaf': {
    message: 'the server uses the certificate of an authority as its own: {subject}',
    means: 'The certificate says CA:TRUE: whoever trusts it trusts everything that its key signs, for any host.',
    consequences:
      'Firefox and others refuse it; and with the key on the server, whoever takes it can pose as anybody before those who trust it.',
    causes: [
      'openssl req -x509 makes authorities unless told otherwise',
      'the root was installed instead of a certificate that it issued',
    ],
    fixes: {
      reissue: 'make the certificate anew as that of a server',
    },
    reproduce: [
      'llave serve --fault cert-ca-as-leaf --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-must-staple': {
    message: 'the certificate {subject} demands a stapled OCSP response, and the server sends none that can be used',
    means:
      'The TLS feature extension (RFC 7633) promises that every handshake carries fresh word of the authority that the certificate is not revoked.',
    consequences: 'Firefox refuses the connection; other clients do not look.',
    causes: [
      'stapling is not switched on in the server',
      'the server cannot reach the OCSP responder of the authority',
      'the response that it staples is too old, or about another certificate',
    ],
    fixes: {
      staple: 'switch OCSP stapling on in the server, and let it reach the responder',
      reissue: 'or make the certificate anew without this demand',
    },
    reproduce: [
      'openssl req -x509 -newkey rsa:2048 -nodes -keyout server.key -out server.crt -subj /CN=localhost -addext subjectAltName=DNS:localhost -addext basicConstraints=CA:FALSE -addext tlsfeature=status_request',
      'llave serve &',
      'llave doctor localhost:12345 --ca server.crt',
    ],
  },
  'cert-validity-too-long': {
    message: 'the certificate {subject} is valid for {days} days; some clients allow {limit}',
    means:
      'Apple refuses server certificates that live for more than 825 days, those of private authorities as well; public ones are held to ever shorter lives (CA/Browser Forum SC-081v3).',
    consequences: 'Safari and every program on Apple systems refuse it; others do not look.',
    causes: ['it was made for many years, so as not to have to renew it'],
    fixes: {
      reissue: 'make the certificate anew for a shorter time, and let renew renew it',
    },
    reproduce: [
      'llave serve --fault cert-validity-too-long --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-serial': {
    message: 'the serial number {serial} of {subject} is not what RFC 5280 asks for ({octets} {octets|octet|octets})',
    means: 'A serial number is positive and has at most 20 octets (RFC 5280 4.1.2.2).',
    consequences: 'Go refuses certificates with a negative number; of the others only linters complain.',
    causes: ['a tool took random octets without looking at the first bit', 'the number was set by hand'],
    fixes: {
      reissue: 'make the certificate anew: it gets a random number of the right kind',
    },
    reproduce: [
      'openssl req -x509 -newkey rsa:2048 -nodes -keyout server.key -out server.crt -set_serial 0 -subj /CN=localhost -addext subjectAltName=DNS:localhost -addext basicConstraints=CA:FALSE',
      'llave serve &',
      'llave doctor localhost:12345 --ca server.crt',
    ],
  },
  'cert-wildcard': {
    message: '{name} is covered only by the wildcard {pattern}, which clients do not honour',
    means:
      'A wildcard is the whole left-most label of a name (RFC 9525 6.3), and does not stand for all names of a top-level domain.',
    consequences: 'Browsers and Go refuse it; OpenSSL takes a wildcard that is only a part of a label.',
    causes: ['the wildcard was put inside a label', 'a private top-level domain was covered as a whole'],
    fixes: {
      reissue: 'make the certificate anew with the name itself',
    },
    reproduce: [
      "openssl req -x509 -newkey rsa:2048 -nodes -keyout server.key -out server.crt -subj /CN=test -addext 'subjectAltName=DNS:ch*.example.org' -addext basicConstraints=CA:FALSE",
      'llave serve &',
      'llave doctor localhost:12345 --ca server.crt --servername chat.example.org',
    ],
  },
  'cert-ct': {
    message:
      'the certificate of {subject} comes from a public authority ({issuer}) without any proof that it was logged',
    means:
      'Chrome, Edge and Safari accept a certificate of a public authority only with timestamps of Certificate Transparency logs (SCTs): in the certificate, in the stapled OCSP response, or in the handshake. None is in any of these.',
    consequences: 'Chrome says NET::ERR_CERTIFICATE_TRANSPARENCY_REQUIRED, Safari refuses, too; other clients connect.',
    causes: [
      'the authority issued it without logging, as it does on request for names that are to stay secret',
      'the server was meant to send the timestamps itself, and does not',
    ],
    fixes: {
      reissue:
        'have the certificate issued again with timestamps in it (every public authority does, unless told otherwise)',
      prove: 'then see that the served certificate has them',
    },
    reproduce: ['llave doctor no-sct.badssl.com'],
  },
} as const satisfies FindingTexts;
