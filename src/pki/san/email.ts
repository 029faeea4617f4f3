import { AppError } from '../../errors/app-error.ts';
import { dnsName } from './dns.ts';

const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/**
 * A mailbox as rfc822Name holds it (RFC 5280 4.2.1.6): ASCII, the domain as A-labels in lower case, the local part as typed.
 * @throws AppError ERR_HOST_EMAIL, and those of `dnsName` for the domain
 */
export function emailAddress(text: string): string {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  if (at < 1 || local.length > 64 || !LOCAL_PART.test(local) || local === '*') {
    throw new AppError('ERR_HOST_EMAIL', { host: text });
  }
  if (at === text.length - 1) throw new AppError('ERR_HOST_EMAIL', { host: text });
  return `${local}@${dnsName(text.slice(at + 1))}`;
}
