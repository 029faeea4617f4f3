import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { opensslPair, selfSigned } from '../certificates.ts';
import { stunnel } from '../daemons.ts';
import type { Machine } from '../machine.ts';
import { CA, LEAF, make, openssl } from '../openssl-ca.ts';
import { BACKEND, llaveServe, middle, nodeTls, PORT, sServer } from '../programs.ts';
import { type Lab, type Scenario, scenario } from '../scenario.ts';
import { trustedServers } from '../trusted-servers.ts';

// More faults that the checks were not built on: each was wrong, or not told, when it was first set up.

const PAIR = `{ key: read('server.key'), cert: read('server.crt') }`;
const PYTHON = '/usr/bin/python3';
/** A host behind the server's machine. */
const FAR = '10.79.0.9';
const broken = (cause: string): Scenario['expect'] => ({ status: 'broken', cause });
const healthy: Scenario['expect'] = { status: 'healthy', cause: null };

const unfamiliar = trustedServers('unfamiliar');

/** A Python server that handles each connection `c` with these lines. */
function python({ server }: Lab, lines: readonly string[], imports = ''): Promise<void> {
  const script = [
    `import socket,threading,time,struct${imports}`,
    'def serve(c):',
    '    try:',
    ...lines.map((line) => `        ${line}`),
    '    except OSError: pass',
    `s=socket.create_server(("",${PORT}))`,
    'while True:',
    '    c,_=s.accept(); threading.Thread(target=serve,args=(c,),daemon=True).start()',
  ].join('\n');
  return server.serve(PORT, PYTHON, '-c', script);
}

/** A resolver that answers every question with this response code and nothing else. */
function answering({ server, v4 }: Lab, rcode: number): Promise<void> {
  const script = `import socket
s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); s.bind(("${v4}",53))
while True:
    m,p=s.recvfrom(4096); s.sendto(m[:2]+bytes([0x81,0x80|${rcode}])+m[4:6]+b"\\0"*6+m[12:],p)`;
  return server.serve(53, PYTHON, '-c', script);
}

/** A host behind the server's machine that refuses every connection after so many milliseconds, and up to `jitter` more. */
async function farHost({ server, router }: Lab, delay: number, jitter: number): Promise<void> {
  server.run('ip', 'link', 'add', 'far0', 'type', 'veth', 'peer', 'name', 'far1');
  for (const end of ['far0', 'far1']) server.run('ip', 'link', 'set', end, 'up');
  server.run('ip', 'addr', 'add', '10.79.0.1/24', 'dev', 'far0');
  // Not the address of far1: its own kernel would forward what only the program is to answer.
  server.run('ip', 'neigh', 'replace', FAR, 'lladdr', '02:00:00:00:00:99', 'dev', 'far0');
  server.run('sysctl', '-qw', 'net.ipv4.ip_forward=1');
  router?.run('ip', 'route', 'add', '10.79.0.0/24', 'via', '10.78.0.2');
  const program = join(import.meta.dirname, '../programs/far-host.py');
  await server.serve(BACKEND, PYTHON, program, 'far1', String(delay), String(jitter), String(BACKEND));
}

const rules = (machine: Machine, hook: 'input' | 'output', text: string) =>
  machine.firewall(`table inet lab { chain one { type filter hook ${hook} priority 0; ${text} }; }`);
const CLIENT = ['basicConstraints=critical,CA:FALSE', 'extendedKeyUsage=clientAuth'];
const byName = { args: () => [`chat.lab:${PORT}`] };

export default [
  unfamiliar('nothing-passes-after-the-syn', broken('firewall-drop-port'), ['nft'], async ({ server }) => {
    await nodeTls(server, PAIR);
    rules(server, 'input', `tcp dport ${PORT} tcp flags & (syn | rst) == 0 drop;`);
  }),
  unfamiliar('acknowledged-but-never-answered', broken('peer-silent'), ['python3'], (lab) =>
    python(lab, ['while c.recv(4096): pass']),
  ),
  // Other ports of the router answer: only this one leads to a machine that is off.
  unfamiliar(
    'forwarded-to-a-dead-machine',
    broken('ip-host-dead'),
    ['nft'],
    async ({ router }) => {
      router?.firewall(
        `table ip nat { chain pre { type nat hook prerouting priority -100; tcp dport ${PORT} dnat to 10.78.0.77; }; }`,
      );
    },
    { routed: true, args: () => [`10.77.0.254:${PORT}`] },
  ),
  // The answers of the host's other ports come from far behind the router.
  unfamiliar(
    'reset-by-a-router-before-a-far-host',
    broken('firewall-reset'),
    ['nft', 'python3'],
    async (lab) => {
      // Far enough that a busy machine does not make up for it.
      await farHost(lab, 300, 0);
      lab.router?.firewall(
        `table inet lab { chain pass { type filter hook forward priority 0; tcp dport ${PORT} reject with tcp reset; }; }`,
      );
    },
    { routed: true, args: () => [`${FAR}:${PORT}`] },
  ),
  unfamiliar('refused-by-a-far-host', broken('tcp-refused'), ['python3'], (lab) => farHost(lab, 5, 60), {
    routed: true,
    args: () => [`${FAR}:${PORT}`],
  }),
  unfamiliar('reads-a-little-and-closes', broken('peer-closes'), ['python3'], (lab) =>
    python(lab, ['c.recv(5)', 'c.close()']),
  ),
  unfamiliar('resets-whatever-comes', broken('tls-reset-after-hello'), ['python3'], (lab) =>
    python(lab, ['c.recv(1)', 'c.setsockopt(socket.SOL_SOCKET,socket.SO_LINGER,struct.pack("ii",1,0))', 'c.close()']),
  ),
  unfamiliar('imap-after-a-second', broken('peer-starttls'), ['python3'], (lab) =>
    python(lab, ['time.sleep(1)', 'c.sendall(b"* OK IMAP4rev1 ready\\r\\n")', 'while c.recv(4096): pass']),
  ),
  // As mail servers do that look up who calls.
  scenario({
    name: 'healthy-starttls-auto-greets-late',
    expect: healthy,
    needs: ['python3'],
    async setUp(lab) {
      await selfSigned(lab.folder);
      await python(
        lab,
        [
          'time.sleep(1.3)',
          'c.sendall(b"220 mail.lab ESMTP\\r\\n")',
          'f=c.makefile("rb",buffering=0)',
          'f.readline(); c.sendall(b"250-mail.lab\\r\\n250 STARTTLS\\r\\n")',
          'f.readline(); c.sendall(b"220 go\\r\\n")',
          't=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); t.load_cert_chain("server.crt","server.key")',
          't.wrap_socket(c,server_side=True).recv(100)',
        ],
        ',ssl',
      );
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt', '--starttls', 'auto'];
    },
  }),
  unfamiliar('proxy-protocol-2-alone', broken('peer-proxy-protocol'), ['python3'], (lab) =>
    python(
      lab,
      [
        'if c.recv(12,socket.MSG_WAITALL)!=bytes.fromhex("0d0a0d0a000d0a515549540a"): c.close(); return',
        'c.recv(int.from_bytes(c.recv(4,socket.MSG_WAITALL)[2:4],"big"))',
        't=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); t.load_cert_chain("server.crt","server.key")',
        't.wrap_socket(c,server_side=True).recv(100)',
      ],
      ',ssl',
    ),
  ),
  unfamiliar(
    'v6-socket-that-is-for-v6-alone',
    broken('tcp-refused-family'),
    ['openssl'],
    ({ server }) => sServer(server, ['-6']),
    { from: 'server' },
  ),
  unfamiliar(
    'reset-of-v4-alone-before-a-dual-socket',
    broken('firewall-reset'),
    ['nft'],
    async ({ server }) => {
      await nodeTls(server, PAIR);
      server.filter(`meta nfproto ipv4 tcp dport ${PORT}`, 'reject with tcp reset');
    },
    { from: 'server' },
  ),
  unfamiliar(
    'own-filter-drops-questions',
    broken('dns-timeout'),
    ['nft'],
    async ({ client }) => rules(client, 'output', 'udp dport 53 drop; tcp dport 53 drop;'),
    byName,
  ),
  unfamiliar('resolver-without-the-query', broken('dns-servfail'), ['python3'], (lab) => answering(lab, 4), byName),
  unfamiliar('resolver-without-the-format', broken('dns-servfail'), ['python3'], (lab) => answering(lab, 1), byName),
  // TLS ends well here, and the program behind is gone: nothing of it is the client certificate's fault.
  scenario({
    name: 'unfamiliar-hangs-up-on-a-good-client-certificate',
    expect: { status: 'inconclusive', cause: null },
    needs: ['stunnel4', 'openssl'],
    async setUp(lab) {
      await selfSigned(lab.folder);
      make(lab.folder, { name: 'ca', subject: '/CN=Client CA', extensions: CA });
      make(lab.folder, { name: 'client', subject: '/CN=me', issuer: 'ca', extensions: CLIENT });
      const files = ['cert = server.crt', 'key = server.key', 'CAfile = ca.crt', 'verifyChain = yes'];
      await stunnel(lab, ['connect = 127.0.0.1:1', ...files].join('\n'));
      return [`${lab.v4}:${PORT}`, '--ca', 'server.crt', '--cert', 'client.crt', '--key', 'client.key'];
    },
  }),
  scenario({
    name: 'unfamiliar-authority-that-is-trusted-has-expired',
    expect: broken('cert-expired'),
    needs: ['openssl'],
    async setUp({ server, v4, folder }) {
      make(folder, { name: 'root', subject: '/CN=Acme Root', extensions: CA, words: ['-days', '-1'] });
      make(folder, { name: 'server', subject: '/CN=chat.lab', issuer: 'root', extensions: LEAF });
      await sServer(server);
      return [`${v4}:${PORT}`, '--ca', 'root.crt'];
    },
  }),
  // Neither is below the other: two authorities of one house.
  scenario({
    name: 'unfamiliar-sister-authority',
    expect: broken('cert-unknown-ca'),
    needs: ['openssl'],
    async setUp({ server, v4, folder }) {
      for (const [name, subject] of Object.entries({ ca: '/CN=Lab CA', sister: '/CN=Lab Other CA' }))
        make(folder, { name, subject, extensions: CA });
      make(folder, { name: 'server', subject: '/CN=chat.lab', issuer: 'sister', extensions: LEAF });
      rmSync(join(folder, 'sister.crt'));
      await sServer(server);
      return [`${v4}:${PORT}`, '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'unfamiliar-common-name-of-another-host',
    expect: broken('cert-hostname'),
    needs: ['openssl'],
    async setUp({ server, v4, folder }) {
      opensslPair(folder, ['rsa:2048'], ['-addext', 'keyUsage=digitalSignature']);
      await sServer(server);
      return [`other.lab:${PORT}`, '--address', v4, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'unfamiliar-no-name-and-a-ca-certificate',
    expect: { status: 'degraded', cause: 'cert-no-san' },
    needs: ['openssl'],
    async setUp({ server, v4, folder }) {
      const words = ['-newkey', 'rsa:2048', '-keyout', 'server.key', '-out', 'server.crt', '-subj', '/CN=chat.lab'];
      openssl(folder, 'req', '-x509', '-nodes', ...words);
      await sServer(server);
      return [`chat.lab:${PORT}`, '--address', v4, '--ca', 'server.crt'];
    },
  }),
  // RFC 5280 has nothing against it, and curl, Node.js and Python refuse it.
  ...(
    [
      ['any-purpose-alone', 'cert-eku', 'extendedKeyUsage=anyExtendedKeyUsage'],
      ['netscape-type-for-clients', 'cert-eku', 'nsCertType=client'],
      ['usages-without-tls', 'cert-key-usage', 'keyUsage=critical,nonRepudiation'],
    ] as const
  ).map(([name, cause, extension]) =>
    unfamiliar(
      name,
      broken(cause),
      ['openssl'],
      async ({ server, folder }) => {
        opensslPair(folder, ['rsa:2048'], ['-addext', 'subjectAltName=DNS:chat.lab', '-addext', extension]);
        await sServer(server);
      },
      { args: ({ v4 }) => [`chat.lab:${PORT}`, '--address', v4, '--ca', 'server.crt'] },
    ),
  ),
  // The alert comes a round trip after the handshake seems to be over.
  unfamiliar(
    'far-server-wants-a-certificate',
    broken('tls-client-cert-required'),
    ['openssl', 'python3'],
    async (lab) => {
      await sServer(lab.server, ['-Verify', '1', '-verify_return_error', '-CAfile', 'server.crt'], BACKEND);
      await middle(lab.server, 'far', '400');
    },
  ),
  scenario({
    name: 'healthy-far-llave-serve',
    expect: healthy,
    needs: ['python3'],
    async setUp({ server, v4, folder }) {
      await selfSigned(folder);
      await llaveServe(server, BACKEND);
      await middle(server, 'far', '250');
      return [`${v4}:${PORT}`, '--ca', 'server.crt', '--timeout', '6000'];
    },
  }),
  scenario({
    name: 'healthy-link-local-in-its-certificate',
    expect: healthy,
    needs: ['openssl'],
    async setUp({ server, folder }) {
      const [, address = ''] = /inet6 (fe80::[0-9a-f:]+)/.exec(server.run('ip', '-6', 'addr', 'show', 'eth0')) ?? [];
      opensslPair(folder, ['rsa:2048'], ['-addext', `subjectAltName=IP:${address}`]);
      await nodeTls(server, PAIR);
      return [`[${address}%eth0]:${PORT}`, '--ca', 'server.crt'];
    },
  }),
] as Scenario[];
