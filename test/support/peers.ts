import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Programs that we did not write and that tests talk to: the Debian package that brings each. This is the one list:
 * `npm run check` installs from it what the tests mention, and names what misses.
 */
export const PEERS: Readonly<Record<string, string>> = {
  apache2: 'apache2-bin',
  certtool: 'gnutls-bin',
  certutil: 'libnss3-tools',
  chromium: 'chromium',
  conntrack: 'conntrack',
  crontab: 'cron',
  curl: 'curl',
  dnsmasq: 'dnsmasq-base',
  faketime: 'faketime',
  dovecot: 'dovecot-imapd',
  ethtool: 'ethtool',
  'gnutls-cli': 'gnutls-bin',
  'gnutls-serv': 'gnutls-bin',
  haproxy: 'haproxy',
  ip: 'iproute2',
  javac: 'default-jdk-headless',
  keytool: 'default-jre-headless',
  pdftotext: 'poppler-utils',
  'nats-server': 'nats-server',
  lighttpd: 'lighttpd-mod-openssl',
  logger: 'bsdutils',
  ncat: 'ncat',
  nft: 'nftables',
  nginx: 'nginx-light',
  openssl: 'openssl',
  python3: 'python3',
  'python3-cryptography': 'python3-cryptography',
  'python3-yaml': 'python3-yaml',
  'redis-server': 'redis-server',
  slapd: 'slapd',
  socat: 'socat',
  ss: 'iproute2',
  sshd: 'openssh-server',
  'ssh-keygen': 'openssh-client',
  strace: 'strace',
  stunnel4: 'stunnel4',
  'systemd-analyze': 'systemd',
  'systemd-notify': 'systemd',
  tc: 'iproute2',
  tcpdump: 'tcpdump',
  setpriv: 'util-linux',
  unshare: 'util-linux',
  xmllint: 'libxml2-utils',
};

/** What a peer is called on disk where that is not its name: files that prove that it is there. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'python3-yaml': ['/usr/lib/python3/dist-packages/yaml/__init__.py'],
  'python3-cryptography': ['/usr/lib/python3/dist-packages/cryptography/__init__.py'],
  'testssl.sh': ['/usr/bin/testssl', '/usr/bin/testssl.sh'],
};

/** Where Debian keeps programs: PATH of a plain user lacks the sbin ones. */
const FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/**
 * The path of a peer program.
 * @returns undefined where it is not installed: the test skips and says so
 */
export function peer(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...FOLDERS];
  const candidates = ELSEWHERE[name] ?? folders.filter(Boolean).map((folder) => join(folder, name));
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, file.endsWith('.py') ? constants.R_OK : constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether this process may make network namespaces and firewall rules, as the lab does. */
export function canMakeNamespaces(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && peer('ip') !== undefined;
}
