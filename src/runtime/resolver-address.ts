import { isIP } from 'node:net';

/** The address and port of a resolver as `dns.getServers()` writes it: `10.0.0.2`, `10.0.0.2:5353`, `[::1]:5353`. */
export function splitServer(server: string): { readonly address: string; readonly port: number } {
  if (isIP(server) !== 0) return { address: server, port: 53 };
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(server) ?? [];
  return { address: bracketed ?? plain ?? server, port: Number(port ?? 53) };
}
