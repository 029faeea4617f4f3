import { stat } from 'node:fs/promises';
import type { CredentialFiles } from '../../chat/server/credential-files.ts';
import { AppError, isAppError } from '../../errors/app-error.ts';
import type { Warning } from '../output.ts';
import { serveTexts as t } from './texts.ts';

/** The pairs of files that `--key` and `--cert` name: as many of the one as of the other. @throws AppError ERR_SERVE_PAIRS */
export function filePairs(
  keys: readonly string[] | undefined,
  certs: readonly string[] | undefined,
): CredentialFiles[] {
  const key = keys ?? ['server.key'];
  const cert = certs ?? ['server.crt'];
  if (key.length !== cert.length) throw new AppError('ERR_SERVE_PAIRS', { keys: key.length, certs: cert.length });
  return key.map((file, index) => ({ key: file, cert: cert[index] as string }));
}

/** Adds the files to the error of a pair that cannot be served. */
export function withFiles(error: unknown, pairs: readonly CredentialFiles[]): unknown {
  if (!isAppError(error, 'ERR_SERVE_CREDENTIAL')) return error;
  const { key, cert } = pairs[Number(error.params.index ?? 0)] as CredentialFiles;
  return new AppError('ERR_SERVE_CREDENTIAL', { ...error.params, key, cert }, { cause: error });
}

/** The error of a PKCS#12 file that its passphrase does not open, as the finding that explains it. */
export function locked(error: unknown, { key, cert }: CredentialFiles): unknown {
  if (!isAppError(error, 'ERR_PKCS12_PASSPHRASE_WRONG')) return error;
  return new AppError('ERR_SERVE_CREDENTIAL', { problem: 'server-pfx-passphrase', key, cert }, { cause: error });
}

/** A warning for each key file that others can read. */
export async function readableKeys(pairs: readonly CredentialFiles[]): Promise<Warning[]> {
  if (process.platform === 'win32') return [];
  const warnings: Warning[] = [];
  for (const { key } of pairs) {
    const stats = key === '-' ? undefined : await stat(key);
    if (!stats?.isFile() || (stats.mode & 0o044) === 0) continue;
    const params = { key, mode: (stats.mode & 0o777).toString(8).padStart(4, '0') };
    const code = 'server-key-world-readable';
    warnings.push({ code, params, message: t(`warning.${code}`, params) });
  }
  return warnings;
}
