import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestCertificateOptions, type TestCredential, testCertificate } from '../support/certificates.ts';

/** The names and addresses under which scenarios reach their server. */
export const HOSTS = ['localhost', 'chat.lab', '127.0.0.1', '10.77.0.2', 'fd77::2', '::1'];

/** Writes a pair (with what is appended to the certificate) as NAME.key and NAME.crt. */
export function writePair(folder: string, { key, cert }: TestCredential, name = 'server'): void {
  writeFileSync(join(folder, `${name}.key`), key, { mode: 0o600 });
  writeFileSync(join(folder, `${name}.crt`), cert);
}

/** A self-signed pair in the folder, server.key and server.crt. */
export async function selfSigned(folder: string, options: TestCertificateOptions = {}): Promise<void> {
  writePair(folder, await testCertificate({ hosts: HOSTS, ...options }));
}

/** A certificate of an authority of its own: ca.crt, server.key, server.crt. */
export async function issued(folder: string, options: TestCertificateOptions = {}): Promise<void> {
  const ca = await testCertificate({ commonName: 'Lab Root', isCa: true });
  writePair(folder, ca, 'ca');
  writePair(folder, await testCertificate({ hosts: HOSTS, issuer: ca, ...options }));
}

/** A self-signed pair made by openssl, with any kind of key. */
export function opensslPair(folder: string, newkey: readonly string[], extra: readonly string[] = []): void {
  const names = HOSTS.map((host) => (/^[\d.]+$|:/.test(host) ? `IP:${host}` : `DNS:${host}`)).join(',');
  const words = [
    ...['req', '-x509', '-nodes', '-newkey', ...newkey, '-keyout', 'server.key', '-out', 'server.crt'],
    ...['-days', '365', '-subj', '/CN=chat.lab', '-addext', 'basicConstraints=critical,CA:FALSE'],
    ...(extra.length > 0 ? extra : ['-addext', `subjectAltName=${names}`]),
  ];
  const { status, stderr } = spawnSync('openssl', words, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  chmodSync(join(folder, 'server.key'), 0o600);
}
