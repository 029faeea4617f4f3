import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { issued } from '../certificates.ts';
import type { Machine } from '../machine.ts';
import { type Lab, scenario } from '../scenario.ts';

const PORT = 12345;
const HOST = `chat.lab:${PORT}`;
const needs = ['python3', 'openssl'];
const broken = (cause: string) => ({ status: 'broken', cause }) as const;
const degraded = (cause: string) => ({ status: 'degraded', cause }) as const;
const healthy = { status: 'healthy', cause: null } as const;
const liar = fileURLToPath(new URL('../programs/lying-dns.py', import.meta.url));

/** What a resolver says of one name: see programs/lying-dns.py. */
type Said = string | readonly string[] | Readonly<Record<string, string | number | readonly string[]>>;

/** Starts a resolver on the server's machine (on another of its addresses, if one is named). */
async function dns({ server, v4 }: Lab, table: Readonly<Record<string, Said>>, address = v4, ...more: string[]) {
  if (address !== v4) server.run('ip', 'addr', 'add', `${address}/24`, 'dev', 'eth0');
  await server.serve(53, '/usr/bin/python3', liar, address, JSON.stringify(table), ...more);
}

async function tlsServer({ server, folder }: Lab, ...more: string[]) {
  await issued(folder);
  const files = ['-key', 'server.key', '-cert', 'server.crt', '-quiet'];
  await server.serve(PORT, 'openssl', 's_server', '-accept', String(PORT), ...files, ...more);
}

/** Writes a file that the namespace sees below /etc. */
function etc(machine: Machine, name: 'hosts' | 'resolv.conf', lines: readonly string[]) {
  writeFileSync(`/etc/netns/${machine.name}/${name}`, `${lines.join('\n')}\n`);
}

/** The resolvers with the system's own patience: 5 seconds, twice. */
function resolvConf({ client }: Lab, ...servers: string[]) {
  etc(
    client,
    'resolv.conf',
    servers.map((server) => `nameserver ${server}`),
  );
}

const target = [HOST, '--ca', 'ca.crt'];
const SECOND = '10.77.0.3';
/** An address on the cable that nobody has. */
const NOBODY = '10.77.0.66';

export default [
  scenario({
    name: 'dns-nxdomain',
    expect: broken('dns-nxdomain'),
    needs,
    async setUp(lab) {
      await dns(lab, { '*': 'NXDOMAIN' });
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-nxdomain-dnsmasq',
    expect: broken('dns-nxdomain'),
    needs: ['dnsmasq'],
    async setUp({ server, v4 }) {
      const words = ['--no-daemon', '--no-resolv', '--no-hosts', '--local=/lab/', `--listen-address=${v4}`];
      await server.serve(53, 'dnsmasq', ...words);
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-nxdomain-dangling-alias',
    expect: broken('dns-nxdomain'),
    needs,
    async setUp(lab) {
      await dns(lab, { 'chat.lab': { cname: 'gone.lab', A: 'NXDOMAIN', AAAA: 'NXDOMAIN' } });
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-nxdomain-search-domains',
    expect: broken('dns-nxdomain'),
    needs,
    async setUp(lab) {
      await dns(lab, { '*': 'NXDOMAIN' });
      etc(lab.client, 'resolv.conf', [`nameserver ${lab.v4}`, 'search corp.lab example.lab']);
      return [`chat:${PORT}`];
    },
  }),
  scenario({
    name: 'dns-no-data',
    expect: broken('dns-no-data'),
    needs,
    async setUp(lab) {
      await dns(lab, { 'chat.lab': 'NOERROR' });
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-no-data-dnsmasq',
    expect: broken('dns-no-data'),
    needs: ['dnsmasq'],
    async setUp({ server, v4 }) {
      const words = ['--no-daemon', '--no-resolv', '--no-hosts', '--local=/lab/', `--listen-address=${v4}`];
      await server.serve(53, 'dnsmasq', ...words, '--txt-record=chat.lab,hello');
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-aaaa-only',
    expect: broken('dns-aaaa-only'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { AAAA: [lab.v6] } });
      lab.client.run('sysctl', '-qw', 'net.ipv6.conf.eth0.disable_ipv6=1');
      return target;
    },
  }),
  scenario({
    name: 'dns-aaaa-only-link-local-left',
    expect: broken('dns-aaaa-only'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { AAAA: ['2001:db8::2'] } });
      lab.client.run('ip', 'addr', 'del', 'fd77::1/64', 'dev', 'eth0');
      return target;
    },
  }),
  scenario({
    name: 'dns-servfail',
    expect: broken('dns-servfail'),
    needs,
    async setUp(lab) {
      await dns(lab, { 'chat.lab': 'SERVFAIL', '': 'NOERROR' });
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-servfail-dnssec',
    expect: broken('dns-servfail'),
    needs,
    async setUp(lab) {
      await dns(lab, { 'chat.lab': { A: 'SERVFAIL', AAAA: 'SERVFAIL', cd: [lab.v4] }, '': 'NOERROR' });
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-servfail-for-everything-on-loopback',
    expect: broken('dns-servfail'),
    needs,
    async setUp(lab) {
      await lab.client.serve(53, '/usr/bin/python3', liar, '127.0.0.53', '{"*": "SERVFAIL"}');
      resolvConf(lab, '127.0.0.53');
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-servfail-two-resolvers',
    expect: broken('dns-servfail'),
    needs,
    async setUp(lab) {
      await dns(lab, { '*': 'SERVFAIL' });
      await dns(lab, { '*': 'SERVFAIL' }, SECOND);
      resolvConf(lab, lab.v4, SECOND);
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-refused',
    expect: broken('dns-refused'),
    needs,
    async setUp(lab) {
      await dns(lab, { '*': 'REFUSED' });
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-refused-dnsmasq',
    expect: broken('dns-refused'),
    needs: ['dnsmasq'],
    async setUp({ server, v4 }) {
      await server.serve(53, 'dnsmasq', '--no-daemon', '--no-resolv', '--no-hosts', `--listen-address=${v4}`);
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-timeout',
    expect: broken('dns-timeout'),
    needs,
    async setUp(lab) {
      await dns(lab, { '*': 'drop' });
      resolvConf(lab, lab.v4);
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-timeout-firewall-drops-udp',
    expect: broken('dns-timeout'),
    needs: [...needs, 'nft'],
    async setUp(lab) {
      await dns(lab, { 'chat.lab': { A: [lab.v4] } });
      lab.server.filter('udp dport 53', 'drop');
      resolvConf(lab, lab.v4);
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-timeout-nobody-at-that-address',
    expect: broken('dns-timeout'),
    needs,
    async setUp(lab) {
      resolvConf(lab, NOBODY, '10.77.0.67', '10.77.0.68');
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-timeout-firewall-rejects-as-prohibited',
    expect: broken('dns-timeout'),
    needs: [...needs, 'nft'],
    async setUp(lab) {
      await dns(lab, { 'chat.lab': { A: [lab.v4] } });
      lab.server.filter('udp dport 53', 'reject with icmpx admin-prohibited');
      resolvConf(lab, lab.v4);
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-timeout-of-the-first-resolver',
    expect: degraded('dns-timeout'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: [lab.v4] } });
      resolvConf(lab, NOBODY, lab.v4);
      return target;
    },
  }),
  scenario({
    name: 'dns-resolver-down',
    expect: broken('dns-resolver-down'),
    setUp: async () => [HOST],
  }),
  scenario({
    name: 'dns-resolver-down-on-loopback',
    expect: broken('dns-resolver-down'),
    async setUp(lab) {
      resolvConf(lab, '127.0.0.53');
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-resolver-down-none-configured',
    expect: broken('dns-resolver-down'),
    async setUp(lab) {
      etc(lab.client, 'resolv.conf', ['# empty']);
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-a-dropped',
    expect: broken('dns-a-dropped'),
    needs,
    async setUp(lab) {
      await dns(lab, { 'chat.lab': { A: 'drop', AAAA: 'NOERROR' } });
      resolvConf(lab, lab.v4);
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-a-dropped-though-aaaa-works',
    expect: broken('dns-a-dropped'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: 'drop', AAAA: [lab.v6] } });
      resolvConf(lab, lab.v4);
      return target;
    },
  }),
  scenario({
    name: 'dns-a-dropped-aaaa-instead',
    expect: broken('dns-a-dropped'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: [lab.v4], AAAA: 'drop' } });
      resolvConf(lab, lab.v4);
      return target;
    },
  }),
  scenario({
    name: 'dns-hosts-stale',
    expect: broken('dns-hosts-stale'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: [lab.v4] } });
      etc(lab.client, 'hosts', ['127.0.0.1 localhost', '', `${NOBODY}\tchat.lab chat # old`]);
      return target;
    },
  }),
  scenario({
    name: 'dns-hosts-stale-refused',
    expect: broken('dns-hosts-stale'),
    needs,
    async setUp(lab) {
      await tlsServer(lab, '-4');
      await dns(lab, { 'chat.lab': { A: [lab.v4], AAAA: [lab.v6] } });
      etc(lab.client, 'hosts', ['127.0.0.1 localhost', '127.0.0.1 chat.lab']);
      return target;
    },
  }),
  scenario({
    name: 'dns-hosts-stale-another-server-answers',
    expect: broken('dns-hosts-stale'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: [lab.v4] } });
      lab.client.run(
        'openssl',
        ...'req -x509 -nodes -newkey rsa:2048 -keyout o.key -out o.crt -subj /CN=other.lab -addext subjectAltName=DNS:other.lab'.split(
          ' ',
        ),
      );
      const files = ['-key', 'o.key', '-cert', 'o.crt', '-quiet'];
      await lab.client.serve(PORT, 'openssl', 's_server', '-accept', String(PORT), ...files);
      etc(lab.client, 'hosts', ['127.0.0.1 localhost', '10.77.0.1 chat.lab']);
      return target;
    },
  }),
  scenario({
    name: 'healthy-hosts-line-that-works',
    expect: healthy,
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: [NOBODY] } });
      etc(lab.client, 'hosts', ['127.0.0.1 localhost', `${lab.v4} chat.lab`]);
      return target;
    },
  }),
  scenario({
    name: 'dns-hosts-line-is-right-and-server-is-down',
    expect: broken('tcp-refused'),
    needs,
    async setUp(lab) {
      await dns(lab, { 'chat.lab': { A: [lab.v4] } });
      etc(lab.client, 'hosts', ['127.0.0.1 localhost', `${lab.v4} chat.lab`]);
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-injected-unspecified',
    expect: broken('dns-injected'),
    needs,
    async setUp(lab) {
      await dns(lab, { 'chat.lab': { A: ['0.0.0.0'], AAAA: ['::'] } });
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-injected-loopback-dnsmasq',
    expect: broken('dns-injected'),
    needs: ['dnsmasq'],
    async setUp({ server, v4 }) {
      const words = ['--no-daemon', '--no-resolv', '--no-hosts', `--listen-address=${v4}`];
      await server.serve(53, 'dnsmasq', ...words, '--address=/chat.lab/127.0.0.1');
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-injected-name-collision',
    expect: broken('dns-injected'),
    needs,
    async setUp(lab) {
      await dns(lab, { 'chat.lab': { A: ['127.0.53.53'] } });
      return [HOST];
    },
  }),
  scenario({
    name: 'dns-injected-by-one-of-two-resolvers',
    expect: broken('dns-injected'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: ['127.0.0.1'] } });
      await dns(lab, { 'chat.lab': { A: [lab.v4] } }, SECOND);
      resolvConf(lab, lab.v4, SECOND);
      return target;
    },
  }),
  scenario({
    name: 'healthy-name-that-means-this-machine',
    expect: healthy,
    from: 'server',
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: ['127.0.0.1'] } });
      etc(lab.server, 'resolv.conf', [`nameserver ${lab.v4}`]);
      return target;
    },
  }),
  scenario({
    name: 'dns-split-horizon-public-resolver-first',
    expect: broken('dns-split-horizon'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { '*': 'NXDOMAIN' });
      await dns(lab, { 'chat.lab': { A: [lab.v4] } }, SECOND);
      resolvConf(lab, lab.v4, SECOND);
      return target;
    },
  }),
  scenario({
    name: 'dns-split-horizon-other-address',
    expect: broken('dns-split-horizon'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: [NOBODY] } });
      await dns(lab, { 'chat.lab': { A: [lab.v4] } }, SECOND);
      resolvConf(lab, lab.v4, SECOND);
      return target;
    },
  }),
  scenario({
    name: 'healthy-resolvers-that-disagree',
    expect: healthy,
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: [lab.v4] } });
      await dns(lab, { 'chat.lab': { A: [NOBODY] } }, SECOND);
      resolvConf(lab, lab.v4, SECOND);
      return target;
    },
  }),
  scenario({
    name: 'dns-address-dead-silent',
    expect: degraded('dns-address-dead'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: [NOBODY, lab.v4] } });
      return target;
    },
  }),
  scenario({
    name: 'dns-address-dead-refused',
    expect: degraded('dns-address-dead'),
    needs,
    async setUp(lab) {
      lab.server.run('ip', 'addr', 'add', `${SECOND}/24`, 'dev', 'eth0');
      await issued(lab.folder);
      const files = ['-key', 'server.key', '-cert', 'server.crt', '-quiet'];
      await lab.server.serve(PORT, 'openssl', 's_server', '-accept', `${lab.v4}:${PORT}`, ...files);
      await dns(lab, { 'chat.lab': { A: [lab.v4, SECOND] } });
      return target;
    },
  }),
  scenario({
    name: 'dns-address-dead-one-of-two-ipv6',
    expect: degraded('dns-address-dead'),
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { AAAA: [lab.v6, 'fd77::66'] } });
      return target;
    },
  }),
  scenario({
    name: 'dns-name-invalid-empty-label',
    expect: broken('dns-name-invalid'),
    setUp: async () => [`foo..bar:${PORT}`],
  }),
  scenario({
    name: 'dns-name-invalid-long-label',
    expect: broken('dns-name-invalid'),
    setUp: async () => [`${'a'.repeat(64)}.lab:${PORT}`],
  }),
  scenario({
    name: 'healthy-slow-resolver',
    expect: healthy,
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: [lab.v4], delay: 2 } });
      resolvConf(lab, lab.v4);
      return target;
    },
  }),
  scenario({
    // The second resolver would lead astray; who waits for the first one is not misled.
    name: 'healthy-slow-first-resolver',
    expect: healthy,
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: [lab.v4], delay: 2.5 } });
      await dns(lab, { 'chat.lab': { A: [NOBODY] } }, SECOND);
      resolvConf(lab, lab.v4, SECOND);
      return target;
    },
  }),
  scenario({
    name: 'healthy-search-domain',
    expect: healthy,
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: [lab.v4] } });
      etc(lab.client, 'resolv.conf', [`nameserver ${lab.v4}`, 'search lab']);
      return [`chat:${PORT}`, '--servername', 'chat.lab', '--ca', 'ca.crt'];
    },
  }),
  scenario({
    name: 'healthy-dual-stack-name-on-an-ipv4-machine',
    expect: healthy,
    needs,
    async setUp(lab) {
      await tlsServer(lab);
      await dns(lab, { 'chat.lab': { A: [lab.v4], AAAA: [lab.v6] } });
      lab.client.run('sysctl', '-qw', 'net.ipv6.conf.eth0.disable_ipv6=1');
      return target;
    },
  }),
];
