import type { X509Certificate } from 'node:crypto';
import { basename, extname } from 'node:path';
import { readPkcs12 } from '../../pki/pkcs12/read.ts';
import type { SetFile } from '../set.ts';
import { readSetFile } from './files.ts';
import type { LookOptions } from './look.ts';

/** A PKCS#12 file that belongs to a set. */
export interface Store {
  readonly file: SetFile;
  /** What key stores show for its key. */
  readonly name: string;
}

/**
 * Opens a PKCS#12 file beside a certificate.
 * @returns undefined where there is no passphrase for it; `stranger` where it holds other certificates
 * @throws AppError ERR_INPUT_*, ERR_PKCS12_PASSPHRASE_WRONG, ERR_PKCS12_MALFORMED, ERR_PKCS12_UNSUPPORTED, ERR_PKCS12_COST
 */
export async function openStore(
  path: string,
  leaf: X509Certificate,
  { pkcs12Passphrase }: LookOptions,
): Promise<Store | 'stranger' | undefined> {
  const passphrase = await pkcs12Passphrase?.();
  if (passphrase === undefined) return undefined;
  const file = await readSetFile(path, 'pkcs12', true);
  const { certificates, name } = readPkcs12(file.data, passphrase, path);
  if (!certificates.some(({ der }) => der.equals(leaf.raw))) return 'stranger';
  return { file, name: name ?? basename(path, extname(path)) };
}
