import type { AddressInfo, Server } from 'node:net';
import { AppError } from '../../errors/app-error.ts';

/** Any address of both families. */
export const ANY_HOST = '::';

/** A port that something listens on. */
export interface BoundPort {
  readonly address: string;
  readonly port: number;
  /** Stops listening; what was accepted lives on. */
  close(): Promise<void>;
}

/** Listens on an address of this machine; rejects with the error of the system. */
export type Bind = (host: string, port: number) => Promise<BoundPort>;

/**
 * Listens with `bind` and returns where. `::` means both families, and IPv4 alone on a machine without IPv6.
 * @throws AppError ERR_SERVE_PORT_IN_USE, ERR_SERVE_PORT_PRIVILEGED, ERR_SERVE_ADDRESS_NOT_LOCAL, ERR_SERVE_LISTEN
 */
export async function listen(bind: Bind, host: string, port: number): Promise<BoundPort> {
  try {
    return await bind(host, port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (host === ANY_HOST && (code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL' || code === 'EINVAL')) {
      return await bind('0.0.0.0', port).catch((again: unknown) => fail(again, '0.0.0.0', port));
    }
    return fail(error, host, port);
  }
}

/** How a server of Node's listens. */
export function binding(server: Server): Bind {
  return (host, port) =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, backlog: 4096 }, () => {
        server.off('error', reject);
        const { address, port: bound } = server.address() as AddressInfo;
        resolve({ address, port: bound, close: () => new Promise((closed) => server.close(() => closed())) });
      });
    });
}

function fail(error: unknown, host: string, port: number): never {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  const params = { host, port };
  switch (code) {
    case 'EADDRINUSE':
      throw new AppError('ERR_SERVE_PORT_IN_USE', params, { cause: error });
    case 'EACCES':
      throw new AppError('ERR_SERVE_PORT_PRIVILEGED', params, { cause: error });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      throw new AppError('ERR_SERVE_ADDRESS_NOT_LOCAL', params, { cause: error });
    default:
      throw new AppError('ERR_SERVE_LISTEN', { ...params, reason: code }, { cause: error });
  }
}
