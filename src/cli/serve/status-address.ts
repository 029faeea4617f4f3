import { isIP } from 'node:net';
import { AppError } from '../../errors/app-error.ts';

/** The value of `--status-address`: `PORT`, `HOST:PORT` or `[IPV6]:PORT`; this machine alone unless a host is named. @throws AppError ERR_USAGE_INVALID_VALUE */
export function parseStatusAddress(value: string): { host: string; port: number } {
  const match = /^(?:(?:\[([^\]]+)\]|([^:]+)):)?(\d{1,5})$/.exec(value);
  const host = match?.[1] ?? match?.[2] ?? '127.0.0.1';
  const port = Number(match?.[3] ?? Number.NaN);
  if (!(port <= 65_535) || (match?.[1] !== undefined && isIP(match[1]) !== 6)) {
    throw new AppError('ERR_USAGE_INVALID_VALUE', { flag: '--status-address', value, expected: 'PORT, HOST:PORT' });
  }
  return { host, port };
}
