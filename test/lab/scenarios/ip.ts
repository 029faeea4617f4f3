import { issued, selfSigned } from '../certificates.ts';
import { type Lab, scenario } from '../scenario.ts';

const PORT = 12345;
const needs = ['openssl'];
const broken = (cause: string) => ({ status: 'broken', cause }) as const;
const FAR = '198.51.100.7';
const FAR6 = '2001:db8::7';
const NOBODY = '10.77.0.66';

async function tlsServer({ server, folder }: Lab) {
  await selfSigned(folder);
  const files = ['-key', 'server.key', '-cert', 'server.crt', '-quiet'];
  await server.serve(PORT, 'openssl', 's_server', '-accept', String(PORT), ...files);
}

/** A far address behind the server's machine, with the server's machine as the router. */
function routeThroughServer({ client, server, v4, v6 }: Lab) {
  for (const [family, via] of [
    ['-4', v4],
    ['-6', v6],
  ] as const) {
    client.run('ip', family, 'route', 'add', 'default', 'via', via);
  }
  server.run('sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1');
}

/** A second cable behind the server's machine, on which nobody else is. */
function emptyCable({ server }: Lab) {
  server.run('ip', 'link', 'add', 'far0', 'type', 'veth', 'peer', 'name', 'far1');
  server.run('ip', 'addr', 'add', '198.51.100.1/24', 'dev', 'far0');
  for (const end of ['far0', 'far1']) server.run('ip', 'link', 'set', end, 'up');
}

export default [
  scenario({
    name: 'ip-no-route',
    expect: broken('ip-no-route'),
    setUp: async () => [`${FAR}:${PORT}`],
  }),
  scenario({
    name: 'ip-no-route-v6',
    expect: broken('ip-no-route'),
    setUp: async () => [`[${FAR6}]:${PORT}`],
  }),
  scenario({
    name: 'ip-no-route-v6-without-any-ipv6',
    expect: broken('ip-no-route'),
    async setUp({ client, v6 }) {
      client.run('sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1');
      return [`[${v6}]:${PORT}`];
    },
  }),
  scenario({
    name: 'ip-no-route-not-even-to-the-resolver',
    expect: broken('ip-no-route'),
    async setUp({ client }) {
      client.run('ip', 'link', 'set', 'eth0', 'down');
      return [`chat.lab:${PORT}`];
    },
  }),
  ...(['prohibit', 'blackhole', 'unreachable'] as const).flatMap((kind) => [
    scenario({
      name: `ip-route-policy-${kind}`,
      expect: broken('ip-route-policy'),
      async setUp({ client }) {
        client.run('ip', 'route', 'add', kind, '198.51.100.0/24');
        return [`${FAR}:${PORT}`];
      },
    }),
    scenario({
      name: `ip-route-policy-${kind}-v6`,
      expect: broken('ip-route-policy'),
      async setUp({ client }) {
        client.run('ip', '-6', 'route', 'add', kind, '2001:db8::/64');
        return [`[${FAR6}]:${PORT}`];
      },
    }),
  ]),
  scenario({
    name: 'ip-route-policy-by-a-rule',
    expect: broken('ip-route-policy'),
    async setUp(lab) {
      await tlsServer(lab);
      lab.client.run('ip', 'rule', 'add', 'to', lab.v4, 'prohibit');
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'ip-route-policy-to-the-resolver',
    expect: broken('ip-route-policy'),
    async setUp({ client, v4 }) {
      client.run('ip', 'route', 'add', 'prohibit', `${v4}/32`);
      return [`chat.lab:${PORT}`];
    },
  }),
  scenario({
    name: 'ip-net-unreachable',
    expect: broken('ip-net-unreachable'),
    async setUp(lab) {
      routeThroughServer(lab);
      return [`${FAR}:${PORT}`];
    },
  }),
  scenario({
    name: 'ip-net-unreachable-v6',
    expect: broken('ip-net-unreachable'),
    async setUp(lab) {
      routeThroughServer(lab);
      return [`[${FAR6}]:${PORT}`];
    },
  }),
  scenario({
    name: 'ip-host-dead',
    expect: broken('ip-host-dead'),
    setUp: async () => [`${NOBODY}:${PORT}`],
  }),
  scenario({
    name: 'ip-host-dead-v6',
    expect: broken('ip-host-dead'),
    setUp: async () => [`[fd77::66]:${PORT}`],
  }),
  scenario({
    name: 'ip-host-dead-with-patience',
    expect: broken('ip-host-dead'),
    setUp: async () => [`${NOBODY}:${PORT}`, '--timeout', '6000'],
  }),
  scenario({
    name: 'ip-host-dead-is-the-gateway',
    expect: broken('ip-host-dead'),
    async setUp({ client }) {
      client.run('ip', 'route', 'add', 'default', 'via', NOBODY);
      return [`${FAR}:${PORT}`];
    },
  }),
  scenario({
    name: 'ip-host-dead-behind-a-router',
    expect: broken('ip-host-dead'),
    async setUp(lab) {
      routeThroughServer(lab);
      emptyCable(lab);
      return [`${FAR}:${PORT}`];
    },
  }),
  scenario({
    name: 'ip-v6-broken-silent',
    expect: { status: 'degraded', cause: 'ip-v6-broken' },
    needs: [...needs, 'dnsmasq', 'nft'],
    async setUp(lab) {
      await issued(lab.folder);
      const files = ['-key', 'server.key', '-cert', 'server.crt', '-quiet'];
      await lab.server.serve(PORT, 'openssl', 's_server', '-accept', String(PORT), ...files);
      const words = ['--no-daemon', '--no-resolv', '--no-hosts', '--local=/lab/', `--listen-address=${lab.v4}`];
      await lab.server.serve(53, 'dnsmasq', ...words, `--host-record=chat.lab,${lab.v4},${lab.v6}`);
      lab.server.filter('meta nfproto ipv6 meta l4proto { tcp, udp }', 'drop');
      return [`chat.lab:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'ip-v6-broken-unreachable',
    expect: { status: 'degraded', cause: 'ip-v6-broken' },
    needs: [...needs, 'dnsmasq'],
    async setUp(lab) {
      await issued(lab.folder);
      const files = ['-key', 'server.key', '-cert', 'server.crt', '-quiet'];
      await lab.server.serve(PORT, 'openssl', 's_server', '-accept', String(PORT), ...files);
      const words = ['--no-daemon', '--no-resolv', '--no-hosts', '--local=/lab/', `--listen-address=${lab.v4}`];
      await lab.server.serve(53, 'dnsmasq', ...words, `--host-record=chat.lab,${lab.v4},${FAR6}`);
      routeThroughServer(lab);
      return [`chat.lab:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'ip-scope-missing',
    expect: broken('ip-scope-missing'),
    setUp: async () => [`[fe80::1]:${PORT}`],
  }),
  scenario({
    name: 'healthy-link-local-with-scope',
    expect: { status: 'healthy', cause: null },
    needs,
    async setUp(lab) {
      await issued(lab.folder);
      const files = ['-key', 'server.key', '-cert', 'server.crt', '-quiet'];
      await lab.server.serve(PORT, 'openssl', 's_server', '-accept', String(PORT), ...files);
      lab.server.run('ip', 'addr', 'add', 'fe80::77/64', 'dev', 'eth0', 'nodad');
      lab.client.run('ip', 'addr', 'add', 'fe80::78/64', 'dev', 'eth0', 'nodad');
      return [`[fe80::77%eth0]:${PORT}`, '--servername', 'chat.lab', '--ca', 'ca.crt'];
    },
  }),
];
