import { fileURLToPath } from 'node:url';
import { selfSigned } from '../certificates.ts';
import { scenario } from '../scenario.ts';

const PORT = 12345;
const program = (name: string) => fileURLToPath(new URL(`../programs/${name}`, import.meta.url));

export default [
  scenario({
    name: 'chat-round-trip-lost',
    expect: { status: 'broken', cause: 'chat-round-trip-lost' },
    needs: ['python3'],
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      await server.serve(PORT, '/usr/bin/python3', program('deaf-chat.py'), String(PORT));
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
];
