import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testCertificate } from '../../support/certificates.ts';
import { HOSTS, issued, selfSigned, writePair } from '../certificates.ts';
import { BACKEND, haproxy, llaveServe, PORT } from '../programs.ts';
import { type Lab, type Scenario, scenario } from '../scenario.ts';

const healthy = { status: 'healthy', cause: null } as const;
const degraded = (cause: string) => ({ status: 'degraded', cause }) as const;
const broken = (cause: string) => ({ status: 'broken', cause }) as const;

/** The reference server, behind what stands on the port. */
async function behind({ server, folder }: Lab): Promise<void> {
  await selfSigned(folder);
  await llaveServe(server, BACKEND, '127.0.0.1');
}

/** A pair of another authority for the same names, key and certificate in one file. */
async function proxyPair(folder: string): Promise<void> {
  const ca = await testCertificate({ commonName: 'Gateway Root', isCa: true });
  const pair = await testCertificate({ hosts: HOSTS, issuer: ca });
  writePair(folder, ca, 'gateway');
  writeFileSync(join(folder, 'front.pem'), pair.cert + pair.key, { mode: 0o600 });
}

/** Key and certificate of the server itself in one file, as a load balancer wants them. */
function ownPair(folder: string): void {
  const [cert, key] = ['server.crt', 'server.key'].map((name) => readFileSync(join(folder, name), 'utf8'));
  writeFileSync(join(folder, 'front.pem'), `${cert}${key}`, { mode: 0o600 });
}

const terminating = (bind: string, server = '') =>
  `listen chat\n bind :::${PORT} v4v6 ssl crt {folder}/front.pem ${bind}\n server chat 127.0.0.1:${BACKEND} ssl verify none ${server}\n`;

/** Drops large packets of one direction once a connection has carried so much that its handshake is long over. */
const hole = (match: string, direction: 'original' | 'reply') =>
  `table inet lab { chain in { type filter hook input priority 0; ${match} ct ${direction} bytes > 8000 meta length > 1200 drop; }; }`;

function holed(name: string, cause: string, dig: (lab: Lab) => void): Scenario {
  return scenario({
    name,
    expect: broken(cause),
    needs: ['nft'],
    async setUp(lab) {
      await selfSigned(lab.folder);
      for (const machine of [lab.client, lab.server]) machine.run('sysctl', '-q', 'net.netfilter.nf_conntrack_acct=1');
      dig(lab);
      await llaveServe(lab.server);
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
  });
}

/** A healthy server, reached in this way. */
function clean(name: string, needs: readonly string[], setUp: Scenario['setUp']): Scenario {
  return scenario({ name: `healthy-two-ends-${name}`, expect: healthy, needs, setUp });
}

const SECOND = '10.77.0.3';

export default [
  scenario({
    name: 'cert-intercepted-socat',
    expect: degraded('cert-intercepted'),
    needs: ['socat'],
    async setUp(lab) {
      await behind(lab);
      await proxyPair(lab.folder);
      const listen = `OPENSSL-LISTEN:${PORT},cert=front.pem,verify=0,fork,reuseaddr`;
      await lab.server.serve(PORT, 'socat', listen, `OPENSSL:127.0.0.1:${BACKEND},verify=0`);
      return [`${lab.v4}:${PORT}`, '--ca', 'gateway.crt'];
    },
  }),
  scenario({
    name: 'cert-intercepted-haproxy-alpn',
    expect: degraded('cert-intercepted'),
    needs: ['haproxy'],
    async setUp(lab) {
      await behind(lab);
      await proxyPair(lab.folder);
      await haproxy(lab, terminating('alpn llave-chat/1', 'alpn llave-chat/1'));
      return [`${lab.v4}:${PORT}`, '--ca', 'gateway.crt'];
    },
  }),
  scenario({
    name: 'cert-intercepted-untrusted',
    expect: broken('cert-intercepted'),
    needs: ['haproxy'],
    async setUp(lab) {
      await behind(lab);
      await proxyPair(lab.folder);
      await haproxy(lab, terminating(''));
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'connection-altered-alpn-rewritten',
    expect: degraded('connection-altered'),
    needs: ['haproxy'],
    async setUp(lab) {
      await behind(lab);
      ownPair(lab.folder);
      await haproxy(lab, terminating('alpn llave-chat/1', 'alpn http/1.1,llave-chat/1'));
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'connection-altered-terminated-by-socat',
    expect: degraded('connection-altered'),
    needs: ['socat'],
    async setUp(lab) {
      await behind(lab);
      ownPair(lab.folder);
      const listen = `OPENSSL-LISTEN:${PORT},cert=front.pem,verify=0,fork,reuseaddr`;
      await lab.server.serve(PORT, 'socat', listen, `OPENSSL:127.0.0.1:${BACKEND},verify=0,no-sni=1`);
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'connection-altered-own-authority',
    expect: degraded('connection-altered'),
    needs: ['haproxy'],
    async setUp(lab) {
      const ca = await testCertificate({ commonName: 'Lab Root', isCa: true });
      writePair(lab.folder, ca, 'ca');
      writePair(lab.folder, await testCertificate({ hosts: HOSTS, issuer: ca }));
      const front = await testCertificate({ hosts: HOSTS, issuer: ca });
      writeFileSync(join(lab.folder, 'front.pem'), front.cert + front.key, { mode: 0o600 });
      await llaveServe(lab.server, BACKEND, '127.0.0.1');
      await haproxy(lab, terminating(''));
      return [`${lab.v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  holed('tcp-pmtu-client-to-server-large-messages', 'tcp-pmtu-client-to-server', ({ server }) =>
    server.firewall(hole(`tcp dport ${PORT}`, 'original')),
  ),
  holed('tcp-pmtu-server-to-client-large-messages', 'tcp-pmtu-server-to-client', ({ client }) =>
    client.firewall(hole(`tcp sport ${PORT}`, 'reply')),
  ),
  scenario({
    name: 'local-clock-skew-server-ahead',
    expect: degraded('local-clock-skew'),
    needs: ['faketime'],
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      await llaveServe(server, PORT, '::', [], ['faketime', '-f', '+600s']);
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'local-clock-skew-client-ahead',
    expect: degraded('local-clock-skew'),
    needs: ['faketime'],
    within: ['faketime', '-f', '+600s'],
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      await llaveServe(server);
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'chat-different-server-two-addresses',
    expect: broken('chat-different-server'),
    needs: ['dnsmasq'],
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      server.run('ip', 'addr', 'add', `${SECOND}/24`, 'dev', 'eth0');
      const records = [v4, SECOND].flatMap((address) => ['--host-record', `chat.lab,${address}`]);
      await server.serve(53, 'dnsmasq', '-k', '-u', 'root', '--no-hosts', '--no-resolv', ...records);
      await llaveServe(server, PORT, v4);
      await llaveServe(server, PORT, SECOND);
      await server.until(() => server.run('ss', '-Hltn').includes(`${SECOND}:${PORT}`));
      return [`chat.lab:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'chat-different-server-behind-haproxy',
    expect: broken('chat-different-server'),
    needs: ['haproxy'],
    async setUp(lab) {
      await behind(lab);
      await llaveServe(lab.server, BACKEND + 1, '127.0.0.1');
      const pool = [0, 1].map((n) => ` server s${n} 127.0.0.1:${BACKEND + n}\n`).join('');
      await haproxy(lab, `listen chat\n bind :::${PORT} v4v6\n balance roundrobin\n${pool}`);
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  clean('backplane', ['dnsmasq', 'nats-server'], async ({ server, v4, folder }) => {
    await issued(folder);
    server.run('ip', 'addr', 'add', `${SECOND}/24`, 'dev', 'eth0');
    const records = [v4, SECOND].flatMap((address) => ['--host-record', `chat.lab,${address}`]);
    await server.serve(53, 'dnsmasq', '-k', '-u', 'root', '--no-hosts', '--no-resolv', ...records);
    await server.serve(4222, 'nats-server', '-a', '127.0.0.1', '-p', '4222');
    const joined = ['--backplane', 'nats://127.0.0.1:4222'];
    await llaveServe(server, PORT, v4, joined);
    await llaveServe(server, PORT, SECOND, joined);
    await server.until(() => server.run('ss', '-Hltn').includes(`${SECOND}:${PORT}`));
    return [`chat.lab:${PORT}`, '--ca', 'ca.crt'];
  }),
  clean('direct', [], async ({ server, v4, folder }) => {
    await issued(folder);
    await llaveServe(server);
    return [`${v4}:${PORT}`, '--ca', 'ca.crt'];
  }),
  clean('deep', [], async ({ server, v6, folder }) => {
    await issued(folder);
    await llaveServe(server);
    return [`[${v6}]:${PORT}`, '--ca', 'ca.crt', '--deep'];
  }),
  clean('socat', ['socat'], async (lab) => {
    await behind(lab);
    await lab.server.serve(PORT, 'socat', `TCP-LISTEN:${PORT},fork,reuseaddr`, `TCP:127.0.0.1:${BACKEND}`);
    return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
  }),
  clean('haproxy-tcp', ['haproxy'], async (lab) => {
    await behind(lab);
    await haproxy(lab, `listen chat\n bind :::${PORT} v4v6\n server chat 127.0.0.1:${BACKEND}\n`);
    return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
  }),
  clean('nat', ['nft'], async ({ server, v4, folder }) => {
    await selfSigned(folder);
    await llaveServe(server, BACKEND);
    server.firewall(
      `table ip lab { chain pre { type nat hook prerouting priority -100; tcp dport ${PORT} redirect to :${BACKEND}; }; }`,
    );
    return [`${v4}:${PORT}`, '--ca', 'server.crt'];
  }),
  clean('client-certificate', [], async ({ server, v4, folder }) => {
    await issued(folder);
    await llaveServe(server, PORT, '::', ['--client-cert', 'require', '--ca', 'ca.crt']);
    return [`${v4}:${PORT}`, '--ca', 'ca.crt', '--cert', 'server.crt', '--key', 'server.key'];
  }),
  clean('two-addresses', [], async ({ server, v4, v6, folder }) => {
    await selfSigned(folder);
    await llaveServe(server);
    return [`chat.lab:${PORT}`, '--address', v4, '--address', v6, '--ca', 'server.crt'];
  }),
];
