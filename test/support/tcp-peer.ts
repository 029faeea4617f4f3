import { once } from 'node:events';
import net from 'node:net';
import { afterAll } from 'vitest';

const open = new Set<{ close(): void }>();

// Registered where this module is first imported: once per test file, because vitest isolates files.
afterAll(() => {
  for (const one of open) one.close();
});

/** A TCP server of the test's own. */
export interface TcpPeer {
  readonly port: number;
  close(): void;
}

/** Starts a TCP server that does with each connection what the test says. Closed when the test file is done. */
export async function tcpPeer(serve: (socket: net.Socket) => void, options: net.ServerOpts = {}): Promise<TcpPeer> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer(options, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const peer = {
    port: (server.address() as net.AddressInfo).port,
    close: () => {
      open.delete(peer);
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  open.add(peer);
  return peer;
}
