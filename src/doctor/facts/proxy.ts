import { isIP } from 'node:net';
import type { ProxySetting } from '../evidence/local.ts';

/** In the order in which curl and its kin look; HTTP_PROXY is for http:// alone. */
const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as const;

/** The proxy that programs would use for a host and port, as environment variables name it; null without one. */
export function proxySetting(
  env: (name: string) => string | undefined,
  host: string,
  port: number,
): ProxySetting | null {
  const variable = VARIABLES.find((name) => (env(name) ?? '') !== '');
  if (variable === undefined) return null;
  const text = env(variable) ?? '';
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  const secure = url.protocol === 'https:';
  const bypassed = exempts(env('no_proxy') ?? env('NO_PROXY') ?? '', host, port);
  const proxyHost = url.hostname.replace(/^\[|\]$/g, '');
  return { variable, host: proxyHost, port: Number(url.port || (secure ? 443 : 80)), secure, bypassed };
}

/** Whether a NO_PROXY list exempts a host: `*`, names with their subdomains, addresses, each with a port or without. */
export function exempts(list: string, host: string, port: number): boolean {
  return list
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((item) => {
      if (item === '*') return true;
      const [, name = '', only] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(isIP(item) === 6 ? `[${item}]` : item) ?? [];
      if (only !== undefined && Number(only) !== port) return false;
      const suffix = name.toLowerCase().replace(/^\*?\./, '');
      return host === suffix || (isIP(host) === 0 && host.endsWith(`.${suffix}`));
    });
}
