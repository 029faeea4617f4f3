import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issued, selfSigned } from '../certificates.ts';
import { CA, LEAF, make } from '../openssl-ca.ts';
import { haproxy, nginx, nodeTls, PORT, sServer } from '../programs.ts';
import { type Lab, type Scenario, scenario } from '../scenario.ts';

const PAIR = `{ key: read('server.key'), cert: read('server.crt') }`;
const broken = (cause: string) => ({ status: 'broken', cause }) as const;

/** Addresses that the internet routes to, all of them this machine's: what it forwards, it answers itself. */
const TARGET = '51.15.10.20';
const CONTROL = '151.101.2.132';

/** The server's machine is the way out, a resolver, and whoever is asked for. */
async function gateway(
  { client, server, v4 }: Lab,
  names: Readonly<Record<string, string>>,
  more: readonly string[] = [],
) {
  for (const address of new Set(Object.values(names))) server.run('ip', 'addr', 'add', `${address}/32`, 'dev', 'eth0');
  client.run('ip', 'route', 'add', 'default', 'via', v4);
  const records = Object.entries(names).map(([name, address]) => `--host-record=${name},${address}`);
  const words = ['--no-daemon', '--no-resolv', '--no-hosts', '--local=//', `--listen-address=${v4}`];
  await server.serve(53, 'dnsmasq', ...words, ...records, ...more);
}

const text = (folder: string, ...names: readonly string[]) =>
  names.map((name) => readFileSync(join(folder, name), 'utf8')).join('');

/** haproxy signs a certificate for whatever name it is asked for. */
async function interceptor(lab: Lab, subject: string) {
  make(lab.folder, { name: 'proxy-ca', subject, extensions: CA });
  make(lab.folder, { name: 'proxy', subject: '/CN=proxy', issuer: 'proxy-ca', extensions: LEAF });
  writeFileSync(join(lab.folder, 'proxy-ca.pem'), text(lab.folder, 'proxy-ca.crt', 'proxy-ca.key'));
  writeFileSync(join(lab.folder, 'proxy.pem'), text(lab.folder, 'proxy.crt', 'proxy.key'));
  const signing = 'ssl crt {folder}/proxy.pem generate-certificates ca-sign-file {folder}/proxy-ca.pem';
  await haproxy(
    lab,
    `frontend f\n  bind :${PORT} ${signing}\n  bind :443 ${signing}\n  default_backend b\nbackend b\n  server one 127.0.0.1:80\n`,
  );
}

/** The outermost ECHConfig of an HTTPS record: priority 1, target ".", ech with one configuration for this name. */
function echRecord(publicName: string): string {
  const name = Buffer.from(publicName).toString('hex');
  const two = (value: number) => value.toString(16).padStart(4, '0');
  const length = (hex: string) => two(hex.length / 2);
  const suites = '00010001';
  const contents = `070020${two(32)}${'09'.repeat(32)}${length(suites)}${suites}00${two(name.length / 2).slice(2)}${name}0000`;
  const configs = `fe0d${length(contents)}${contents}`;
  const value = `${length(configs)}${configs}`;
  return `0001000005${length(value)}${value}`;
}

export default [
  scenario({
    name: 'tcp-loss',
    expect: { status: 'degraded', cause: 'tcp-loss' },
    needs: ['nft'],
    async setUp({ client, server, v4, folder }) {
      await selfSigned(folder);
      await nodeTls(server, PAIR);
      // The first answer is lost, and then every third packet: the set-up is the same in every run.
      const third = (match: string) => `${match} numgen inc mod 3 == 0 counter drop;`;
      client.firewall(
        `table inet lab { chain in { type filter hook input priority 0; ${third(`tcp sport ${PORT}`)} ${third(`tcp sport ${PORT + 1}`)} }; }`,
      );
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'firewall-allowlist',
    expect: broken('firewall-allowlist'),
    needs: ['nft'],
    async setUp({ client, server, v4, folder }) {
      await selfSigned(folder);
      await nodeTls(server, PAIR);
      client.run('ip', 'addr', 'add', '10.77.0.7/24', 'dev', 'eth0');
      server.filter(`ip saddr != 10.77.0.7 tcp dport ${PORT}`, 'drop');
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  scenario({
    name: 'firewall-allowlist--rejects-v6',
    expect: broken('firewall-allowlist'),
    needs: ['nft'],
    async setUp({ client, server, v6, folder }) {
      await selfSigned(folder);
      await nodeTls(server, PAIR);
      client.run('ip', 'addr', 'add', 'fd77::7/64', 'dev', 'eth0', 'nodad');
      // The system takes the newest address; the older one is on the list.
      server.filter(`ip6 saddr != fd77::1 tcp dport ${PORT}`, 'reject with icmpx admin-prohibited');
      client.run('ip', '-6', 'route', 'replace', 'fd77::/64', 'dev', 'eth0', 'src', 'fd77::7');
      return [`[${v6}]:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  // Every one of several addresses is shut out: no list of addresses is to be blamed.
  scenario({
    name: 'firewall-drop-port--two-sources',
    expect: broken('firewall-drop-port'),
    needs: ['nft'],
    async setUp({ client, server, v4, folder }) {
      await selfSigned(folder);
      await nodeTls(server, PAIR);
      client.run('ip', 'addr', 'add', '10.77.0.7/24', 'dev', 'eth0');
      server.filter(`tcp dport ${PORT}`, 'drop');
      return [`${v4}:${PORT}`, '--ca', 'server.crt'];
    },
  }),
  ...[
    ['cert-intercepted', '/O=Zscaler Inc./CN=Zscaler Root CA'],
    ['cert-intercepted--by-a-stranger', '/CN=Gateway 7'],
  ].map(([name = '', subject = '']) =>
    scenario({
      name,
      expect: broken('cert-intercepted'),
      needs: ['haproxy', 'dnsmasq', 'openssl'],
      async setUp(lab) {
        await gateway(lab, { 'chat.acme-shop.com': TARGET, 'www.debian.org': CONTROL });
        await interceptor(lab, subject);
        return [`chat.acme-shop.com:${PORT}`, '--control', 'www.debian.org:443'];
      },
    }),
  ),
  // The same private authority, for two hosts of its own house.
  scenario({
    name: 'cert-root-untrusted--control-of-the-same-house',
    expect: broken('cert-root-untrusted'),
    needs: ['haproxy', 'dnsmasq', 'openssl'],
    async setUp(lab) {
      await gateway(lab, { 'chat.acme-shop.com': TARGET, 'www.acme-shop.com': CONTROL });
      await interceptor(lab, '/O=Acme/CN=Acme Root');
      return [`chat.acme-shop.com:${PORT}`, '--control', 'www.acme-shop.com:443'];
    },
  }),
  scenario({
    name: 'cert-captive-portal',
    expect: broken('cert-captive-portal'),
    needs: ['nginx', 'dnsmasq', 'openssl'],
    async setUp(lab) {
      await gateway(lab, { 'chat.acme-shop.com': TARGET, 'www.debian.org': CONTROL });
      make(lab.folder, { name: 'root', subject: '/CN=Portal Root', extensions: CA });
      const names = 'subjectAltName=DNS:login.hotel-wifi.net';
      make(lab.folder, {
        name: 'server',
        subject: '/CN=login.hotel-wifi.net',
        issuer: 'root',
        extensions: [...LEAF.slice(0, 2), names],
      });
      const tls = (port: number) =>
        `server { listen ${port} ssl; ssl_certificate {folder}/server.crt; ssl_certificate_key {folder}/server.key; return 302 http://login.hotel-wifi.net/; }`;
      await nginx(
        lab,
        `http { server { listen 80; return 302 http://login.hotel-wifi.net/welcome; } ${tls(443)} ${tls(PORT)} }`,
      );
      return [`chat.acme-shop.com:${PORT}`, '--control', 'www.debian.org:443', '--ca', 'root.crt'];
    },
  }),
  scenario({
    name: 'cert-hostname--control-redirects-to-https',
    expect: broken('cert-hostname'),
    needs: ['nginx', 'dnsmasq', 'openssl'],
    async setUp(lab) {
      await gateway(lab, { 'chat.acme-shop.com': TARGET, 'www.debian.org': CONTROL });
      await issued(lab.folder);
      make(lab.folder, { name: 'root', subject: '/CN=Public Root', extensions: CA });
      const names = 'subjectAltName=DNS:www.debian.org';
      make(lab.folder, {
        name: 'control',
        subject: '/CN=www.debian.org',
        issuer: 'root',
        extensions: [...LEAF.slice(0, 2), names],
      });
      const tls = (address: string, port: number, file: string) =>
        `server { listen ${address}:${port} ssl; ssl_certificate {folder}/${file}.crt; ssl_certificate_key {folder}/${file}.key; }`;
      await nginx(
        lab,
        `http { server { listen ${CONTROL}:80; return 301 https://www.debian.org/; }
           ${tls(CONTROL, 443, 'control')} ${tls(TARGET, PORT, 'server')} }`,
      );
      return [`chat.acme-shop.com:${PORT}`, '--control', 'www.debian.org:443', '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'tls-ech',
    expect: broken('tls-ech'),
    needs: ['openssl', 'dnsmasq'],
    async setUp(lab) {
      await gateway(lab, { 'chat.acme-shop.com': TARGET }, [
        `--dns-rr=chat.acme-shop.com,65,${echRecord('front.lab')}`,
      ]);
      await selfSigned(lab.folder, { hosts: ['front.lab'] });
      await sServer(lab.server);
      return [`chat.acme-shop.com:${PORT}`, '--ca', 'server.crt'];
    },
  }),
] as Scenario[];
