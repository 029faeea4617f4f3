import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Outcome } from '../base-command.ts';
import { runCsr, type Surroundings } from '../making/csr.ts';
import { runGenkey } from '../making/genkey.ts';
import { runSelfsign } from '../making/selfsign.ts';
import type { PassphraseFlags } from '../passphrase.ts';

/** One of the three files of a server, and whether it was made now or was there. */
export interface QuickFile {
  readonly file: 'server.key' | 'server.csr' | 'server.crt';
  readonly kind: 'key' | 'csr' | 'crt';
  readonly made: boolean;
}

/** What quickstart sets of the flags that the making commands share. */
interface Shared extends PassphraseFlags {
  readonly force: false;
  readonly json: boolean;
  readonly quiet: true;
  readonly profile: 'server';
}

/**
 * The names that a first server is called by: this machine's own name and its loopback addresses.
 * A host name that no certificate can hold (an underscore, for one) is left out.
 */
export function localNames(): string[] {
  const own = hostname().toLowerCase();
  const usable = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/.test(own);
  return [...new Set(['localhost', ...(usable && !/^[\d.]+$/.test(own) ? [own] : []), '127.0.0.1', '::1'])];
}

/**
 * Makes what is missing of server.key, server.csr and server.crt in this directory; what is there stays.
 * @throws AppError those of `genkey`, `csr` and `selfsign`
 */
export async function completeFiles(
  flags: PassphraseFlags & { readonly json: boolean },
  surroundings: Surroundings,
): Promise<QuickFile[]> {
  const { json, 'passphrase-file': file, 'passphrase-env': env } = flags;
  const secrets = {
    ...(file !== undefined && { 'passphrase-file': file }),
    ...(env !== undefined && { 'passphrase-env': env }),
  };
  const shared: Shared = { ...secrets, json, force: false, quiet: true, profile: 'server' };
  const names = { subject: '/CN=localhost', host: localNames() };
  const key = 'server.key';
  return [
    await complete('server.key', 'key', () =>
      // A passphrase given is that of a key which is there: the one made here has none.
      runGenkey({ json, force: false, quiet: true, form: 'pkcs8', encoding: 'pem', encrypt: false, out: key }, false),
    ),
    await complete('server.csr', 'csr', () => runCsr({ ...shared, ...names, key, out: 'server.csr' }, surroundings)),
    await complete('server.crt', 'crt', () => runSelfsign({ ...shared, key, out: 'server.crt' }, surroundings)),
  ];
}

async function complete(
  file: QuickFile['file'],
  kind: QuickFile['kind'],
  make: () => Promise<Outcome>,
): Promise<QuickFile> {
  if (existsSync(file)) return { file, kind, made: false };
  await make();
  return { file, kind, made: true };
}
