import { createPublicKey, type KeyObject } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { toPem } from '../../files/pem.ts';
import { identify } from '../identify/index.ts';
import type { Certificate } from '../parse/certificate.ts';
import { readPkcs12 } from './read.ts';

/** Whether bytes are a PKCS#12 file. */
export function isPkcs12(bytes: Buffer): boolean {
  return identify(bytes, 'PKCS#12').some(({ kind }) => kind === 'pkcs12');
}

/**
 * The key of a PKCS#12 file and its certificates, the key's own first, both PEM.
 * @param file its name, for errors
 * @throws AppError ERR_PKCS12_NO_PAIR, and those of `readPkcs12`
 */
export function readPkcs12Pair(bytes: Buffer, passphrase: string, file: string): { key: string; cert: string } {
  const { keys, certificates } = readPkcs12(bytes, passphrase, file);
  const [key] = keys;
  const leaf = key && certificates.find((one) => belongs(one, key));
  if (!key || !leaf) throw new AppError('ERR_PKCS12_NO_PAIR', { file });
  const chain = [leaf, ...certificates.filter((one) => one !== leaf)];
  return {
    key: key.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: chain.map(({ der }) => toPem('CERTIFICATE', der)).join(''),
  };
}

function belongs({ subjectPublicKeyInfo }: Certificate, key: KeyObject): boolean {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).equals(subjectPublicKeyInfo.der);
}
