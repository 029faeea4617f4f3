import type { FindingTexts } from '../../finding-text.ts';

export default {
  'connection-altered': {
    message: 'what the server behind {host} received is not what was sent: {changed} differs',
    means:
      'The reference server says what came in, and doctor knows what it sent ({sentBytes} bytes of ClientHello; 0 where it arrived unchanged). TLS protects itself against changes on the way, so somebody opens it in between and makes a connection of its own to the server; with the certificate of the server, or with one of an authority that the owner of the server uses.',
    consequences:
      'What doctor sees of TLS is not the server but what stands in front of it: versions, ciphers, ALPN and client certificates are decided there, and the chat is readable there.',
    causes: [
      'a load balancer or a reverse proxy in front of the server that ends TLS',
      'a content delivery network',
      'a gateway that was given the key of the server',
    ],
    fixes: {
      pass: 'if TLS is to reach the server, let what stands in front pass TCP through (mode tcp, stream, passthrough)',
      look: 'see who answers: the certificate, and its issuer',
      beside: "compare from the server's own network, past what stands in front (put in the server's own address)",
    },
    reproduce: [
      '# see test/lab: haproxy with the key of the server, which makes a TLS connection of its own to it',
      'llave doctor chat.example.org:12345',
    ],
  },
  'tls-client-cert-required': {
    message: '{host}:{port} lets nobody in without a client certificate',
    means:
      'The server asked for a certificate of the client, got none, and ended the connection {parted|in silence, twice in a row, right after the handshake|with an alert}.',
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
  'tls-version-too-new': {
    message: '{host}:{port} speaks nothing older than {speaks}, and the limit here is {limit}',
    means: 'The server refuses every protocol version up to the one that we were limited to, and answers newer ones.',
    consequences: 'Clients with the same limit cannot connect; current ones can.',
    causes: [
      '--max-version, or the configuration of the client, forbids newer versions',
      'the server was limited to TLS 1.3',
    ],
    fixes: {
      newer: 'allow the version that the server speaks',
      allow: 'or, for clients that cannot, allow {limit} in the configuration of the server',
    },
    reproduce: [
      'openssl s_server -accept 12345 -key server.key -cert server.crt -tls1_3 &',
      'llave doctor localhost:12345 --ca server.crt --max-version TLSv1.2',
    ],
  },
  'tls-no-shared-cipher': {
    message: '{host}:{port} accepts none of our cipher suites; it would choose {cipher}',
    means:
      'The server refused our offer with alert {alert}. With every registered cipher suite added, and nothing else changed, it answers.',
    consequences: 'Clients with a usual configuration cannot connect.',
    causes: [
      'the cipher list of the server was narrowed to rare or old suites',
      'its certificate has a type of key that its suites do not go with',
      'the list of this client was narrowed',
    ],
    fixes: {
      widen: 'allow suites of AES-GCM or ChaCha20 with ECDHE in the configuration of the server',
      look: 'see what another client makes of it',
      compare: 'or start the reference server with the same key and certificate: it offers what current clients accept',
    },
    reproduce: [
      'openssl s_server -accept 12345 -key server.key -cert server.crt -tls1_2 -cipher ECDHE-RSA-CAMELLIA256-SHA384 &',
      'llave doctor localhost:12345 --ca server.crt',
    ],
  },
  'tls-no-shared-group': {
    message: '{host}:{port} accepts none of our groups for the key exchange',
    means:
      'The server refused our offer with alert {alert}. With every registered group added, and nothing else changed, it answers {group}{cipher}.',
    consequences: 'Clients with a usual configuration cannot connect.',
    causes: [
      'the curves or groups of the server were narrowed (ssl_ecdh_curve, -groups, ecdhCurve) to rare ones',
      'a very new server allows hybrid groups with ML-KEM alone',
    ],
    fixes: {
      widen: 'allow X25519 and P-256 in the configuration of the server',
      look: 'see what another client makes of it',
      compare: 'or start the reference server with the same key and certificate',
    },
    reproduce: [
      'openssl s_server -accept 12345 -key server.key -cert server.crt -tls1_2 -cipher ECDHE -groups brainpoolP512r1 &',
      'llave doctor localhost:12345 --ca server.crt',
    ],
  },
  'tls-no-shared-signature': {
    message: '{host}:{port} cannot sign in any way that we accept',
    means:
      'The server refused our offer with alert {alert}. With every registered signature scheme added, and nothing else changed, it answers with {cipher}.',
    consequences: 'Clients with a usual configuration cannot connect.',
    causes: [
      'the certificate has a rare type of key',
      'the signature schemes of the server were narrowed, for instance to SHA-1',
    ],
    fixes: {
      widen:
        'use a certificate with an RSA or P-256 key, or allow its schemes with SHA-256 in the configuration of the server',
      look: 'see what another client makes of it',
      compare: 'or start the reference server with the same key and certificate',
    },
    reproduce: [
      "openssl s_server -accept 12345 -key server.key -cert server.crt -tls1_2 -sigalgs RSA+SHA1 -cipher 'ECDHE:@SECLEVEL=0' &",
      'llave doctor localhost:12345 --ca server.crt',
    ],
  },
  'tls-server-keyless': {
    message: '{host}:{port} refuses every TLS hello: it has no certificate and key that it could use',
    means:
      'The server speaks TLS and refused {tries} different hellos alike (alert {alert}), even one that offers everything there is. Such a server has nothing to sign with.',
    consequences: 'Nobody can connect, with any client.',
    causes: [
      'the key is of another type than the certificate (EC and RSA): many servers start all the same',
      'the server was started without a certificate',
      'the file of the certificate is empty or is not read any more',
    ],
    fixes: {
      match: 'see whether the key and the certificate belong together',
      examine: "let doctor examine the files on the server's machine",
    },
    reproduce: ['openssl s_server -accept 12345 -nocert &', 'llave doctor localhost:12345'],
  },
  'tls-sni-unknown': {
    message: '{host}:{port} has no certificate for {name}',
    means: 'The server chooses by the name that the client asks for, and refuses this one (alert {alert}).',
    consequences: 'Clients that ask for this name cannot connect.',
    causes: [
      'the name is misspelt, or is served by another machine',
      'no virtual host was set up for it',
      'the client named the server by its address, and so asked for no name at all',
    ],
    fixes: {
      'other-name': 'it does serve {served}: ask for that name',
      ask: 'ask for a name that it serves',
      add: 'or set the name up in the server, with a certificate for it',
    },
    reproduce: [
      '# nginx: server { listen 12345 ssl default_server; ssl_reject_handshake on; }',
      'llave doctor localhost:12345',
    ],
  },
  'tls-sni-default': {
    message: '{host}:{port} shows its default certificate; under the name {name} it has the right one',
    means:
      'The server chooses its certificate by the name that the client asks for. For {asked} it fell back to the default one ({shown}); for {name} it shows another, which fits.',
    consequences: 'Clients that ask as we did refuse the certificate.',
    causes: [
      'the client asked for another name, or by address for none',
      'the name is missing from the virtual host of the server',
    ],
    fixes: {
      use: 'ask for the right name',
      add: 'or set the other name up in the server as well, with a certificate for it',
    },
    reproduce: [
      '# nginx with two server blocks, default.example and chat.example',
      'llave doctor chat.example:12345 --servername other.example',
    ],
  },
  'tls-alpn': {
    message: '{host}:{port} accepts none of the application protocols that were offered',
    means:
      'The server insists on a protocol by ALPN and {parted|hung up on what we offered, right after the handshake; with another offer it stayed|refused ours with an alert}.',
    consequences: 'Clients that offer the wrong protocol, or none, cannot connect.',
    causes: [
      'the port belongs to another service than the one that was meant',
      'the list of protocols of the client or of the server is wrong',
    ],
    fixes: {
      other: 'offer another protocol, or none',
      offer: 'offer the protocol that the server wants',
      configure: 'or allow the protocol in the configuration of the server',
    },
    reproduce: [
      'openssl s_server -accept 12345 -key server.key -cert server.crt -alpn chat/1 &',
      'llave doctor localhost:12345 --ca server.crt --alpn h2',
    ],
  },
  'tls-client-cert-untrusted': {
    message: '{host}:{port} does not accept the issuer of our client certificate, {issuer}',
    means: 'The server asked for a client certificate, got {path}, and ended the connection.',
    consequences: 'This client is not let in.',
    causes: [
      'the certificate is from another authority than the one that the server trusts',
      'the intermediate certificate is missing from the file',
      'the server has not been told of the authority',
    ],
    fixes: {
      look: 'look at who issued it; the server accepts: {accepted}',
      another: 'have a certificate issued by an authority that the server accepts',
    },
    reproduce: [
      'openssl s_server -accept 12345 -key server.key -cert server.crt -Verify 1 -verify_return_error -CAfile ca.crt &',
      'llave doctor localhost:12345 --ca server.crt --cert client.crt --key client.key   # of another authority',
    ],
  },
  'tls-client-cert-eku': {
    message: '{path} is no certificate for clients: its purposes are {purposes}',
    means:
      'The server asked for a client certificate and refused this one. Its extended key usage lacks client authentication.',
    consequences: 'This client is not let in.',
    causes: ['the certificate was made for a server', 'the profile of the authority lacks clientAuth'],
    fixes: { look: 'look at its extended key usage', another: 'have one issued with client authentication' },
    reproduce: [
      'openssl s_server -accept 12345 -key server.key -cert server.crt -Verify 1 -verify_return_error -CAfile ca.crt &',
      'llave doctor localhost:12345 --ca server.crt --cert server.crt --key server.key',
    ],
  },
  'tls-client-cert-expired': {
    message: 'the server refuses {path}: it expired at {notAfter}',
    means: 'The server asked for a client certificate and refused this one because its time is over.',
    consequences: 'This client is not let in.',
    causes: ['nobody renewed it', 'the clock of the server is wrong'],
    fixes: { look: 'look at its validity', another: 'renew it' },
    reproduce: [
      'openssl s_server -accept 12345 -key server.key -cert server.crt -Verify 1 -verify_return_error -CAfile ca.crt &',
      'llave doctor localhost:12345 --ca server.crt --cert old.crt --key old.key',
    ],
  },
  'tls-hello-intolerant': {
    message: '{host}:{port} cannot take a TLS hello that is large or comes in pieces',
    means:
      'A small hello in one piece is answered. The same hello in another shape ({failing}) is not: something reads it with a single read() and takes the half for the whole, or chokes on its size.',
    consequences:
      'Clients with post-quantum key exchange (current browsers, Node 24) send more than 1,400 bytes and fail; older ones work.',
    causes: [
      'the server or its TLS library is old (see tldr.fail)',
      'a firewall or load balancer inspects the hello and knows only small ones',
    ],
    fixes: {
      update: 'update the server, or what inspects TLS in front of it',
      smaller: 'until then, keep the hello small: without ML-KEM it works',
    },
    reproduce: [
      '# a server that reads the hello with one recv(1024) and hangs up if it is not whole',
      'llave doctor localhost:12345',
    ],
  },
  'tls-sni-blocked': {
    message: 'something on the way to {host}:{port} blocks the name {name}',
    means:
      'Connections that ask for this name end without an answer ({how}); the same address answers when another name is asked for.',
    consequences: 'The site cannot be reached under this name from here; from another network it may.',
    causes: [
      'a firewall or filter of the network, the provider or the country looks at the name',
      'a proxy with a list of forbidden names',
    ],
    fixes: {
      ask: 'ask whoever runs the network whether the name is filtered',
      elsewhere: 'repeat from another network, or over a VPN',
    },
    reproduce: [
      'nft add rule inet filter forward tcp dport 12345 @th,160,16 ...   # a filter that looks for the name',
      'llave doctor NAME:12345',
    ],
  },
  'tls-reset-after-hello': {
    message: '{host}:{port} resets every connection on which a TLS hello comes',
    means:
      'The connection is accepted and stays open while nobody speaks. Any TLS hello, of whatever size and name, is answered with a reset.',
    consequences: 'No TLS client can connect.',
    causes: [
      'the server process crashes when TLS begins',
      'a filter resets TLS by the address or by how it looks',
      'the program speaks another protocol and ends what it does not know',
    ],
    fixes: {
      log: 'read the log of the server at the time of the attempt',
      replace: 'or start the reference server in its place, and repeat: that tells the server from the network',
      elsewhere: 'or repeat from another network',
    },
    reproduce: ['# a server that sets SO_LINGER 0 and closes at the first byte', 'llave doctor localhost:12345'],
  },
  'tls-stalled': {
    message: '{host}:{port} begins its answer and stops: {have} of {need} bytes came',
    means: 'The server started to answer our hello ({got} bytes) and then went silent in the midst of it.',
    consequences: 'Clients hang until they time out.',
    causes: [
      'the server process hangs, waits for something (a key store, a back end) or is overloaded',
      'a proxy in front of it stops forwarding',
      'if the missing part is large: packets of that size are lost',
    ],
    fixes: {
      log: 'read the log of the server at the time of the attempt',
      replace: 'or start the reference server in its place, and repeat: that tells the server from the network',
    },
    reproduce: [
      "printf '\\026\\003\\003\\000\\172\\002\\000\\000\\166\\003' | ncat -l 12345 &",
      'llave doctor localhost:12345',
    ],
  },
  'tls-internal-error': {
    message: '{host}:{port} says that it has an internal error (TLS alert 80)',
    means: 'The server itself reports an error of its own that has nothing to do with the client.',
    consequences: 'Nobody can connect, or only by chance.',
    causes: [
      'its key, certificate or configuration cannot be used',
      'it ran out of memory or descriptors',
      'its back end or key store is down',
    ],
    fixes: {
      log: 'read the log of the server at the time of the attempt',
      replace: 'or start the reference server with the same key and certificate in its place',
    },
    reproduce: ["printf '\\025\\003\\003\\000\\002\\002\\120' | ncat -l 12345 &", 'llave doctor localhost:12345'],
  },
  'tls-corrupted': {
    message: 'what arrives from {host}:{port} is not what was sent: the handshake was altered on the way',
    means:
      'Both sides agreed on the parameters, and then what one encrypted or signed did not make sense to the other (alert {alert}).',
    consequences: 'No connection can be made on this path; that is TLS doing its duty.',
    causes: [
      'a proxy or security device rewrites the traffic',
      'a faulty network card, driver or offload changes bytes',
      'the key of the server is not that of its certificate',
    ],
    fixes: { elsewhere: 'repeat from another network', direct: "and on the server's machine itself, past the network" },
    reproduce: ['# a proxy that flips a byte of every tenth record', 'llave doctor localhost:12345'],
  },
  'tls-legacy': {
    message: '{host}:{port} uses TLS in an outdated way that current clients refuse ({what})',
    means:
      'The server answered, and it was our side that ended the handshake: a Diffie-Hellman group that is too small, a signature with SHA-1, or no secure renegotiation (RFC 5746).',
    consequences: 'Current OpenSSL, and what is built on it, refuses to connect; older clients connect.',
    causes: [
      'the server or its TLS library is old',
      'old parameters stayed in its configuration (dhparam of 1024 bits)',
    ],
    fixes: {
      dh: 'its Diffie-Hellman group has {bits} bits: use one of 2,048 at least, or ECDHE alone',
      signature: 'it signs with {scheme}: update it, or let it sign with SHA-256',
      renegotiation: 'it does not know secure renegotiation (RFC 5746): update it',
      meanwhile: 'until then, an old client can still look at it',
    },
    reproduce: [
      "openssl s_server -accept 12345 -key server.key -cert server.crt -tls1_2 -dhparam dh1024.pem -cipher 'DHE:@SECLEVEL=0' &",
      'llave doctor localhost:12345 --ca server.crt',
    ],
  },
  'tls-slow': {
    message: '{host}:{port} takes {tls} ms for the TLS handshake, {own} ms of them by itself',
    means: 'Connecting takes {tcp} ms, so that the network accounts for little of it: the server is slow to answer.',
    consequences: 'People wait; health checks and impatient clients may give up.',
    causes: [
      'the server is overloaded, or signs with a very large RSA key',
      'it asks something else first (DNS of the client, OCSP, a key store)',
    ],
    fixes: {
      load: "look at the load of the server's machine",
      compare: 'compare with the reference server with the same key',
    },
    reproduce: ['# a server that sleeps before it answers', 'llave doctor localhost:12345'],
  },
  'tls-ech': {
    message: 'the server knows {host} only from an encrypted hello (ECH), and ours was in the clear',
    means:
      'With Encrypted Client Hello the real name travels inside an encrypted part of the hello. This server answers a hello in the clear as somebody else, or refuses it.',
    consequences:
      'Clients without ECH, and networks that filter it, cannot reach the service; browsers with ECH and a DNS resolver that shows HTTPS records can.',
    causes: [
      'the service is published for clients with ECH alone',
      'a proxy or a resolver took the ECH configuration (the HTTPS record) away',
      'the front server forwards by the inner name only',
    ],
    fixes: {
      client: 'use a client that speaks ECH (a current browser with DNS over HTTPS)',
      record: 'see whether the HTTPS record with the ECH configuration reaches this machine',
      server: 'or let the server answer for the name in the clear as well',
    },
    reproduce: ['dig chat.example.org HTTPS   # shows ech=…', 'llave doctor chat.example.org'],
  },
} as const satisfies FindingTexts;
