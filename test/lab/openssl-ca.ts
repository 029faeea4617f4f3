import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOSTS } from './certificates.ts';

const NAMES = HOSTS.map((host) => (/^[\d.]+$|:/.test(host) ? `IP:${host}` : `DNS:${host}`)).join(',');

/** One certificate that openssl makes: NAME.key and NAME.crt. */
export interface Recipe {
  readonly name: string;
  readonly subject: string;
  /** Whose NAME.key and NAME.crt sign it; itself without. */
  readonly issuer?: string;
  /** Lines of an OpenSSL extension section. */
  readonly extensions: readonly string[];
  readonly newkey?: readonly string[];
  readonly words?: readonly string[];
}

/** Runs openssl in a folder. @throws Error with what it said */
export function openssl(folder: string, ...words: readonly string[]): void {
  const { status, stderr } = spawnSync('openssl', words, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${words.join(' ')}\n${stderr}`);
}

/** Makes a key and a certificate for it. */
export function make(folder: string, { name, subject, issuer, extensions, newkey, words = [] }: Recipe): void {
  writeFileSync(join(folder, `${name}.cnf`), ['[e]', ...extensions].join('\n'));
  const key = newkey ?? ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  openssl(
    folder,
    'req',
    '-new',
    '-nodes',
    '-newkey',
    ...key,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
    '-subj',
    subject,
  );
  const signer =
    issuer === undefined
      ? ['-signkey', `${name}.key`]
      : ['-CA', `${issuer}.crt`, '-CAkey', `${issuer}.key`, '-CAcreateserial'];
  openssl(
    folder,
    ...['x509', '-req', '-in', `${name}.csr`, ...signer, '-days', '300', '-sha256', '-extfile', `${name}.cnf`],
    ...['-extensions', 'e', '-out', `${name}.crt`, ...words],
  );
}

export const CA = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
];
export const LEAF = [
  'basicConstraints=critical,CA:FALSE',
  'keyUsage=critical,digitalSignature',
  `subjectAltName=${NAMES}`,
];

/** Root, intermediate and leaf: root.crt, inter.crt, server.crt. */
export function hierarchy(folder: string, leaf: readonly string[] = []): void {
  make(folder, { name: 'root', subject: '/O=Acme/CN=Acme Root', extensions: CA });
  make(folder, { name: 'inter', subject: '/O=Acme/CN=Acme Servers 3', issuer: 'root', extensions: CA });
  make(folder, { name: 'server', subject: '/CN=chat.lab', issuer: 'inter', extensions: [...LEAF, ...leaf] });
}
