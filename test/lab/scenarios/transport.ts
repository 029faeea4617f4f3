import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issued, opensslPair, selfSigned } from '../certificates.ts';
import { BACKEND, blunt, haproxy, middle, nginx, nodeTls, PORT, sServer } from '../programs.ts';
import { type Lab, type Scenario, scenario } from '../scenario.ts';

const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');
const PAIR = `{ key: read('server.key'), cert: read('server.crt') }`;

/** A fault named like its finding; the server is self-signed. */
function fault(name: string, needs: readonly string[], serve: (lab: Lab) => Promise<void>, from?: Scenario['from']) {
  return scenario({
    name,
    expect: { status: 'broken', cause: name.replace(/--.*$/, '') },
    needs,
    ...(from ? { from } : {}),
    async setUp(lab) {
      await selfSigned(lab.folder);
      await serve(lab);
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt'];
    },
  });
}

/** A server that greets and then ignores what comes. */
const greeting =
  (words: string) =>
  ({ server }: Lab) =>
    blunt(server, hex(words), '-', 'open');

/** A server that answers one exact request and hangs up on everything else. */
function askedFor(request: string, answer: string) {
  return ({ server }: Lab) => {
    const script = `require('net').createServer((s) => { s.on('error', () => {}); s.once('data', (d) => {
      if (d.toString('hex').startsWith('${request}')) s.write(Buffer.from('${answer}', 'hex')); else s.end(); });
    }).listen(${PORT});`;
    return server.serve(PORT, process.execPath, '-e', script);
  };
}

const python3 = ['python3'];
const large = (port: 'sport' | 'dport') =>
  `table inet pmtu { chain in { type filter hook input priority 0; tcp ${port} ${PORT} meta length > 900 drop; }; }`;

export default [
  fault('peer-ssh', python3, greeting('SSH-2.0-OpenSSH_9.2p1\r\n')),
  fault('peer-starttls--smtp', python3, greeting('220 mail.lab ESMTP Postfix\r\n')),
  fault('peer-starttls--imap', python3, greeting('* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n')),
  fault('peer-starttls--pop3', python3, greeting('+OK POP3 ready\r\n')),
  fault('peer-starttls--ftp', python3, greeting('220 (vsFTPd 3.0.3)\r\n')),
  fault(
    'peer-starttls--mysql',
    python3,
    greeting(`\x4a\0\0\0\x0a8.0.36\0${'\x01'.repeat(12)}\0\xff\xff${'\0'.repeat(50)}`),
  ),
  // LDAP's StartTLS request, and success.
  fault('peer-starttls--ldap', [], askedFor('301d', '300c02010178070a010004000400')),
  fault('peer-closes', [], askedFor('ffffffff', '00')),
  fault('peer-closes--postgres', [], askedFor('0000000804d2162f', '53')),
  fault('peer-plaintext--echo', ['ncat'], ({ server }) =>
    server.serve(PORT, 'ncat', '-lk', String(PORT), '-e', '/bin/cat'),
  ),
  fault('peer-plaintext--nats', ['nats-server'], ({ server }) => server.serve(PORT, 'nats-server', '-p', String(PORT))),
  fault('peer-garbage', python3, ({ server }) => blunt(server, '-', '9f8e7d6c5b4a39281706f5e4d3c2b1a0', 'open')),
  fault('peer-proxy-protocol--nginx', ['nginx'], (lab) =>
    nginx(
      lab,
      `http { server { listen ${PORT} ssl proxy_protocol; ssl_certificate {folder}/server.crt; ssl_certificate_key {folder}/server.key; } }`,
    ),
  ),
  fault('tcp-reset-on-accept', python3, ({ server }) => blunt(server, '-', '-', 'rst', 'at-once')),
  fault('tcp-reset-on-accept--haproxy', ['haproxy'], (lab) =>
    haproxy(
      lab,
      `frontend f\n  bind :${PORT}\n  default_backend b\nbackend b\n  server gone 127.0.0.1:1 check disabled\n`,
    ),
  ),
  fault('tcp-pmtu-server-to-client', ['nft', 'openssl'], async ({ client, server, folder }) => {
    opensslPair(folder, ['rsa:4096']);
    await nodeTls(server, PAIR);
    client.firewall(large('sport'));
  }),
  fault('tcp-pmtu-client-to-server', ['nft'], async ({ server }) => {
    await nodeTls(server, PAIR);
    server.firewall(large('dport'));
  }),
  fault(
    'tcp-single-accept',
    ['openssl', 'ncat'],
    async ({ server, v4 }) => {
      await sServer(server);
      await server.serve(PORT, 'ncat', v4, String(PORT));
      await server.until(() => server.run('ss', '-Htn', `dport = :${PORT}`).includes('ESTAB'));
    },
    'server',
  ),
  fault(
    'tcp-backlog-full',
    python3,
    async ({ server, v4 }) => {
      const script = `import socket,time
s=socket.create_server(("",${PORT}),backlog=0)
a=[socket.socket() for _ in range(3)]
for one in a: one.setblocking(False); one.connect_ex(("${v4}",${PORT}))
time.sleep(600)`;
      await server.serve(PORT, '/usr/bin/python3', '-c', script);
      await server.until(() => /\s[1-9]\d*\s/.test(server.run('ss', '-Hltn', `sport = :${PORT}`)));
    },
    'server',
  ),
  scenario({
    name: 'tcp-refused-family--localhost',
    expect: { status: 'degraded', cause: 'tcp-refused-family' },
    needs: ['openssl'],
    from: 'server',
    async setUp({ server, folder }) {
      await selfSigned(folder);
      await sServer(server, ['-4']);
      return [`localhost:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'tcp-refused-family--literal',
    expect: { status: 'broken', cause: 'tcp-refused-family' },
    needs: ['openssl'],
    from: 'server',
    async setUp({ server, folder, v6 }) {
      await selfSigned(folder);
      await sServer(server, ['-4']);
      return [`[${v6}]:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  fault(
    'firewall-reset',
    ['openssl', 'nft'],
    async ({ server }) => {
      await sServer(server);
      server.filter(`tcp dport ${PORT}`, 'reject with tcp reset');
    },
    'server',
  ),
  scenario({
    name: 'firewall-egress',
    expect: { status: 'broken', cause: 'firewall-egress' },
    needs: ['nft', 'openssl'],
    async setUp({ client, server, v4, folder }) {
      await selfSigned(folder);
      await nodeTls(server, PAIR);
      server.run('ip', 'addr', 'add', '10.77.0.3/24', 'dev', 'eth0');
      await sServer(server, [], 443);
      client.firewall(
        `table inet lab { chain out { type filter hook output priority 0; tcp dport ${PORT} counter drop; }; }`,
      );
      return [`${v4}:${PORT}`, '--ca', 'server.crt', '--control', '10.77.0.3:443'];
    },
  }),
  ...(
    [
      ['drop', `tcp dport ${PORT} drop`, 'v4'],
      ['drop-v6', `tcp dport ${PORT} drop`, 'v6'],
      ['reject', `tcp dport ${PORT} reject`, 'v4'],
      ['reject-admin', `tcp dport ${PORT} reject with icmpx admin-prohibited`, 'v6'],
      ['reset', `tcp dport ${PORT} reject with tcp reset`, 'v4'],
      ['host', 'ip daddr 10.77.0.2 drop', 'v4'],
      ['all', 'oifname != "lo" drop', 'v4'],
    ] as const
  ).map(([name, rule, family]) =>
    scenario({
      name: `firewall-egress--own-${name}`,
      expect: { status: 'broken', cause: 'firewall-egress' },
      needs: ['nft', 'openssl'],
      async setUp(lab) {
        await selfSigned(lab.folder);
        await nodeTls(lab.server, PAIR);
        lab.client.firewall(`table inet lab { chain out { type filter hook output priority 0; ${rule}; }; }`);
        return [family === 'v6' ? `[${lab.v6}]:${PORT}` : `${lab.v4}:${PORT}`, '--ca', 'server.crt'];
      },
    }),
  ),
  scenario({
    name: 'firewall-rate-limit',
    expect: { status: 'degraded', cause: 'firewall-rate-limit' },
    needs: ['nft'],
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      await nodeTls(server, PAIR);
      server.filter(
        `tcp dport ${PORT} tcp flags & (syn | ack) == syn limit rate over 1/minute burst 1 packets`,
        'drop',
      );
      return [`${v4}:${PORT}`, '--ca', 'server.crt', '--deep', '--only', 'tcp'];
    },
  }),
  scenario({
    name: 'tcp-idle-cut--server',
    expect: { status: 'broken', cause: 'tcp-idle-cut' },
    needs: ['socat'],
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      await nodeTls(server, PAIR, BACKEND);
      await server.serve(PORT, 'socat', '-T', '1', `TCP-LISTEN:${PORT},fork,reuseaddr`, `TCP:127.0.0.1:${BACKEND}`);
      return [`${v4}:${PORT}`, '--ca', 'server.crt', '--idle', '3'];
    },
  }),
  scenario({
    name: 'healthy-idle',
    expect: { status: 'healthy', cause: null },
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      await nodeTls(server, PAIR);
      return [`${v4}:${PORT}`, '--ca', 'server.crt', '--idle', '2'];
    },
  }),
  ...(['tls12', 'tls13'] as const).map((version) =>
    scenario({
      name: `healthy-node-${version}-only`,
      expect: { status: 'healthy', cause: null },
      async setUp({ server, v4, folder }) {
        await selfSigned(folder);
        const only = version === 'tls12' ? `maxVersion: 'TLSv1.2'` : `minVersion: 'TLSv1.3'`;
        await nodeTls(server, `{ key: read('server.key'), cert: read('server.crt'), ${only} }`);
        return [`${v4}:${PORT}`, '--ca', 'server.crt'];
      },
    }),
  ),
  scenario({
    name: 'healthy-behind-haproxy',
    expect: { status: 'healthy', cause: null },
    needs: ['haproxy', 'openssl'],
    async setUp(lab) {
      await issued(lab.folder);
      await sServer(lab.server, [], PORT + 1);
      await haproxy(
        lab,
        `frontend f\n  bind :${PORT}\n  default_backend b\nbackend b\n  server one 127.0.0.1:${PORT + 1}\n`,
      );
      return [`${lab.v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'healthy-slow-but-fine',
    expect: { status: 'healthy', cause: null },
    needs: ['python3', 'openssl'],
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      await sServer(server, [], BACKEND);
      await middle(server, 'delay', '700');
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  ...(['smtp', 'auto'] as const).map((flag) =>
    scenario({
      name: `healthy-starttls-${flag}-stunnel`,
      expect: { status: 'healthy', cause: null },
      needs: ['stunnel4', 'python3'],
      async setUp({ server, v4, folder }) {
        await selfSigned(folder);
        const mail = hex('220 mail.lab ESMTP\r\n');
        const program = join(import.meta.dirname, '../programs/blunt.py');
        await server.serve(PORT + 1, '/usr/bin/python3', program, String(PORT + 1), mail, '-', 'open');
        writeFileSync(
          join(folder, 'stunnel.conf'),
          `foreground = yes\npid =\n[smtp]\naccept = ${PORT}\nconnect = 127.0.0.1:${PORT + 1}\nprotocol = smtp\ncert = ${folder}/server.crt\nkey = ${folder}/server.key\n`,
        );
        await server.serve(PORT, 'stunnel4', join(folder, 'stunnel.conf'));
        return [`${v4}:${PORT}`, '--ca', 'server.crt', '--starttls', flag];
      },
    }),
  ),
] as Scenario[];
