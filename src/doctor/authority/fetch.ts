import { asFailure } from '../failure.ts';
import type { ProbeContext } from '../probe.ts';

/** What a certificate says that can be had somewhere. */
export interface Source {
  readonly url: string;
  readonly body?: { readonly type: string; readonly bytes: Uint8Array };
  readonly maxBytes: number;
}

/** Whether a certificate's address is one that we go to: plain HTTP, as RFC 5280 4.2.2.1 and RFC 6960 A.1 mean it. */
export function isFetchable(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'http:';
}

/**
 * Fetches what a certificate points to, with consent (`--fetch`): one connection to the first address of the host. Rejects with
 * Node's error, or with code `TIMEOUT`, `TOO_LARGE`, `HTTP_STATUS`.
 */
export async function fetchSource({ url, body, maxBytes }: Source, context: ProbeContext): Promise<Buffer> {
  const { hostname, host, port, pathname, search } = new URL(url);
  const [first] = await context.network.lookup(hostname.replace(/^\[|\]$/g, ''));
  if (first === undefined) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  const reply = await context.network.http({
    address: first.address,
    port: port === '' ? 80 : Number(port),
    host,
    path: pathname + search,
    ...(body === undefined ? {} : { body }),
    maxBytes,
    timeoutMs: context.timeoutMs,
    signal: context.signal,
  });
  if (reply.status !== 200) throw Object.assign(new Error(`status ${reply.status}`), { code: 'HTTP_STATUS' });
  return reply.body;
}

/** A failed fetch as evidence. */
export function fetchFailure(error: unknown, url: string) {
  return { ...asFailure(error), url };
}
