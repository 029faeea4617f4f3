import { once } from 'node:events';
import net from 'node:net';

/** A port that was free a moment ago, for peers that cannot choose one themselves. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  const server = net.createServer().listen(0, address);
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves when something accepts connections at the port. @throws Error when nothing does within `ms` */
export async function portOpen(port: number, ms = 10_000, address = '127.0.0.1'): Promise<void> {
  const giveUp = Date.now() + ms;
  for (;;) {
    const socket = net.connect({ host: address, port });
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    if (Date.now() > giveUp) throw new Error(`nothing listens on port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
