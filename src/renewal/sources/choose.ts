import type { X509Certificate } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { signedBy } from '../look/signed-by.ts';
import { type CommandOptions, commandSource } from './command.ts';
import { selfSigned } from './self-signed.ts';
import type { Source, SourceKind } from './source.ts';

/** What the user says of the source. */
export interface SourceOptions {
  readonly kind?: SourceKind;
  readonly command?: CommandOptions;
  /** Opens the local CA that issued a certificate; undefined where none of the places it looks in holds it. */
  readonly localCa?: (leaf: X509Certificate) => Promise<Source | undefined>;
}

/**
 * The source of the next certificate: the one that was named; else the command, if there is one; else what the certificate
 * tells: signed by its own key, or by a CA that is found beside it.
 *
 * @throws AppError ERR_RENEW_SOURCE where none fits
 */
export async function chooseSource(file: string, leaf: X509Certificate, options: SourceOptions): Promise<Source> {
  const { kind, command, localCa } = options;
  if (command !== undefined && (kind ?? 'command') === 'command') return commandSource(command);
  const own = signedBy(leaf, leaf);
  if (kind === 'self-signed' || (kind === undefined && own)) return selfSigned;
  const found = kind === 'command' ? undefined : await localCa?.(leaf);
  if (found !== undefined) return found;
  throw new AppError('ERR_RENEW_SOURCE', { file, issuer: leaf.issuer.replaceAll('\n', ', ') });
}
