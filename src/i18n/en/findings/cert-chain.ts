import type { FindingTexts } from '../../finding-text.ts';

export default {
  'cert-not-yet-valid': {
    message: 'the certificate {subject} is not valid before {notBefore}; here it is {now}',
    means: 'A certificate of the chain (place {place}) is before its notBefore date.',
    consequences: 'Every client that verifies refuses the connection until then.',
    causes: [
      'the clock of this machine is behind',
      'the certificate was made on a machine whose clock is ahead',
      'it was made for later, and installed too early',
    ],
    fixes: {
      clock: 'compare the clock of this machine with another one',
      set: 'let the network set it, and look again',
      wait: 'if the clock is right, serve the previous certificate until then, or make one that begins now',
    },
    reproduce: [
      'llave serve --fault cert-not-yet-valid --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-root-untrusted': {
    message: 'the chain of {subject} ends at the root {root}, which is not trusted here',
    means:
      'The server sent its whole chain up to the root, and that root is in no store that is trusted here. That a server sends a root proves nothing: everybody can make one.',
    consequences: 'Every client that does not have this root refuses the connection.',
    causes: [
      'a private authority issued it, and this machine was not told to trust it',
      'TLS is intercepted on the way by a program with a root of its own',
    ],
    fixes: {
      fetch:
        'fetch the chain, compare the SHA-256 fingerprint {fingerprint} of the root with its owner over another way, and trust it',
      'trust-file': 'the file {file} here is this root: trust it',
    },
    reproduce: ['llave serve --fault cert-root-untrusted &', 'llave doctor localhost:12345'],
  },
  'cert-missing-intermediate': {
    message: 'the server does not send the intermediate certificate {issuer}, which issued {subject}',
    means:
      'Between the {sent} {sent|certificate|certificates} that the server sent and a root there is a gap: the certificate of {issuer} is missing. Clients hold roots, not intermediates.',
    consequences:
      'Clients refuse the connection, except those that have seen the intermediate elsewhere or fetch it themselves: a browser may work where curl, Java and Node fail.',
    causes: [
      'the server was given the leaf alone, not the full chain',
      'the authority changed its intermediate, and the old one is still appended',
      'the file with the chain was overwritten when the certificate was renewed',
    ],
    fixes: {
      'append-file': 'the file {file} here is what is missing: append it to the certificate and serve both',
      download: 'fetch the intermediate from where the certificate says, append it, and serve both',
      append: 'get the intermediate from the authority, append it to the certificate, and serve both',
      look: 'see what the server sends',
    },
    reproduce: [
      'llave serve --fault cert-missing-intermediate --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-wrong-order': {
    message: 'the chain is sent in the wrong order: {order}',
    means:
      'Each certificate should be followed by the one that issued it (RFC 8446 4.4.2, RFC 5246 7.4.2); here an issuer stands before what it issued.',
    consequences: 'Most clients sort the chain themselves; strict and small TLS stacks refuse it.',
    causes: ['the files were joined in the wrong order', 'the chain was exported by a tool that does not sort'],
    fixes: {
      reorder: 'write the chain in the right order and let the server load it',
    },
    reproduce: [
      'llave serve --fault cert-wrong-order --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-extra': {
    message: 'the server sends certificates that do not belong to its chain: {subjects}',
    means: 'Of the {sent} certificates that were sent, {count} issued none of the others: no client needs them.',
    consequences: 'Nothing fails; every handshake carries some bytes for nothing.',
    causes: [
      'the intermediate of an earlier authority was left in the file',
      'a whole bundle of authorities was given as the chain',
    ],
    fixes: {
      drop: 'take what does not belong out of the certificate file',
      look: 'see the chain as it is sent',
    },
    reproduce: [
      'llave serve --fault cert-extra --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-root-sent': {
    message: 'the server sends the root {subjects} along',
    means: 'A client that trusts the root has it already, and one that does not is not convinced by getting it.',
    consequences: 'Nothing fails; every handshake carries some bytes for nothing.',
    causes: ['the root was joined to the chain file along with the intermediates'],
    fixes: {
      drop: 'take the root out of the certificate file',
      look: 'see the chain as it is sent',
    },
    reproduce: [
      'llave serve --fault cert-root-sent --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-path-length': {
    message: 'the authority {authority} may have at most {limit} {limit|authority|authorities} below it, and has more',
    means: 'The path length constraint of {authority} (RFC 5280 4.2.1.9) is exceeded by {below}.',
    consequences: 'Every client that verifies refuses the connection.',
    causes: [
      'an intermediate issued another intermediate although it may only issue for servers',
      'the constraint was set too tight when the authority was made',
    ],
    fixes: {
      reissue:
        'let an authority higher up issue the certificate, or make the intermediate anew with a wider constraint',
      look: 'see the constraints of each certificate',
    },
    reproduce: [
      'llave serve --fault cert-path-length --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-name-constraint': {
    message: 'the authority {authority} may not issue for {name} (its subtrees: {subtrees})',
    means: 'The name constraints of {authority} (RFC 5280 4.2.1.10) do not allow the name {name} in {subject}.',
    consequences: 'Every client that verifies refuses the connection, whatever name it asks for.',
    causes: [
      'the authority was made for other domains',
      'a name or an address was added that the authority does not cover',
    ],
    fixes: {
      names: 'make the certificate without this name, or let an authority issue it that may',
      look: 'see the constraints of each certificate',
    },
    reproduce: [
      'llave serve --fault cert-name-constraint --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-revoked': {
    message: 'the certificate {subject} was revoked on {since} (reason: {reason})',
    means:
      'The authority {authority} took its word back for the serial number {serial}: in a revocation list, in the OCSP response that the server staples, or in its own answer.',
    consequences:
      'Clients that look at revocation refuse it; most do not look by default, and go on trusting whoever has the key.',
    causes: [
      'the private key was lost or stolen',
      'the certificate was replaced, and the server still serves the old one',
      'it was revoked by mistake, which cannot be undone',
    ],
    fixes: {
      reissue: 'make a new key, and let the authority issue a new certificate for it',
      look: 'compare the serial number with that of the file that should be served',
    },
    reproduce: [
      'llave ca create && llave ca issue -H localhost',
      'llave ca revoke server.crt && llave ca crl -o ca.crl',
      'llave serve &',
      'llave doctor localhost:12345 --ca ca/ca.crt --crl ca.crl',
    ],
  },
  'cert-pool-mixed': {
    message:
      '{target} shows different certificates: {fingerprint}… at {address}, {otherFingerprint}… at {otherAddress} on another connection',
    means:
      'Behind this name there are several servers (or several addresses), and they do not serve the same certificate.',
    consequences:
      'It works or fails by chance: who meets the server with the old certificate fails once it expires, and pinned fingerprints fail now.',
    causes: [
      'a renewed certificate did not reach all servers',
      'one server was not restarted after the renewal',
      'two services share the name or the address',
    ],
    fixes: {
      look: 'compare the certificates of each address',
      deploy: 'install the same certificate on every server, and let each one load it',
    },
    reproduce: [
      'llave serve --fault cert-pool-mixed --fault-ca fault-ca.crt &',
      'llave doctor localhost:12345 --ca fault-ca.crt',
    ],
  },
  'cert-intercepted': {
    message: 'TLS to {host} is opened on its way: {issuer} signs in the place of its real authority',
    means:
      'The certificate was not made by the authority of the server, but by a program or a device between here and there. Authorities of that kind sign for every host that is visited, and no public authority stands behind them.',
    consequences:
      'Whoever does it reads everything and can change it. Clients that do not know its root refuse the connection; those that do notice nothing.',
    causes: [
      'a company or a school that inspects TLS at its gateway',
      'an antivirus program or a parental filter on this machine',
      'a debugging proxy that was left running',
      'adware, or an attack',
    ],
    fixes: {
      trust: 'if it is meant to be so, let programs trust its root (whoever runs it has the file)',
      exempt: 'or have this server exempted from the inspection',
      elsewhere: 'compare with what the server shows to a machine outside of this network',
    },
    reproduce: [
      'mitmdump -p 8080 --mode reverse:https://chat.example.org:12345 &',
      'llave doctor chat.example.org:8080 --address 127.0.0.1 --control www.example.net:443',
    ],
  },
  'cert-captive-portal': {
    message: 'this network wants a login first: its portal answers in the place of {host}',
    means:
      'The certificate is not for the host that was asked for, and a plain HTTP request to {control} was answered by somebody who sends us elsewhere (status {status}). That is how the portal of a Wi-Fi network behaves until one has logged in.',
    consequences: 'Nothing outside of this network can be reached, whatever the server is.',
    causes: ['the terms of a hotel, airport or guest network were not accepted yet', 'the login has run out'],
    fixes: {
      login: 'log in to the network: any page over plain HTTP leads to its portal',
      again: 'then see that the control host answers for itself again',
    },
    reproduce: [
      '# on a Wi-Fi network with a login page, before logging in:',
      'llave doctor chat.example.org:12345 --control www.example.net:443',
    ],
  },
} as const satisfies FindingTexts;
