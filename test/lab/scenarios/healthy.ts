import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node, runFile } from '../../support/paths.ts';
import { issued, opensslPair, selfSigned } from '../certificates.ts';
import { scenario } from '../scenario.ts';

const PORT = 12345;
const expect = { status: 'healthy', cause: null } as const;
const SERVER = ['-accept', String(PORT), '-key', 'server.key', '-cert', 'server.crt', '-quiet'];
const echo = fileURLToPath(new URL('../programs/tls-echo.py', import.meta.url));

export default [
  scenario({
    name: 'healthy-openssl-rsa-tls13',
    expect,
    finds: ['chat-not-llave'],
    needs: ['openssl'],
    async setUp({ server, v4, folder }) {
      opensslPair(folder, ['rsa:2048']);
      await server.serve(PORT, 'openssl', 's_server', ...SERVER);
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'healthy-openssl-rsa-tls12',
    expect,
    needs: ['openssl'],
    async setUp({ server, v4, folder }) {
      opensslPair(folder, ['rsa:3072']);
      await server.serve(PORT, 'openssl', 's_server', ...SERVER, '-tls1_2');
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'healthy-nginx-ec',
    expect,
    finds: ['chat-not-llave'],
    needs: ['nginx'],
    async setUp({ server, v4, folder }) {
      await issued(folder);
      writeFileSync(
        join(folder, 'nginx.conf'),
        `pid ${folder}/nginx.pid; error_log ${folder}/error.log; daemon off; user root; events {}
         http { access_log off; server { listen ${PORT} ssl; ssl_certificate ${folder}/server.crt; ssl_certificate_key ${folder}/server.key; } }`,
      );
      await server.serve(PORT, 'nginx', '-c', join(folder, 'nginx.conf'), '-p', folder);
      return [`${v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'healthy-python-ed25519-v6',
    expect,
    needs: ['python3', 'openssl'],
    async setUp({ server, v6, folder }) {
      opensslPair(folder, ['ed25519']);
      await server.serve(PORT, '/usr/bin/python3', echo, '::', String(PORT));
      return [`[${v6}]:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'healthy-gnutls-p384',
    expect,
    needs: ['gnutls-serv', 'openssl'],
    async setUp({ server, v4, folder }) {
      opensslPair(folder, ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384']);
      const files = ['--x509keyfile', 'server.key', '--x509certfile', 'server.crt'];
      await server.serve(PORT, 'gnutls-serv', '-p', String(PORT), '--echo', ...files);
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'healthy-client-certificate-is-optional',
    expect,
    needs: ['openssl'],
    async setUp({ server, v4, folder }) {
      await issued(folder);
      await server.serve(PORT, 'openssl', 's_server', ...SERVER, '-verify', '1', '-CAfile', 'ca.crt');
      return [`${v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'healthy-by-name-behind-dns',
    expect,
    needs: ['dnsmasq', 'openssl'],
    async setUp({ server, v4, v6, folder }) {
      await issued(folder);
      const words = ['--no-daemon', '--no-resolv', '--no-hosts', '--local=/lab/', `--listen-address=${v4}`];
      await server.serve(53, 'dnsmasq', ...words, `--host-record=chat.lab,${v4},${v6}`);
      await server.serve(PORT, 'openssl', 's_server', ...SERVER);
      return [`chat.lab:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'healthy-files-of-this-directory',
    expect,
    async setUp({ folder }) {
      await selfSigned(folder);
      return [];
    },
  }),
  scenario({
    name: 'healthy-llave-serve',
    expect,
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      await server.serve(PORT, node, runFile, 'serve');
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'healthy-llave-serve-from-its-own-machine',
    expect,
    from: 'server',
    async setUp({ server, folder }) {
      await selfSigned(folder);
      await server.serve(PORT, node, runFile, 'serve');
      return ['--server'];
    },
  }),
];
