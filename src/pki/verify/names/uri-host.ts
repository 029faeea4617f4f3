import { parseIp } from '../../parse/ip-address.ts';
import { isDnsName } from './dns-name.ts';

const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?(\[[^\]/?#]*\]|[^:/?#[\]]*)(?::\d*)?(?:[/?#]|$)/i;

/** Host name of a URI in lower case; undefined when it has none that is fully qualified (RFC 5280 4.2.1.10). */
export function uriHost(uri: string): string | undefined {
  const host = AUTHORITY.exec(uri)?.[1]?.toLowerCase().replace(/\.$/, '');
  if (!host || parseIp(host) || !isDnsName(host)) return undefined;
  return host;
}
