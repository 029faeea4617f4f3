import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { testCertificate } from '../../support/certificates.ts';
import { HOSTS, selfSigned, writePair } from '../certificates.ts';
import { scenario } from '../scenario.ts';

const PORT = 12345;
const broken = (cause: string) => ({ status: 'broken', cause }) as const;

export default [
  scenario({
    name: 'server-file-missing',
    expect: broken('server-file-missing'),
    setUp: async () => [],
  }),
  scenario({
    name: 'server-file-missing-key',
    expect: broken('server-file-missing'),
    async setUp({ folder }) {
      await selfSigned(folder);
      rmSync(join(folder, 'server.key'));
      return [];
    },
  }),
  scenario({
    name: 'server-key-mismatch',
    expect: broken('server-key-mismatch'),
    async setUp({ folder }) {
      const [one, other] = [await testCertificate({ hosts: HOSTS }), await testCertificate({ hosts: HOSTS })];
      writePair(folder, { key: one.key, cert: other.cert });
      return [];
    },
  }),
  scenario({
    name: 'server-key-world-readable',
    expect: { status: 'degraded', cause: 'server-key-world-readable' },
    async setUp({ folder }) {
      await selfSigned(folder);
      chmodSync(join(folder, 'server.key'), 0o644);
      return [];
    },
  }),
  scenario({
    name: 'server-port-in-use-by-http',
    expect: broken('server-port-in-use'),
    from: 'server',
    needs: ['python3'],
    async setUp({ server, folder }) {
      await selfSigned(folder);
      await server.serve(PORT, '/usr/bin/python3', '-m', 'http.server', String(PORT));
      return ['--server', '--port', String(PORT)];
    },
  }),
  scenario({
    name: 'server-port-in-use-by-silence',
    expect: broken('server-port-in-use'),
    from: 'server',
    needs: ['ncat'],
    async setUp({ server, folder }) {
      await selfSigned(folder);
      await server.serve(PORT, 'ncat', '-lk', String(PORT));
      return ['--server', '--port', String(PORT)];
    },
  }),
];
