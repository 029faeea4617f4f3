import type { Request } from '../../doctor/evidence/request.ts';
import { readInput } from '../../files/read.ts';

/**
 * A file that was named and cannot be read is the caller's mistake, not a finding about the target.
 *
 * @throws AppError ERR_INPUT_*, ERR_CRL_*
 */
export async function checkNamedFiles({
  caFiles,
  crlFiles,
  certFile,
  keyFile,
  clientCertificate,
}: Request): Promise<void> {
  const { parseCertificateLists } = await import('../../pki/parse/bundle.ts');
  for (const file of crlFiles) parseCertificateLists(await readInput(file));
  const named = [...caFiles, ...(clientCertificate ? [certFile, keyFile] : [])];
  for (const file of named) await readInput(file);
}
