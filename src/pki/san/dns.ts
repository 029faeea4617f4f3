import { domainToASCII } from 'node:url';
import { AppError } from '../../errors/app-error.ts';

const MAX_NAME = 253;
const MAX_LABEL = 63;

/**
 * A DNS name as a certificate holds it: lower case, IDN as A-labels (RFC 5890), no dot at the end, at most a `*` for the
 * whole leftmost label in front of two others (RFC 6125 6.4.3; a wildcard over a top-level domain is honoured by no client).
 * @throws AppError ERR_HOST_TOO_LONG, ERR_HOST_WILDCARD, ERR_HOST_PORT, ERR_HOST_NAME
 */
export function dnsName(text: string): string {
  const name = text.replace(/\.$/, '');
  const wildcard = name.startsWith('*.');
  const rest = wildcard ? name.slice(2) : name;
  if (rest.includes('*')) throw new AppError('ERR_HOST_WILDCARD', { host: text });
  const port = /^([^:]+):(\d{1,5})$/.exec(name);
  if (port) throw new AppError('ERR_HOST_PORT', { host: text, name: port[1]! });
  const ascii = toAscii(rest, text);
  const labels = ascii.split('.');
  if (wildcard && labels.length < 2) throw new AppError('ERR_HOST_WILDCARD', { host: text });
  const result = wildcard ? `*.${ascii}` : ascii;
  const longest = Math.max(...labels.map((label) => label.length));
  if (result.length > MAX_NAME || longest > MAX_LABEL) {
    const what =
      result.length > MAX_NAME ? { length: result.length, max: MAX_NAME } : { length: longest, max: MAX_LABEL };
    throw new AppError('ERR_HOST_TOO_LONG', { host: `${text.slice(0, 60)}...`, ...what });
  }
  const broken = labels.find((label) => !/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label));
  if (broken !== undefined) throw new AppError('ERR_HOST_NAME', { host: text, label: broken });
  // A name that ends in a number is taken for an address by every client that follows the URL standard.
  if (/^\d+$/.test(labels.at(-1)!)) throw new AppError('ERR_HOST_NAME', { host: text, label: labels.at(-1)! });
  return result;
}

function toAscii(name: string, typed: string): string {
  const lower = name.toLowerCase();
  const plain = /^[\x20-\x7e]*$/.test(lower);
  if (plain && !/(?:^|\.)xn--/.test(lower)) return lower;
  // Empty where a label is no valid IDN; the length is judged by the caller, in octets.
  const ascii = domainToASCII(lower);
  if (ascii === '') {
    if (lower.split('.').some((label) => label.length > MAX_LABEL)) {
      throw new AppError('ERR_HOST_TOO_LONG', {
        host: `${typed.slice(0, 60)}...`,
        length: lower.length,
        max: MAX_LABEL,
      });
    }
    throw new AppError('ERR_HOST_NAME', { host: typed, label: lower });
  }
  return ascii;
}
