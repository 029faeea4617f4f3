import { selfSigned } from '../certificates.ts';
import { type Lab, scenario } from '../scenario.ts';

const PORT = 12345;

async function tlsServer({ server, folder }: Lab, port = PORT): Promise<void> {
  await selfSigned(folder);
  await server.serve(
    port,
    'openssl',
    's_server',
    '-accept',
    String(port),
    '-key',
    'server.key',
    '-cert',
    'server.crt',
    '-quiet',
  );
}

const target = ({ v4 }: Lab) => [`${v4}:${PORT}`, '--ca', 'server.crt'];
const target6 = ({ v6 }: Lab) => [`[${v6}]:${PORT}`, '--ca', 'server.crt'];
const needs = ['openssl', 'nft'];
const broken = (cause: string) => ({ status: 'broken', cause }) as const;

export default [
  scenario({
    name: 'tcp-refused',
    expect: broken('tcp-refused'),
    setUp: async ({ v4 }) => [`${v4}:${PORT}`],
  }),
  scenario({
    name: 'tcp-refused-v6',
    expect: broken('tcp-refused'),
    setUp: async ({ v6 }) => [`[${v6}]:${PORT}`],
  }),
  scenario({
    name: 'tcp-refused-on-localhost',
    expect: broken('tcp-refused'),
    setUp: async () => [`localhost:${PORT}`],
  }),
  scenario({
    name: 'tcp-refused-loopback-only',
    expect: broken('tcp-refused-loopback-only'),
    from: 'server',
    needs: ['ncat'],
    async setUp({ server, v4 }) {
      await server.serve(PORT, 'ncat', '-lk', '127.0.0.1', String(PORT));
      return [`${v4}:${PORT}`];
    },
  }),
  scenario({
    name: 'tcp-refused-loopback-only-v6',
    expect: broken('tcp-refused-loopback-only'),
    from: 'server',
    needs: ['socat'],
    async setUp({ server, v6 }) {
      await server.serve(PORT, 'socat', `TCP6-LISTEN:${PORT},bind=[::1],fork`, 'STDOUT');
      return [`[${v6}]:${PORT}`];
    },
  }),
  scenario({
    name: 'firewall-reject-port',
    expect: broken('firewall-reject-port'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      lab.server.filter(`tcp dport ${PORT}`, 'reject');
      return target(lab);
    },
  }),
  scenario({
    name: 'firewall-reject-port-v6',
    expect: broken('firewall-reject-port'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      lab.server.filter(`tcp dport ${PORT}`, 'reject with icmpx port-unreachable');
      return target6(lab);
    },
  }),
  scenario({
    name: 'firewall-reject-port-allows-ssh-alone',
    expect: broken('firewall-reject-port'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      lab.server.filter('tcp dport != 22', 'reject');
      return target(lab);
    },
  }),
  scenario({
    name: 'firewall-reject-admin',
    expect: broken('firewall-reject-admin'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      lab.server.filter(`tcp dport ${PORT}`, 'reject with icmpx admin-prohibited');
      return target(lab);
    },
  }),
  scenario({
    name: 'firewall-reject-admin-v6',
    expect: broken('firewall-reject-admin'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      lab.server.filter(`tcp dport ${PORT}`, 'reject with icmpx admin-prohibited');
      return target6(lab);
    },
  }),
  scenario({
    // firewalld's default zone: everything but ssh is rejected with host-prohibited.
    name: 'firewall-reject-admin-all-but-ssh',
    expect: broken('firewall-reject-admin'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      lab.server.filter('meta l4proto tcp tcp dport != 22', 'reject with icmp type host-prohibited');
      return target(lab);
    },
  }),
  scenario({
    name: 'firewall-drop-port',
    expect: broken('firewall-drop-port'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      lab.server.filter(`tcp dport ${PORT}`, 'drop');
      return target(lab);
    },
  }),
  scenario({
    // A cloud's default deny: nothing but ssh gets through, and nothing is said.
    name: 'firewall-drop-port-all-but-ssh',
    expect: broken('firewall-drop-port'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      lab.server.filter('meta l4proto { tcp, udp } th dport != 22', 'drop');
      return target(lab);
    },
  }),
  scenario({
    name: 'firewall-drop-port-v6',
    expect: broken('firewall-drop-port'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      lab.server.filter(`tcp dport ${PORT}`, 'drop');
      return target6(lab);
    },
  }),
  scenario({
    name: 'firewall-drop-host',
    expect: broken('firewall-drop-host'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      lab.server.filter('meta l4proto { tcp, udp }', 'drop');
      return target(lab);
    },
  }),
];
