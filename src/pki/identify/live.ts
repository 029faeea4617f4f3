import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError } from '../../errors/app-error.ts';
import { tappedTlsConnect } from '../../tls/tap/tapped-connect.ts';
import { identifyDer } from './der.ts';
import type { Found } from './found.ts';

const TIMEOUT_MS = 10_000;

/**
 * The certificates that a live TLS server sends, in the order sent, verified or not. The first address that answers is
 * asked.
 * @throws AppError ERR_NETWORK
 */
export async function identifyLive(host: string, port: number): Promise<Found[]> {
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  let reason = '';
  for (const address of await addresses(host, target)) {
    const connection = await tappedTlsConnect({ address, port, timeoutMs: TIMEOUT_MS, serverName: host });
    const { wire, end, tlsFault } = connection.observe();
    connection.close();
    const found = wire.certificates.flatMap(
      ({ der }) => identifyDer(Buffer.from(der, 'base64'), { encoding: 'der' }) ?? [],
    );
    if (found.length > 0) return found;
    reason = tlsFault?.code ?? end;
  }
  throw new AppError('ERR_NETWORK', { reason, target });
}

async function addresses(host: string, target: string): Promise<string[]> {
  if (isIP(host)) return [host];
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    throw new AppError(
      'ERR_NETWORK',
      { reason: (error as NodeJS.ErrnoException).code ?? '', target },
      { cause: error },
    );
  }
}
