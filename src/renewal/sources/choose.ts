import type { X509Certificate } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { signedBy } from '../look/signed-by.ts';
import { type CommandOptions, commandSource } from './command.ts';
import type { LocalCaOptions } from './local-ca.ts';
import { selfSigned } from './self-signed.ts';
import type { Source, SourceKind } from './source.ts';

/** What the user says of the source. */
export interface SourceOptions {
  readonly kind?: SourceKind;
  readonly command?: CommandOptions;
  /** Where local CAs are looked for. */
  readonly ca: LocalCaOptions;
}

/**
 * The source of the next certificate: the one that was named; else the command, if there is one; else what the certificate
 * tells: signed by its own key, or by a CA that is found beside it.
 *
 * @throws AppError ERR_RENEW_SOURCE where none fits
 */
export async function chooseSource(file: string, leaf: X509Certificate, options: SourceOptions): Promise<Source> {
  const { command, ca } = options;
  // Who names a CA wants it, whatever signed before.
  const kind = options.kind ?? (command === undefined && ca.dir !== undefined ? 'ca' : undefined);
  if (command !== undefined && (kind ?? 'command') === 'command') return commandSource(command);
  const own = signedBy(leaf, leaf);
  if (kind === 'self-signed' || (kind === undefined && own)) return selfSigned;
  if (kind !== 'command') {
    const { localCa } = await import('./local-ca.ts');
    const found = await localCa(leaf, ca);
    if (found !== undefined) return found;
  }
  throw new AppError('ERR_RENEW_SOURCE', { file, issuer: leaf.issuer.replaceAll('\n', ', ') });
}
