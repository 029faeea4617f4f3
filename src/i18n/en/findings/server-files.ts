import type { FindingTexts } from '../../finding-text.ts';

export default {
  'server-key-type-mismatch': {
    message: 'the key {keyFile} is {keyType}, but the certificate {certFile} is for a key of type {certType}',
    means:
      'OpenSSL keeps one pair for each type of key: it loads this key and this certificate ({subject}) side by side, without a word, and has a whole pair of neither type.',
    consequences: 'The server starts, and then refuses every client with a handshake failure (alert 40).',
    causes: [
      'the key was made anew with another type after the certificate was issued',
      'files of two servers were mixed up',
    ],
    fixes: {
      match: 'see which files belong together',
      reissue: 'issue the certificate again for this key',
    },
    reproduce: [
      'llave genkey --type ec -o server.key && llave selfsign -H localhost',
      'llave genkey --force',
      'llave doctor',
    ],
  },
  'server-no-cert': {
    message: 'the certificate file {certFile} is empty',
    means: 'There is a file, and no certificate in it.',
    consequences: 'Some servers start all the same, and then refuse every client with a handshake failure (alert 40).',
    causes: [
      'the disk was full, or the tool that was to write it failed',
      'a deployment created the file before the certificate was there',
    ],
    fixes: {
      make: 'make a certificate for the key (or copy the right one here)',
    },
    reproduce: ['llave genkey && : > server.crt', 'llave doctor'],
  },
  'server-key-encrypted': {
    message: 'the key {keyFile} is encrypted: the server needs its passphrase',
    means:
      'The private key file is protected by a passphrase; without it nobody can say whether it belongs to {certFile}.',
    consequences: 'A server that is not given the passphrase does not start.',
    causes: [
      'the key was made with --encrypt, or came from an authority that encrypts',
      'the server is started by a service that has no passphrase',
    ],
    fixes: {
      passphrase: 'give the server the passphrase in a file that only it can read',
      decrypt: 'or write the key without passphrase, with permissions for its owner alone',
    },
    reproduce: [
      'llave genkey --encrypt --passphrase-file passphrase.txt',
      'llave selfsign -H localhost --passphrase-file passphrase.txt',
      'llave doctor',
    ],
  },
  'server-cert-not-pem': {
    message: '{file} is no certificate in PEM; it looks like: {kind}',
    means:
      'Servers read certificates as text between BEGIN CERTIFICATE and END CERTIFICATE; this file holds something else.',
    consequences: 'The server cannot start with this file.',
    causes: [
      'the certificate was exported as DER',
      'the request was taken for the certificate',
      'key and certificate were swapped, or the file holds the path of another one',
    ],
    fixes: {
      look: 'see what the file holds',
      convert: 'write it as PEM',
    },
    reproduce: [
      'llave selfsign -H localhost && llave convert server.crt -o server.der',
      'llave doctor --key server.key --cert server.der',
    ],
  },
  'server-key-not-pem': {
    message: '{file} is no private key in PEM; it looks like: {kind}',
    means: 'Servers read keys as text between BEGIN PRIVATE KEY and END PRIVATE KEY; this file holds something else.',
    consequences: 'The server cannot start with this file.',
    causes: [
      'the key was exported as DER',
      'the public key or the certificate was taken for the private key',
      'it is a key for SSH',
    ],
    fixes: {
      look: 'see what the file holds',
      convert: 'write it as PEM',
    },
    reproduce: [
      'llave selfsign -H localhost && llave convert server.key -o key.der',
      'llave doctor --key key.der --cert server.crt',
    ],
  },
  'server-pem-corrupt': {
    message: '{file} is damaged at line {line}',
    means: 'The text between BEGIN and END is not whole: letters that are no base64, a missing line, or a missing END.',
    consequences: 'The server cannot start with this file.',
    causes: [
      'it was cut or wrapped when it was copied or pasted',
      'an editor or a template changed it',
      'the copy was interrupted',
    ],
    fixes: {
      look: 'look at the place',
      copy: 'copy the file again from where it came, and see whether it is whole',
    },
    reproduce: ["llave selfsign -H localhost && sed -i '3s/./!/' server.crt", 'llave doctor'],
  },
  'server-file-unreadable': {
    message: '{file} is there, but cannot be read ({errno})',
    means: 'The system refuses to hand the file over to this user, or it is no ordinary file.',
    consequences: 'A server that runs as this user cannot start.',
    causes: [
      'the file belongs to root, and the server runs as somebody else',
      'a directory above it is closed',
      'the name leads to a directory',
    ],
    fixes: {
      look: 'see who owns it and who may read it',
      own: 'give it to the user that the server runs as',
    },
    reproduce: ['llave selfsign -H localhost && chmod 000 server.key', 'llave doctor   # not as root'],
  },
  'server-weak': {
    message: 'the certificate {certFile} is too weak to serve: {keyType} with {bits} bits, signed with {signature}',
    means:
      'The key is too short or the signature can be forged. Whether a server starts with it depends on the version of OpenSSL; clients refuse it either way.',
    consequences:
      'Node 24 does not load short keys, Node 20 no old signatures; browsers, curl and OpenSSL refuse the connection.',
    causes: ['it was made with an old recipe or an old tool'],
    fixes: {
      key: 'make a new key of a usual size',
      reissue: 'make the certificate anew',
    },
    reproduce: [
      'openssl req -x509 -newkey rsa:1024 -nodes -keyout server.key -out server.crt -subj /CN=localhost -addext subjectAltName=DNS:localhost',
      'llave doctor',
    ],
  },
  'server-cert-expired': {
    message: 'the certificate file {certFile} expired {days} {days|day|days} ago, on {notAfter}',
    means:
      'The certificate {subject} that the server is to serve is past its notAfter date. Servers start with it without a word.',
    consequences: 'Every client that verifies refuses the connection.',
    causes: ['nobody renewed it', 'the renewed certificate lies elsewhere', 'the clock of this machine is wrong'],
    fixes: {
      renew: 'renew the certificate',
      reissue: 'or make it anew with the same names',
      clock: "if it should be valid, check this machine's clock",
    },
    reproduce: ['llave selfsign -H localhost --not-before 2020-01-01 --days 30', 'llave doctor'],
  },
  'server-cert-eku': {
    message: 'the certificate file {certFile} is not for servers; its purposes: {purposes}',
    means:
      'The extendedKeyUsage of {subject} does not list serverAuth (RFC 5280 4.2.1.12). Servers start with it without a word.',
    consequences: 'Every client that verifies refuses the connection.',
    causes: ['it is the certificate of a client', 'the authority issues for other purposes only'],
    fixes: {
      reissue: 'make the certificate anew with the purpose serverAuth',
    },
    reproduce: ['llave selfsign -H localhost --profile client', 'llave doctor'],
  },
  'server-port-privileged': {
    message: 'port {port} needs privileges: on this machine everybody may listen from {first} on',
    means: 'Nothing listens on the port, and a program without privileges may not (EACCES).',
    consequences: 'The server cannot start on this port as this user.',
    causes: ['the service runs as an ordinary user, and lost the right to low ports'],
    fixes: {
      systemd: 'give the service the right to low ports',
      sysctl: 'or open the ports from here on for everybody',
      other: 'or serve on a port that needs no rights',
    },
    reproduce: ['llave doctor --server --port 443   # not as root'],
  },
  'server-address-not-local': {
    message: '{address} is no address of this machine; its own are {own}',
    means: 'A server can be bound only to addresses that its machine has (EADDRNOTAVAIL).',
    consequences: 'The server cannot start with this address.',
    causes: [
      'it is the public address of a router or a load balancer in front of this machine',
      'the machine got another address',
      'the interface is down',
    ],
    fixes: {
      any: 'bind it to all addresses',
      look: 'see the addresses of this machine',
    },
    reproduce: ['llave doctor --server --host 192.0.2.1'],
  },
  'server-not-listening': {
    message: 'nothing on this machine listens on port {port}',
    means:
      'The table of listening sockets has no row for the port: no server runs here, whatever the network does. Ports that listen: {others}.',
    consequences: 'Every client is refused.',
    causes: [
      'the server was not started, or ended',
      'it listens on another port',
      'it runs in a container whose port was not published',
    ],
    fixes: {
      start: 'start the server',
      look: 'see what listens',
    },
    reproduce: ['llave doctor --server --port 12345   # without a server'],
  },
  'server-listening-other-port': {
    message: 'the server of {certFile} listens on port {other}, not on {port}',
    means: 'On port {other} of this machine the very key of the certificate file answers; nothing listens on {port}.',
    consequences: 'Clients that use port {port} are refused.',
    causes: ['the port was changed in one place and not in the other', 'the usual port was taken when it started'],
    fixes: {
      use: 'use that port',
      move: 'or let the server listen on the port that clients use',
    },
    reproduce: ['llave serve --port 12346 &', 'llave doctor --server --port 12345'],
  },
  'server-pfx-passphrase': {
    message: 'the PKCS#12 file {file} does not open: it needs its passphrase, or the one that was given is wrong',
    means:
      'A PKCS#12 file (.p12, .pfx) holds key and certificate under one passphrase; its checksum (MAC) says that this is not it.',
    consequences: 'A server that is given this file does not start; OpenSSL says "mac verify failure".',
    causes: [
      'no passphrase was given',
      'the passphrase is that of another file, or has a line end or a space too many',
      'the file was exported with another passphrase; files of Java key stores often have "changeit"',
    ],
    fixes: {
      give: 'give the passphrase in a file that only you can read',
      right: 'try with the right passphrase',
      convert: 'or write key and certificate as PEM, which every server reads',
    },
    reproduce: [
      'llave genkey && llave selfsign -H localhost',
      'openssl pkcs12 -export -in server.crt -inkey server.key -passout pass:one -out server.p12',
      'llave doctor --key server.p12 --cert server.p12',
    ],
  },
  'server-version-range': {
    message: 'the server is left with no version of TLS to speak',
    means:
      'The oldest version that it may speak is newer than the newest one, or those that are named are not built in. OpenSSL takes such settings without a word, and then answers every client with protocol_version (alert 70).',
    consequences: 'The server starts and refuses every client, whatever version it offers.',
    causes: [
      'the minimum was raised and an old maximum was left in another file',
      'a system-wide policy (openssl.cnf, crypto-policies) sets one end and the program the other',
      'only versions are named that this build no longer has',
    ],
    fixes: { widen: 'let it speak TLS 1.2 and 1.3', look: 'look for the two ends of the range in the configuration' },
    reproduce: [
      'llave genkey && llave selfsign -H localhost',
      'llave doctor --min-version TLSv1.3 --max-version TLSv1.2',
    ],
  },
  'server-cipher-config': {
    message: "the server's cipher list leaves nothing that it could use with its key ({keyType})",
    means:
      'A cipher list chooses among what OpenSSL has; up to TLS 1.2 a suite also names the type of key that it signs with. This list names nothing that exists, or only suites for another type of key. Where TLS 1.3 is allowed it has suites of its own, which suit every key.',
    consequences: 'The server does not start, or starts and refuses every client with a handshake failure (alert 40).',
    causes: [
      'a slip in the name of a cipher suite, or names of IANA where OpenSSL wants its own',
      'the list is for ECDSA and the key is RSA, or the other way round: often after the key was renewed',
      'the suites of the list are too old for the security level of this OpenSSL',
    ],
    fixes: {
      expand: 'see what the list comes to',
      default: 'serve without a list: the defaults suit every type of key',
    },
    reproduce: [
      'llave genkey && llave selfsign -H localhost',
      'llave doctor --max-version TLSv1.2 --ciphers ECDHE-ECDSA-AES256-GCM-SHA384',
    ],
  },
} as const satisfies FindingTexts;
