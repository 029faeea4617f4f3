import { node, runFile } from '../../support/paths.ts';
import { selfSigned } from '../certificates.ts';
import { type Lab, scenario } from '../scenario.ts';

const PORT = 12345;
const RULE = `tcp dport ${PORT}`;
const needs = ['openssl', 'nft'];

async function service({ server, folder }: Lab): Promise<void> {
  await selfSigned(folder);
  const files = ['-key', 'server.key', '-cert', 'server.crt'];
  await server.serve(PORT, 'openssl', 's_server', '-accept', String(PORT), ...files, '-quiet');
}

/** What doctor advises: the reference server where the service was. */
async function replaced({ server }: Lab): Promise<void> {
  server.stop();
  await server.until(() => !server.listens(PORT));
  await server.serve(PORT, node, runFile, 'serve', '--host', '0.0.0.0', '--port', String(PORT));
}

export default [
  scenario({
    name: 'compare--still-dropped',
    expect: { status: 'broken', cause: 'firewall-drop-port' },
    needs,
    async setUp(lab) {
      await service(lab);
      lab.server.filter(RULE, 'drop');
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
    afterwards: { change: replaced, concludes: 'network-not-service' },
  }),
  scenario({
    // From outside a service that has stopped accepting looks like a firewall.
    name: 'compare--it-was-the-service',
    expect: { status: 'healthy', cause: null },
    needs: ['python3'],
    async setUp({ server, folder, v4 }) {
      await selfSigned(folder);
      const script = `import socket,time
s=socket.create_server(("",${PORT}),backlog=0)
a=[socket.socket() for _ in range(3)]
for one in a: one.setblocking(False); one.connect_ex(("${v4}",${PORT}))
time.sleep(600)`;
      await server.serve(PORT, '/usr/bin/python3', '-c', script);
      await server.until(() => /\s[1-9]\d*\s/.test(server.run('ss', '-Hltn', `sport = :${PORT}`)));
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
    afterwards: { change: replaced, concludes: 'service-not-network' },
  }),
  scenario({
    name: 'compare--nobody-in-its-place',
    expect: { status: 'broken', cause: 'tcp-refused' },
    needs,
    async setUp(lab) {
      await service(lab);
      lab.server.filter(RULE, 'drop');
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
    afterwards: {
      async change({ server }) {
        server.run('nft', 'delete', 'table', 'inet', 'lab');
        server.stop();
        await server.until(() => !server.listens(PORT));
      },
      concludes: 'gets-through-now',
    },
  }),
];
