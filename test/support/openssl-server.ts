import { type ChildPeer, startPeer } from './child-peer.ts';
import { peer } from './peers.ts';

/** An `openssl s_server` on a port of its own choice. */
export interface OpensslServer extends ChildPeer {
  readonly port: number;
}

/** Starts `openssl s_server` with the arguments given; certificate and key are among them. */
export async function opensslServer(...args: readonly string[]): Promise<OpensslServer> {
  const server = startPeer(peer('openssl')!, ['s_server', '-accept', '127.0.0.1:0', ...args]);
  const [, port] = await server.printed(/^ACCEPT \S+:(\d+)$/m);
  return { ...server, port: Number(port) };
}
