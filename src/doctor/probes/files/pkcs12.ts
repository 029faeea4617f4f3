import { AppError } from '../../../errors/app-error.ts';
import type { FileFailure } from '../../evidence/files.ts';
import type { ProbeContext } from '../../probe.ts';

/** A key and its certificates, PEM, and what opens the key where it is encrypted. */
export interface PemPair {
  readonly key: string;
  readonly cert: string;
}

/**
 * Opens a PKCS#12 file with the passphrase that was given, or with none, as some are made.
 * @returns undefined for bytes that are no PKCS#12
 */
export async function openPkcs12(
  bytes: Buffer,
  path: string,
  { passphrase }: Pick<ProbeContext, 'passphrase'>,
): Promise<{ readonly pair: PemPair } | { readonly failure: FileFailure } | undefined> {
  const { isPkcs12, readPkcs12Pair } = await import('../../../pki/pkcs12/pair.ts');
  if (!isPkcs12(bytes)) return undefined;
  try {
    return { pair: readPkcs12Pair(bytes, passphrase ?? '', path) };
  } catch (error) {
    const wrong = error instanceof AppError && error.code === 'ERR_PKCS12_PASSPHRASE_WRONG';
    if (wrong) return { failure: { code: 'PKCS12_PASSPHRASE', path, passphraseGiven: passphrase !== undefined } };
    return { failure: { code: 'NO_KEY', path, kind: 'pkcs12' } };
  }
}

/**
 * What TLS is given of a pair of files: PEM as it is, with the passphrase of the key; PKCS#12 opened.
 * @throws Node's error for files that cannot be read
 */
export async function readPairFiles(
  files: { readonly keyFile: string; readonly certFile: string },
  context: Pick<ProbeContext, 'system' | 'passphrase'>,
): Promise<PemPair & { readonly passphrase?: string }> {
  const [key, cert] = await Promise.all(
    [files.keyFile, files.certFile].map(async (path) => {
      const { bytes } = await context.system.readFile(path);
      const opened = await openPkcs12(bytes, path, context);
      const text = bytes.toString('utf8');
      return opened && 'pair' in opened ? opened.pair : { key: text, cert: text };
    }),
  );
  const passphrase = context.passphrase === undefined ? {} : { passphrase: context.passphrase };
  return { key: key!.key, cert: cert!.cert, ...passphrase };
}
