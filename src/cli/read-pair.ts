import type { CredentialFiles } from '../chat/server/credential-files.ts';
import type { CredentialPem } from '../chat/server/credentials.ts';
import { readInput } from '../files/read.ts';
import { readPrivateKey } from '../pki/keys/load.ts';
import { madeWith } from './made-with.ts';

/**
 * Reads a pair: the key in any form that llave reads, the certificate with its intermediates in PEM; or both from PKCS#12.
 * @throws AppError what `readPrivateKey`, `readPkcs12Pair` and `readInput` throw
 */
export async function readPair(
  { key, cert }: CredentialFiles,
  passphrase: (file: string) => Promise<string | undefined>,
): Promise<CredentialPem> {
  const bytes = await madeWith('llave genkey', () => readInput(key));
  const { isPkcs12, readPkcs12Pair } = await import('../pki/pkcs12/pair.ts');
  // Some stores have no passphrase at all.
  if (isPkcs12(bytes)) return readPkcs12Pair(bytes, (await passphrase(key)) ?? '', key);
  const { privateKey } = await readPrivateKey(bytes, key, { passphrase });
  const chain = await madeWith('llave selfsign', () => readInput(cert));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, cert: chain.toString('utf8') };
}
