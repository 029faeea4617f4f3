import { startPeer } from './child-peer.ts';
import { peer } from './peers.ts';
import { freePort } from './ports.ts';

/** A nats-server of our own. */
export interface Nats {
  readonly port: number;
  readonly pid: number;
  kill(): Promise<void>;
}

/** Starts nats-server on loopback, on a port that stays free when it is killed, and waits until it takes clients. */
export async function startNats(given?: number, args: readonly string[] = []): Promise<Nats> {
  const port = given ?? (await freePort());
  const server = startPeer(peer('nats-server') as string, ['-a', '127.0.0.1', '-p', String(port), ...args]);
  await server.printed(/Server is ready/);
  return { port, pid: server.child.pid as number, kill: () => server.stop() };
}
