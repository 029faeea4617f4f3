import { issued, selfSigned } from '../certificates.ts';
import { scenario } from '../scenario.ts';

const PORT = 12345;
const broken = (cause: string) => ({ status: 'broken', cause }) as const;
const SERVER = ['-accept', String(PORT), '-key', 'server.key', '-cert', 'server.crt', '-quiet'];

export default [
  scenario({
    name: 'tls-client-cert-required-tls13',
    expect: broken('tls-client-cert-required'),
    needs: ['openssl'],
    async setUp({ server, v4, folder }) {
      await issued(folder);
      await server.serve(
        PORT,
        'openssl',
        's_server',
        ...SERVER,
        '-Verify',
        '1',
        '-verify_return_error',
        '-CAfile',
        'ca.crt',
      );
      return [`${v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'tls-client-cert-required-tls12',
    expect: broken('tls-client-cert-required'),
    needs: ['openssl'],
    async setUp({ server, v4, folder }) {
      await issued(folder);
      await server.serve(
        PORT,
        'openssl',
        's_server',
        ...SERVER,
        '-tls1_2',
        '-Verify',
        '1',
        '-verify_return_error',
        '-CAfile',
        'ca.crt',
      );
      return [`${v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'tls-client-cert-required-gnutls',
    expect: broken('tls-client-cert-required'),
    needs: ['gnutls-serv'],
    async setUp({ server, v4, folder }) {
      await issued(folder);
      const files = ['--x509keyfile', 'server.key', '--x509certfile', 'server.crt', '--x509cafile', 'ca.crt'];
      await server.serve(PORT, 'gnutls-serv', '-p', String(PORT), '--echo', '--require-client-cert', ...files);
      return [`${v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'tls-version-too-old',
    expect: broken('tls-version-too-old'),
    needs: ['openssl'],
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      await server.serve(PORT, 'openssl', 's_server', ...SERVER, '-tls1', '-cipher', 'ALL:@SECLEVEL=0');
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'tls-version-too-old-gnutls',
    expect: broken('tls-version-too-old'),
    needs: ['gnutls-serv'],
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      const files = ['--x509keyfile', 'server.key', '--x509certfile', 'server.crt'];
      const priority = 'NORMAL:-VERS-ALL:+VERS-TLS1.1:+VERS-TLS1.0';
      await server.serve(PORT, 'gnutls-serv', '-p', String(PORT), '--echo', '--priority', priority, ...files);
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
];
