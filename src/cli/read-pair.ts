import type { CredentialFiles } from '../chat/server/credential-files.ts';
import type { CredentialPem } from '../chat/server/credentials.ts';
import { readInput } from '../files/read.ts';
import { loadPrivateKey } from '../pki/keys/load.ts';
import { madeWith } from './made-with.ts';

/**
 * Reads a pair: the key in any form that llave reads, the certificate with its intermediates in PEM.
 * @throws AppError what `loadPrivateKey` and `readInput` throw
 */
export async function readPair(
  { key, cert }: CredentialFiles,
  passphrase: (file: string) => Promise<string | undefined>,
): Promise<CredentialPem> {
  const { privateKey } = await madeWith('llave genkey', () => loadPrivateKey(key, { passphrase }));
  const chain = await madeWith('llave selfsign', () => readInput(cert));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, cert: chain.toString('latin1') };
}
