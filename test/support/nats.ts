import { type ChildPeer, startPeer } from './child-peer.ts';
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

/** Two nats-servers that know each other. */
export interface NatsCluster {
  readonly nodes: readonly [Nats, Nats];
  kill(place: number): Promise<void>;
  /** Starts a node anew, where it was, and waits until the two have found each other. */
  start(place: number): Promise<void>;
}

/** Starts a cluster of two, and waits until it is one. */
export async function natsCluster(): Promise<NatsCluster> {
  const clients = [await freePort(), await freePort()];
  const routes = [await freePort(), await freePort()];
  const nodes: ChildPeer[] = [];
  const start = async (place: number): Promise<void> => {
    const route = (of: number): string => `nats://127.0.0.1:${routes[of]}`;
    const cluster = ['--cluster_name', 'test', '--cluster', route(place), '--routes', route(1 - place)];
    const server = startPeer(peer('nats-server') as string, ['-a', '127.0.0.1', '-p', `${clients[place]}`, ...cluster]);
    nodes[place] = server;
    await server.printed(/Server is ready/);
    if (nodes.length === 2) await server.printed(/Route connection created/);
  };
  await start(0);
  await start(1);
  const node = (place: number): Nats => ({
    port: clients[place] as number,
    pid: nodes[place]?.child.pid as number,
    kill: () => (nodes[place] as ChildPeer).stop(),
  });
  return { nodes: [node(0), node(1)], kill: (place) => node(place).kill(), start };
}
