import { type ChildPeer, startPeer } from './child-peer.ts';
import { peer } from './peers.ts';
import { freePort } from './ports.ts';

/** A `gnutls-serv` on a port that was free. */
export interface GnutlsServer extends ChildPeer {
  readonly port: number;
}

/** Starts `gnutls-serv --echo` with the arguments given. */
export async function gnutlsServer(...args: readonly string[]): Promise<GnutlsServer> {
  const port = await freePort();
  const server = startPeer(peer('gnutls-serv')!, ['--echo', '--nodb', '--noticket', '-p', String(port), ...args]);
  await server.printed(/port \d+\.\.\.done/);
  return { ...server, port };
}
