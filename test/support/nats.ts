import { startPeer } from './child-peer.ts';
import { peer } from './peers.ts';

/** A nats-server of our own. */
export interface Nats {
  readonly port: number;
  readonly pid: number;
  kill(): Promise<void>;
}

/** Starts nats-server on loopback and waits until it takes clients. */
export async function startNats(port = -1, args: readonly string[] = []): Promise<Nats> {
  const server = startPeer(peer('nats-server') as string, ['-a', '127.0.0.1', '-p', String(port), ...args]);
  await server.printed(/Server is ready/);
  const [, bound] = await server.printed(/Listening for client connections on 127\.0\.0\.1:(\d+)/);
  return { port: Number(bound), pid: server.child.pid as number, kill: () => server.stop() };
}
