import { once } from 'node:events';
import net from 'node:net';
import { atEndOfFile } from './end-of-file.ts';

const open = new Set<{ close(): void }>();

atEndOfFile(() => {
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
