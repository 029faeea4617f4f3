import type { FindingTexts } from '../../finding-text.ts';

export default {
  'server-file-missing': {
    message: 'missing here: {files}',
    means: 'A file that the server needs is not in this directory (or not where --key or --cert said).',
    consequences: 'The server cannot start with TLS.',
    causes: [
      'the key and the certificate were not made yet',
      'the command runs in another directory than the one that holds them',
      'the files have other names',
    ],
    fixes: {
      key: 'make the private key',
      certificate: 'make a certificate for it (name the hosts that clients will use)',
      elsewhere: 'or say where the files are',
    },
    reproduce: ['mkdir empty && cd empty && llave doctor'],
  },
  'server-key-mismatch': {
    message: 'the key {keyFile} does not belong to the certificate {certFile}',
    means:
      'The public key in the certificate ({subject}) is not the public half of the private key: the two were not made for each other.',
    consequences: 'No server can start with this pair, or every handshake fails.',
    causes: [
      'the key was made anew after the certificate was issued',
      'files of two servers were mixed up',
      'an intermediate certificate stands first in the file, before the leaf',
    ],
    fixes: {
      order: 'put the leaf certificate first: the one of this key stands in place {place}',
      match: 'see which files belong together',
      reissue: 'issue the certificate again for this key',
    },
    reproduce: ['llave selfsign -H localhost', 'llave genkey --force', 'llave doctor'],
  },
  'server-key-world-readable': {
    message: 'every user of this machine can read {keyFile} (mode {mode})',
    means: 'The permissions of the private key file let everybody read it.',
    consequences: 'Whoever has an account here can take the key and pose as the server; nothing fails meanwhile.',
    causes: [
      'the file was made by a tool that does not restrict it',
      'it was copied, and the copy got the usual permissions',
      'it was written over an existing file, whose permissions stayed',
    ],
    fixes: {
      chmod: 'let only its owner read it',
      replace: 'if anybody may have read it, make a new key and reissue the certificate',
    },
    reproduce: ['llave selfsign -H localhost', 'chmod 644 server.key', 'llave doctor'],
  },
  'server-port-in-use': {
    message: 'another program holds port {port}: {program} (pid {pid})',
    means: 'What answers on the port is not a server with the certificate {certFile}: another program was there first.',
    consequences: 'The server cannot start on this port (EADDRINUSE), and clients reach the wrong program.',
    causes: [
      'another service uses the same port',
      'an earlier run of the server is still there, with another certificate',
      'a socket unit of systemd holds the port',
    ],
    fixes: { who: 'see who it is', stop: 'stop it, if it is not needed', other: 'or serve on another port' },
    reproduce: ['python3 -m http.server 12345 &', 'llave doctor --server --port 12345'],
  },
} as const satisfies FindingTexts;
