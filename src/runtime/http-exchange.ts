import type { ConnectOptions } from './network.ts';

/** One HTTP request to one address. */
export interface HttpOptions extends ConnectOptions {
  /** The value of Host. */
  readonly host: string;
  readonly path: string;
  /** Sent with POST; GET without. */
  readonly body?: { readonly type: string; readonly bytes: Uint8Array };
  readonly maxBytes: number;
}

/** What came back. */
export interface HttpReply {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * One plain HTTP/1.1 exchange on a connection of its own, closed behind it; redirects are not followed. Rejects with Node's error,
 * or with code `TIMEOUT`, `TOO_LARGE`.
 */
export async function httpExchange(options: HttpOptions): Promise<HttpReply> {
  const { request } = await import('node:http');
  const { address, port, host, path, body, maxBytes, timeoutMs, signal } = options;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  return await new Promise<HttpReply>((resolve, reject) => {
    const fail = (error: Error) =>
      reject(limit.aborted ? Object.assign(new Error('timeout'), { code: 'TIMEOUT' }) : error);
    const call = request({
      host: address,
      port,
      path,
      method: body === undefined ? 'GET' : 'POST',
      agent: false,
      signal: limit,
      headers: {
        host,
        connection: 'close',
        ...(body === undefined ? {} : { 'content-type': body.type, 'content-length': body.bytes.length }),
      },
    });
    call.once('error', fail);
    call.once('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > maxBytes) call.destroy(Object.assign(new Error('too large'), { code: 'TOO_LARGE' }));
        else parts.push(part);
      });
      response.once('error', fail);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }));
    });
    call.end(body?.bytes);
  });
}
