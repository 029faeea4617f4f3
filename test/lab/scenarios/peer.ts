import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenario } from '../scenario.ts';

const PORT = 12345;
const broken = (cause: string) => ({ status: 'broken', cause }) as const;

export default [
  scenario({
    name: 'peer-http-python',
    expect: broken('peer-http'),
    needs: ['python3'],
    async setUp({ server, v4 }) {
      await server.serve(PORT, '/usr/bin/python3', '-m', 'http.server', String(PORT));
      return [`${v4}:${PORT}`];
    },
  }),
  scenario({
    name: 'peer-http-nginx',
    expect: broken('peer-http'),
    needs: ['nginx'],
    async setUp({ server, v4, folder }) {
      writeFileSync(
        join(folder, 'nginx.conf'),
        `pid ${folder}/nginx.pid; error_log ${folder}/error.log; daemon off; user root;
         events {} http { access_log off; server { listen ${PORT}; } }`,
      );
      await server.serve(PORT, 'nginx', '-c', join(folder, 'nginx.conf'), '-p', folder);
      return [`${v4}:${PORT}`];
    },
  }),
  scenario({
    name: 'peer-silent-ncat',
    expect: broken('peer-silent'),
    needs: ['ncat'],
    async setUp({ server, v4 }) {
      await server.serve(PORT, 'ncat', '-lk', String(PORT));
      return [`${v4}:${PORT}`];
    },
  }),
  scenario({
    name: 'peer-silent-socat',
    expect: broken('peer-silent'),
    needs: ['socat'],
    async setUp({ server, v4 }) {
      await server.serve(PORT, 'socat', '-u', `TCP-LISTEN:${PORT},fork`, 'OPEN:/dev/null');
      return [`${v4}:${PORT}`];
    },
  }),
];
