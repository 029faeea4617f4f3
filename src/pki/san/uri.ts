import { AppError } from '../../errors/app-error.ts';

/**
 * A URI as uniformResourceIdentifier holds it (RFC 5280 4.2.1.6): absolute, ASCII (an IRI is mapped by RFC 3987), otherwise
 * as typed.
 * @throws AppError ERR_HOST_URI
 */
export function uri(text: string): string {
  const url = URL.parse(text);
  const opaque = /^[a-z][a-z0-9+.-]*:[^/]/i.test(text);
  if (url === null || /\s/.test(text) || (!opaque && url.host === '' && url.protocol !== 'file:')) {
    throw new AppError('ERR_HOST_URI', { host: text });
  }
  return /^[\x21-\x7e]+$/.test(text) ? text : url.href;
}
