import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { readInput } from '../../files/read.ts';
import type { Role, SetFile } from '../set.ts';

const MAX_NEIGHBOURS = 200;

/**
 * Reads one file of a set with its owner and mode.
 * @throws AppError ERR_INPUT_*
 */
export async function readSetFile(path: string, role: Role, secret: boolean): Promise<SetFile> {
  const data = await readInput(path);
  const { mode, uid, gid } = statSync(path);
  return { role, path, data, mode: mode & 0o7777, uid, gid, secret };
}

/** The certificate's name without its extension, and without what the usual layouts put behind or in front. */
function stemOf(certificate: string): string {
  return basename(certificate, extname(certificate)).replace(/[.-]?(fullchain|cert|crt)$/, '');
}

/** Where the private key usually is, the likeliest first: beside the certificate, by name, then any other key file there. */
export function keyCandidates(certificate: string): string[] {
  const folder = dirname(certificate);
  const stem = stemOf(certificate);
  const named = [
    `${stem}.key`,
    `${stem}.key.pem`,
    `${stem}-key.pem`,
    `${stem}.pem`,
    'privkey.pem',
    'key.pem',
    'tls.key',
  ];
  const others = neighbours(folder).filter((name) => /key/i.test(name) || /\.(key|pem|jwk)$/.test(name));
  return [...new Set([...named, ...others])]
    .filter((name) => name !== basename(certificate))
    .map((name) => join(folder, name));
}

/** Files beside the certificate that by their names belong to it: the chain, certificate and chain together, PKCS#12. */
export function companions(certificate: string): string[] {
  const folder = dirname(certificate);
  const stem = stemOf(certificate);
  const own = [stem, basename(certificate, extname(certificate))].filter((name) => name !== '');
  const kinds = ['chain', 'fullchain', 'cert'];
  const names = [
    ...kinds.map((kind) => `${kind}.pem`),
    ...own.flatMap((name) => [
      ...kinds.flatMap((kind) => ['.pem', '.crt'].flatMap((end) => [`${name}.${kind}${end}`, `${name}-${kind}${end}`])),
      `${name}.pem`,
      `${name}.p12`,
      `${name}.pfx`,
    ]),
  ];
  const present = new Set(neighbours(folder));
  return [...new Set(names)]
    .filter((name) => present.has(name) && name !== basename(certificate))
    .map((name) => join(folder, name));
}

function neighbours(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort()
      .slice(0, MAX_NEIGHBOURS);
  } catch {
    return [];
  }
}
