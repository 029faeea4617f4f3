import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, runFile } from '../../support/paths.ts';
import { opensslPair, selfSigned } from '../certificates.ts';
import { LEAF, make, openssl } from '../openssl-ca.ts';
import { nodeTls, PORT } from '../programs.ts';
import { scenario } from '../scenario.ts';

const broken = (cause: string) => ({ status: 'broken', cause }) as const;
const needs = ['openssl'];

const PKCS12 = ['--key', 'server.p12', '--cert', 'server.p12'];

/** The pair of this directory as PKCS#12, its passphrase `lab`. */
function pkcs12(folder: string) {
  const files = ['-in', 'server.crt', '-inkey', 'server.key'];
  openssl(folder, 'pkcs12', '-export', ...files, '-passout', 'pass:lab', '-out', 'server.p12');
}

/** A fault in the files of this directory. */
function files(name: string, cause: string, spoil?: (folder: string) => void, args: readonly string[] = []) {
  return scenario({
    name,
    expect: broken(cause),
    needs,
    async setUp({ folder }) {
      await selfSigned(folder);
      spoil?.(folder);
      return args;
    },
  });
}

/** A fault of the machine that serves. */
function machine(name: string, cause: string, args: readonly string[], serve?: number) {
  return scenario({
    name,
    expect: broken(cause),
    from: 'server',
    async setUp({ server, folder }) {
      await selfSigned(folder);
      if (serve !== undefined) await server.serve(serve, node, runFile, 'serve', '--port', String(serve));
      return ['--server', ...args];
    },
  });
}

export default [
  files('server-key-type-mismatch', 'server-key-type-mismatch', (folder) =>
    openssl(folder, 'genrsa', '-out', 'server.key', '2048'),
  ),
  files('server-no-cert', 'server-no-cert', (folder) => writeFileSync(join(folder, 'server.crt'), '')),
  files('server-key-encrypted', 'server-key-encrypted', (folder) =>
    openssl(folder, 'genrsa', '-aes256', '-passout', 'pass:secret', '-out', 'server.key', '2048'),
  ),
  files('server-cert-not-pem-der', 'server-cert-not-pem', (folder) =>
    openssl(folder, 'x509', '-in', 'server.crt', '-outform', 'DER', '-out', 'server.crt'),
  ),
  files('server-cert-not-pem-request', 'server-cert-not-pem', (folder) =>
    openssl(folder, 'req', '-new', '-key', 'server.key', '-subj', '/CN=chat.lab', '-out', 'server.crt'),
  ),
  files('server-key-not-pem-der', 'server-key-not-pem', (folder) => {
    openssl(folder, 'genrsa', '-out', 'source.key', '2048');
    openssl(folder, 'pkcs8', '-topk8', '-nocrypt', '-in', 'source.key', '-outform', 'DER', '-out', 'server.key');
  }),
  files('server-key-not-pem-public', 'server-key-not-pem', (folder) => {
    openssl(folder, 'genrsa', '-out', 'source.key', '2048');
    openssl(folder, 'pkey', '-in', 'source.key', '-pubout', '-out', 'server.key');
  }),
  files('server-pem-corrupt', 'server-pem-corrupt', (folder) => {
    const path = join(folder, 'server.crt');
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, lines.map((line, index) => (index === 3 ? line.replace(/^.../, '!?!') : line)).join('\n'));
  }),
  files('server-key-mismatch-intermediate-first', 'server-key-mismatch', (folder) => {
    const ca = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'];
    make(folder, { name: 'root', subject: '/CN=Acme Root', extensions: ca });
    make(folder, { name: 'server', subject: '/CN=chat.lab', issuer: 'root', extensions: LEAF });
    const [leaf, root] = ['server.crt', 'root.crt'].map((name) => readFileSync(join(folder, name), 'utf8'));
    writeFileSync(join(folder, 'server.crt'), `${root}${leaf}`);
  }),
  files('server-weak-key', 'server-weak', (folder) => opensslPair(folder, ['rsa:1024'])),
  files('server-cert-eku', 'server-cert-eku', (folder) =>
    make(folder, { name: 'server', subject: '/CN=chat.lab', extensions: [...LEAF, 'extendedKeyUsage=clientAuth'] }),
  ),
  scenario({
    name: 'server-cert-expired',
    expect: broken('server-cert-expired'),
    async setUp({ folder }) {
      await selfSigned(folder);
      return ['--at', '2035-01-01T00:00:00Z'];
    },
  }),
  scenario({
    name: 'server-file-unreadable-directory',
    expect: broken('server-file-unreadable'),
    async setUp({ folder }) {
      await selfSigned(folder);
      return ['--key', '.', '--cert', 'server.crt'];
    },
  }),
  machine('server-not-listening', 'server-not-listening', ['--port', String(PORT)]),
  machine('server-listening-other-port', 'server-listening-other-port', ['--port', String(PORT)], PORT + 1),
  machine('server-address-not-local', 'server-address-not-local', ['--host', '192.0.2.1']),
  files('server-pfx-passphrase', 'server-pfx-passphrase', (folder) => pkcs12(folder), PKCS12),
  files(
    'server-pfx-passphrase-wrong',
    'server-pfx-passphrase',
    (folder) => {
      pkcs12(folder);
      writeFileSync(join(folder, 'pass'), 'another\n');
    },
    [...PKCS12, '--passphrase-file', 'pass'],
  ),
  scenario({
    name: 'healthy-pkcs12-of-this-directory',
    expect: { status: 'healthy', cause: null },
    needs: ['openssl'],
    async setUp({ folder }) {
      await selfSigned(folder);
      pkcs12(folder);
      writeFileSync(join(folder, 'pass'), 'lab\n');
      return [...PKCS12, '--passphrase-file', 'pass'];
    },
  }),
  files('server-version-range', 'server-version-range', undefined, [
    '--min-version',
    'TLSv1.3',
    '--max-version',
    'TLSv1.2',
  ]),
  files('server-cipher-config-no-match', 'server-cipher-config', undefined, ['--ciphers', 'ECDHE-RSA-AES256-GSM']),
  files('server-cipher-config-not-for-key', 'server-cipher-config', (folder) => opensslPair(folder, ['rsa:2048']), [
    '--max-version',
    'TLSv1.2',
    '--ciphers',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
  ]),
  scenario({
    name: 'server-version-range-from-outside',
    expect: broken('server-version-range'),
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      await nodeTls(
        server,
        `{ key: read('server.key'), cert: read('server.crt'), minVersion: 'TLSv1.3', maxVersion: 'TLSv1.2' }`,
      );
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'server-cipher-config-of-a-running-server',
    expect: broken('server-cipher-config'),
    from: 'server',
    needs: ['openssl'],
    async setUp({ server, folder }) {
      opensslPair(folder, ['rsa:2048']);
      const pair = `key: read('server.key'), cert: read('server.crt')`;
      await nodeTls(server, `{ ${pair}, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384' }`);
      return ['--server', '--port', String(PORT), '--key', 'server.key', '--cert', 'server.crt'];
    },
  }),
  scenario({
    name: 'healthy-with-plaintext-clients',
    expect: { status: 'healthy', cause: null },
    finds: ['peer-plaintext-client'],
    from: 'server',
    needs: ['curl'],
    async setUp({ client, server, v4, folder }) {
      await selfSigned(folder);
      await server.serve(PORT, node, runFile, 'serve');
      client.run('curl', '-s', `http://${v4}:${PORT}/`);
      return ['--server'];
    },
  }),
];
