import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { issued, selfSigned } from '../certificates.ts';
import { type Lab, scenario } from '../scenario.ts';

const PORT = 12345;
const PYTHON = '/usr/bin/python3';
const DAY_MS = 86_400_000;
const broken = (cause: string) => ({ status: 'broken', cause }) as const;
const degraded = (cause: string) => ({ status: 'degraded', cause }) as const;
const healthy = { status: 'healthy', cause: null } as const;
const program = (name: string) => fileURLToPath(new URL(`../programs/${name}`, import.meta.url));

async function tlsServer({ server, folder }: Lab, port = PORT) {
  await issued(folder);
  const files = ['-key', 'server.key', '-cert', 'server.crt', '-quiet'];
  await server.serve(port, 'openssl', 's_server', '-accept', String(port), ...files);
}

const target = ({ v4 }: Lab, port = PORT) => [`${v4}:${port}`, '--ca', 'ca.crt'];

export default [
  scenario({
    name: 'local-target-invalid',
    expect: broken('local-target-invalid'),
    setUp: async () => ['http://chat.example.org'],
  }),
  scenario({
    name: 'local-port-wrong-refused',
    expect: broken('local-port-wrong'),
    needs: ['openssl'],
    async setUp(lab) {
      await tlsServer(lab, 8443);
      return target(lab, 8080);
    },
  }),
  scenario({
    name: 'local-port-wrong-plain-http',
    expect: broken('local-port-wrong'),
    needs: ['nginx'],
    async setUp(lab) {
      const { server, folder } = lab;
      await issued(folder);
      writeFileSync(
        join(folder, 'nginx.conf'),
        `pid ${folder}/nginx.pid; error_log ${folder}/error.log; daemon off; user root; events {}
         http { access_log off; server { listen 80; listen 443 ssl; ssl_certificate ${folder}/server.crt;
         ssl_certificate_key ${folder}/server.key; } }`,
      );
      await server.serve(443, 'nginx', '-c', join(folder, 'nginx.conf'), '-p', folder);
      return target(lab, 80);
    },
  }),
  scenario({
    name: 'local-port-wrong-a-digit-missing',
    expect: broken('local-port-wrong'),
    needs: ['openssl'],
    async setUp(lab) {
      await tlsServer(lab, 8443);
      return target(lab, 843);
    },
  }),
  ...[
    { name: 'wants-a-password', status: '407' },
    { name: 'forbids', status: '403' },
    { name: 'has-no-way', status: '502' },
  ].map(({ name, status }) =>
    scenario({
      name: `local-proxy-env-${name}`,
      expect: degraded('local-proxy-env'),
      env: { HTTPS_PROXY: 'http://user:secret@127.0.0.1:3128' },
      needs: ['openssl', 'python3'],
      async setUp(lab) {
        await tlsServer(lab);
        await lab.client.serve(3128, PYTHON, program('proxy.py'), '127.0.0.1', '3128', status);
        return target(lab);
      },
    }),
  ),
  scenario({
    name: 'local-proxy-env-is-gone',
    expect: degraded('local-proxy-env'),
    env: { https_proxy: 'localhost:3128' },
    needs: ['openssl'],
    async setUp(lab) {
      await tlsServer(lab);
      return target(lab);
    },
  }),
  scenario({
    name: 'local-proxy-env-is-the-only-way',
    expect: broken('local-proxy-env'),
    env: { HTTPS_PROXY: 'http://127.0.0.1:3128' },
    needs: ['openssl', 'python3', 'nft'],
    async setUp(lab) {
      await tlsServer(lab);
      lab.client.run('ip', 'addr', 'add', '10.77.0.9/24', 'dev', 'eth0');
      await lab.client.serve(3128, PYTHON, program('proxy.py'), '127.0.0.1', '3128', '200', '10.77.0.9');
      lab.server.filter(`ip saddr 10.77.0.1 tcp dport ${PORT}`, 'drop');
      return target(lab);
    },
  }),
  scenario({
    name: 'healthy-through-a-proxy-as-well',
    expect: healthy,
    env: { HTTPS_PROXY: 'http://127.0.0.1:3128' },
    needs: ['openssl', 'python3'],
    async setUp(lab) {
      await tlsServer(lab);
      await lab.client.serve(3128, PYTHON, program('proxy.py'), '127.0.0.1', '3128');
      return target(lab);
    },
  }),
  scenario({
    name: 'healthy-exempt-from-the-proxy',
    expect: healthy,
    env: { HTTPS_PROXY: 'http://127.0.0.1:3128', NO_PROXY: 'localhost,10.77.0.2' },
    needs: ['openssl'],
    async setUp(lab) {
      await tlsServer(lab);
      return target(lab);
    },
  }),
  scenario({
    // A proxy elsewhere is a host that nobody named: it is left in peace, and nothing is said against it.
    name: 'healthy-proxy-elsewhere-is-not-asked',
    expect: healthy,
    env: { HTTPS_PROXY: 'http://10.77.0.66:3128' },
    needs: ['openssl'],
    async setUp(lab) {
      await tlsServer(lab);
      return target(lab);
    },
  }),
  scenario({
    name: 'local-ca-env-missing-file',
    expect: broken('local-ca-env'),
    env: { NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' },
    needs: ['openssl'],
    async setUp(lab) {
      await tlsServer(lab);
      return [`${lab.v4}:${PORT}`];
    },
  }),
  scenario({
    name: 'local-ca-env-openssl-file-missing',
    expect: degraded('local-ca-env'),
    env: { SSL_CERT_FILE: '/nowhere/ca.pem' },
    needs: ['openssl'],
    async setUp(lab) {
      await tlsServer(lab);
      return target(lab);
    },
  }),
  scenario({
    name: 'healthy-verification-switched-off-in-the-environment',
    expect: healthy,
    env: { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' },
    needs: ['openssl'],
    async setUp(lab) {
      await tlsServer(lab);
      return target(lab);
    },
  }),
  scenario({
    name: 'local-clock-skew-behind',
    expect: broken('local-clock-skew'),
    needs: ['python3'],
    async setUp(lab) {
      const from = new Date(Date.now() + 3 * DAY_MS);
      await selfSigned(lab.folder, { notBefore: from, notAfter: new Date(from.getTime() + 90 * DAY_MS) });
      await lab.server.serve(PORT, PYTHON, program('https-date.py'), String(PORT), String(5 * 86_400));
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'local-clock-skew-ahead',
    expect: broken('local-clock-skew'),
    needs: ['python3'],
    async setUp(lab) {
      const until = new Date(Date.now() - 30 * DAY_MS);
      await selfSigned(lab.folder, { notBefore: new Date(until.getTime() - 90 * DAY_MS), notAfter: until });
      await lab.server.serve(PORT, PYTHON, program('https-date.py'), String(PORT), String(-60 * 86_400));
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'local-clock-skew-not-so-the-certificate-has-expired',
    expect: broken('cert-expired'),
    needs: ['python3'],
    async setUp(lab) {
      const until = new Date(Date.now() - 30 * DAY_MS);
      await selfSigned(lab.folder, { notBefore: new Date(until.getTime() - 90 * DAY_MS), notAfter: until });
      await lab.server.serve(PORT, PYTHON, program('https-date.py'), String(PORT), '0');
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'local-ports-exhausted',
    expect: broken('local-ports-exhausted'),
    needs: ['openssl', 'ncat'],
    async setUp(lab) {
      await tlsServer(lab);
      lab.client.run('sysctl', '-qw', 'net.ipv4.ip_local_port_range=40000 40003');
      const hold = 'import socket,time\nheld=[socket.create_connection(("10.77.0.2",12345)) for _ in range(4)]\n';
      const ready = 'l=socket.create_server(("127.0.0.1",1)); time.sleep(60)';
      await lab.client.serve(1, PYTHON, '-c', hold + ready);
      return target(lab);
    },
  }),
  ...(['socket', 'connect'] as const).map((call) =>
    scenario({
      name: `local-sandbox-forbids-${call}`,
      expect: broken('local-sandbox'),
      within: [PYTHON, program('no-network.py'), call],
      needs: ['openssl', 'python3'],
      async setUp(lab) {
        await tlsServer(lab);
        return target(lab);
      },
    }),
  ),
  scenario({
    name: 'local-sandbox-and-a-name',
    expect: broken('local-sandbox'),
    within: [PYTHON, program('no-network.py'), 'socket'],
    needs: ['python3'],
    setUp: async () => [`chat.lab:${PORT}`],
  }),
  scenario({
    name: 'local-tls-broken--cipher-list',
    expect: broken('local-tls-broken'),
    env: { NODE_OPTIONS: '--tls-cipher-list=NOPE' },
    needs: ['openssl'],
    async setUp(lab) {
      await tlsServer(lab);
      return target(lab);
    },
  }),
  scenario({
    name: 'local-fd-limit',
    expect: broken('local-fd-limit'),
    within: ['sh', '-c', 'ulimit -n 64; exec "$@"', 'sh'],
    env: { NODE_OPTIONS: `--require=${program('hold-files.cjs')}` },
    needs: ['openssl'],
    async setUp(lab) {
      await tlsServer(lab);
      return target(lab);
    },
  }),
];
