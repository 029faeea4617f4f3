import type { ClientCertificatePolicy } from '../../chat/server/client-certificate.ts';
import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';

interface ClientCertificateFlags {
  readonly 'client-cert': 'none' | 'request' | 'require';
  readonly ca?: string[] | undefined;
  readonly 'name-from-cert': boolean;
}

/** What the flags say about client certificates. @throws AppError ERR_USAGE_FLAG_CONFLICT, ERR_USAGE_MISSING_FLAG, and what `readInput` throws */
export async function clientCertificates(
  flags: ClientCertificateFlags,
): Promise<{ clientCertificates?: ClientCertificatePolicy }> {
  const { 'client-cert': mode, ca, 'name-from-cert': nameFromCertificate } = flags;
  if (mode === 'none') {
    const useless = [...(ca ? ['--ca'] : []), ...(nameFromCertificate ? ['--name-from-cert'] : [])];
    if (useless.length === 0) return {};
    throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: [...useless, '--client-cert none'].join(', ') });
  }
  if (!ca) throw new AppError('ERR_USAGE_MISSING_FLAG', { flag: '--ca' });
  const pems = await Promise.all(ca.map(async (file) => (await readInput(file)).toString('latin1')));
  return { clientCertificates: { mode, ca: pems, nameFromCertificate } };
}
