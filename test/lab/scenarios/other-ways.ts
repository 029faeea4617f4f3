import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issued, opensslPair } from '../certificates.ts';
import { apache, dovecot, lighttpd, redis, sshd, stunnel } from '../daemons.ts';
import { CA, LEAF, make } from '../openssl-ca.ts';
import { haproxy, nginx, nodeTls, PORT, sServer } from '../programs.ts';
import type { Lab, Scenario } from '../scenario.ts';
import { trustedServers } from '../trusted-servers.ts';

// Faults that the checks were not built on: other programs, and other ways of breaking things.

const PAIR = `{ key: read('server.key'), cert: read('server.crt') }`;
const FILES = 'ssl_certificate {folder}/server.crt; ssl_certificate_key {folder}/server.key;';
const NAMED = ['--no-daemon', '--no-resolv', '--no-hosts', '--local=/lab/'];

type Verdict = Scenario['expect'];
const broken = (cause: string): Verdict => ({ status: 'broken', cause });
const degraded = (cause: string): Verdict => ({ status: 'degraded', cause });

const odd = trustedServers('other');

const python = ({ server }: Lab, script: string) => server.serve(PORT, '/usr/bin/python3', '-c', script);
const rejected = (name: string, expect: Verdict, verdict: string) =>
  odd(`reject-with-${name}`, expect, ['nft'], async ({ server }) => {
    await nodeTls(server, PAIR);
    server.filter(`tcp dport ${PORT}`, `reject with ${verdict}`);
  });
const text = (folder: string, ...names: readonly string[]) =>
  names.map((name) => readFileSync(join(folder, name), 'utf8')).join('');

/** Routes of the router to the server's network: what becomes of what is sent there. */
const routed = (name: string, expect: Verdict, kind: string) =>
  odd(
    `router-${name}`,
    expect,
    [],
    async ({ server, router }) => {
      await nodeTls(server, PAIR);
      router?.run('ip', 'route', 'add', kind, '10.78.0.2/32');
    },
    { routed: true },
  );

export default [
  // Nobody is served by a server that refuses every name.
  odd(
    'nginx-refuses-every-name',
    broken('tls-sni-unknown'),
    ['nginx'],
    (lab) => nginx(lab, `http { server { listen ${PORT} ssl default_server; ssl_reject_handshake on; } }`),
    { args: ({ v4 }) => [`chat.lab:${PORT}`, '--address', v4, '--ca', 'server.crt'] },
  ),
  odd('haproxy-without-a-server', broken('tcp-reset-on-accept'), ['haproxy'], (lab) =>
    haproxy(lab, `frontend f\n  bind :${PORT}\n  default_backend b\nbackend b\n  server one 127.0.0.1:1 check\n`),
  ),
  odd('haproxy-http-alone', broken('peer-http'), ['haproxy'], (lab) =>
    haproxy(lab, `frontend f\n  mode http\n  bind :${PORT}\n  http-request return status 200\n`),
  ),
  odd('lighttpd-http-alone', broken('peer-http'), ['lighttpd'], (lab) => lighttpd(lab, '')),
  odd('haproxy-expects-proxy-protocol', broken('peer-proxy-protocol'), ['haproxy'], async (lab) => {
    writeFileSync(join(lab.folder, 'both.pem'), text(lab.folder, 'server.crt', 'server.key'));
    await haproxy(
      lab,
      `frontend f\n  mode http\n  bind :${PORT} accept-proxy ssl crt {folder}/both.pem\n  http-request return status 200\n`,
    );
  }),
  odd('never-accepts', broken('peer-silent'), ['python3'], (lab) =>
    python(lab, `import socket,time\ns=socket.create_server(("",${PORT}),backlog=50)\ntime.sleep(600)`),
  ),
  odd('accepts-and-sleeps', broken('peer-silent'), ['python3'], (lab) =>
    python(lab, `import socket\ns=socket.create_server(("",${PORT}))\na=[]\nwhile True: a.append(s.accept())`),
  ),
  odd('ssh', broken('peer-ssh'), ['sshd', 'ssh-keygen'], sshd),
  odd('redis-without-tls', broken('peer-plaintext'), ['redis-server'], (lab) => redis(lab, '--port', String(PORT))),
  odd('dovecot-needs-starttls', broken('peer-starttls'), ['dovecot'], dovecot),
  odd('stunnel-the-wrong-way-round', broken('peer-plaintext'), ['stunnel4'], async (lab) => {
    await nodeTls(lab.server, PAIR, PORT + 1);
    await stunnel(lab, `client = yes\nconnect = 127.0.0.1:${PORT + 1}`);
  }),
  odd('stunnel-wants-a-certificate', broken('tls-client-cert-required'), ['stunnel4'], async (lab) => {
    const { folder } = lab;
    const files = `cert = ${folder}/server.crt\nkey = ${folder}/server.key\nCAfile = ${folder}/server.crt`;
    await stunnel(lab, `connect = 127.0.0.1:1\n${files}\nverifyChain = yes`);
  }),
  odd('apache-wants-a-certificate', broken('tls-client-cert-required'), ['apache2'], (lab) =>
    apache(
      lab,
      'SSLEngine on\nSSLProtocol TLSv1.2\nSSLCertificateFile {folder}/server.crt\nSSLCertificateKeyFile {folder}/server.key\nSSLCACertificateFile {folder}/server.crt\nSSLVerifyClient require',
    ),
  ),
  odd('apache-without-tls', broken('peer-http'), ['apache2'], (lab) => apache(lab, '')),
  odd('nginx-ciphers-for-another-key', broken('tls-server-keyless'), ['nginx', 'openssl'], async (lab) => {
    opensslPair(lab.folder, ['rsa:2048']);
    await nginx(
      lab,
      `http { server { listen ${PORT} ssl; ${FILES} ssl_protocols TLSv1.2; ssl_ciphers ECDHE-ECDSA-AES256-GCM-SHA384; } }`,
    );
  }),
  odd(
    'apache-of-tls13-alone',
    broken('tls-version-too-new'),
    ['apache2'],
    (lab) =>
      apache(
        lab,
        'SSLEngine on\nSSLProtocol TLSv1.3\nSSLCertificateFile {folder}/server.crt\nSSLCertificateKeyFile {folder}/server.key',
      ),
    { args: ({ v4 }) => [`${v4}:${PORT}`, '--ca', 'server.crt', '--max-version', 'TLSv1.2'] },
  ),
  rejected('host-prohibited', broken('firewall-reject-admin'), 'icmp type host-prohibited'),
  rejected('net-prohibited', broken('firewall-reject-admin'), 'icmp type net-prohibited'),
  rejected('net-unreachable', broken('firewall-reject-admin'), 'icmp type net-unreachable'),
  rejected('host-unreachable', broken('firewall-reject-admin'), 'icmp type host-unreachable'),
  odd(
    'reject-with-port-unreachable-v6',
    broken('firewall-reject-port'),
    ['nft'],
    async ({ server }) => {
      await nodeTls(server, PAIR);
      server.filter(`meta nfproto ipv6 tcp dport ${PORT}`, 'reject with icmpv6 type port-unreachable');
    },
    { args: ({ v6 }) => [`[${v6}]:${PORT}`, '--ca', 'server.crt'] },
  ),
  routed('blackhole', broken('firewall-drop-host'), 'blackhole'),
  routed('prohibit', broken('firewall-reject-admin'), 'prohibit'),
  odd(
    'v6-server-behind-two-records',
    degraded('dns-address-dead'),
    ['dnsmasq', 'openssl'],
    async ({ server, v4, v6 }) => {
      await sServer(server, ['-6'], PORT);
      server.filter(`ip daddr ${v4} tcp dport ${PORT}`, 'drop');
      await server.serve(53, 'dnsmasq', ...NAMED, `--listen-address=${v4}`, `--host-record=chat.lab,${v4},${v6}`);
    },
    { args: () => [`chat.lab:${PORT}`, '--ca', 'server.crt'] },
  ),
  odd(
    'old-pair-at-one-of-two-addresses',
    degraded('cert-pool-mixed'),
    ['dnsmasq', 'nginx'],
    async (lab) => {
      const { server, v4, folder } = lab;
      await issued(folder);
      for (const name of ['key', 'crt'])
        writeFileSync(join(folder, `old.${name}`), readFileSync(join(folder, `server.${name}`)));
      make(folder, { name: 'new', subject: '/CN=chat.lab', issuer: 'ca', extensions: LEAF });
      server.run('ip', 'addr', 'add', '10.77.0.9/24', 'dev', 'eth0');
      const block = (address: string, name: string) =>
        `server { listen ${address}:${PORT} ssl; ssl_certificate {folder}/${name}.crt; ssl_certificate_key {folder}/${name}.key; }`;
      await nginx(lab, `http { ${block(v4, 'old')} ${block('10.77.0.9', 'new')} }`);
      await server.serve(
        53,
        'dnsmasq',
        ...NAMED,
        `--listen-address=${v4}`,
        `--host-record=chat.lab,${v4}`,
        '--host-record=chat.lab,10.77.0.9',
      );
    },
    { args: () => [`chat.lab:${PORT}`, '--ca', 'ca.crt'] },
  ),
  odd(
    'one-of-two-intermediates-missing',
    broken('cert-missing-intermediate'),
    ['openssl'],
    async ({ server, folder }) => {
      make(folder, { name: 'root', subject: '/O=Acme/CN=Acme Root', extensions: CA });
      make(folder, { name: 'upper', subject: '/O=Acme/CN=Acme Policy CA', issuer: 'root', extensions: CA });
      make(folder, { name: 'lower', subject: '/O=Acme/CN=Acme Issuing CA', issuer: 'upper', extensions: CA });
      make(folder, { name: 'server', subject: '/CN=chat.lab', issuer: 'lower', extensions: LEAF });
      await sServer(server, ['-cert_chain', 'lower.crt']);
    },
    { args: ({ v4 }) => [`${v4}:${PORT}`, '--ca', 'root.crt'] },
  ),
  odd(
    'chain-of-another-generation',
    broken('cert-missing-intermediate'),
    ['openssl'],
    async ({ server, folder }) => {
      // The authority renewed its intermediate with a new key and the same name; the server still sends the old one.
      make(folder, { name: 'root', subject: '/O=Acme/CN=Acme Root', extensions: CA });
      make(folder, { name: 'inter', subject: '/O=Acme/CN=Acme Servers', issuer: 'root', extensions: CA });
      make(folder, { name: 'fresh', subject: '/O=Acme/CN=Acme Servers', issuer: 'root', extensions: CA });
      make(folder, { name: 'server', subject: '/CN=chat.lab', issuer: 'fresh', extensions: LEAF });
      server.run('rm', 'fresh.crt');
      await sServer(server, ['-cert_chain', 'inter.crt']);
    },
    { args: ({ v4 }) => [`${v4}:${PORT}`, '--ca', 'root.crt'] },
  ),
] as Scenario[];
