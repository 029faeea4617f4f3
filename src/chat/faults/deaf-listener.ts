import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { BoundPort } from '../server/listen.ts';

/** The kernel takes one connection more than the backlog asks for. */
const BACKLOG = 1;

/**
 * Node accepts whatever the kernel hands it, for as long as its event loop turns: so this one listens in a thread of its
 * own, and then sleeps until the thread is ended.
 */
const LISTENER = `
  const { createServer } = require('node:net');
  const { parentPort, workerData } = require('node:worker_threads');
  const server = createServer();
  server.on('error', ({ code }) => parentPort.postMessage({ code }));
  server.listen(workerData, () => {
    parentPort.postMessage(server.address());
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/**
 * Listens and never accepts: two connections of our own fill the queue, and the kernel drops whoever comes after them.
 * @throws Error with the `code` of the system where the port cannot be had
 */
export async function listenDeaf(host: string, port: number): Promise<BoundPort> {
  const worker = new Worker(LISTENER, { eval: true, workerData: { host, port, backlog: BACKLOG } });
  const queue: Socket[] = [];
  const close = async (): Promise<void> => {
    for (const socket of queue) socket.destroy();
    await worker.terminate();
  };
  try {
    const [bound] = await once(worker, 'message');
    if (bound.code !== undefined) throw Object.assign(new Error(`cannot listen: ${bound.code}`), { code: bound.code });
    while (queue.length <= BACKLOG) queue.push(await queued(reachable(bound.address), bound.port));
    return { address: bound.address, port: bound.port, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where this machine reaches what listens on this address. */
function reachable(address: string): string {
  if (address === '::') return '::1';
  return address === '0.0.0.0' ? '127.0.0.1' : address;
}

/** A connection that the kernel has taken in and that nobody will accept. */
async function queued(host: string, port: number): Promise<Socket> {
  const socket = connect({ host, port });
  await once(socket, 'connect');
  return socket.on('error', () => socket.destroy());
}
