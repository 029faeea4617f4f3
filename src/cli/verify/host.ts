import { isIP } from 'node:net';
import { invalidValue } from '../flags.ts';

/** The value of `--host`: a DNS name or an address. @throws AppError ERR_USAGE_INVALID_VALUE */
export function checkedHost(host: string): string {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) || (/^[^\s/:@]+$/.test(bare) && bare.length <= 255)) return bare;
  throw invalidValue('host', host, 'chat.example.org, 192.0.2.1, 2001:db8::1');
}
