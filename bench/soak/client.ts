import { once } from 'node:events';
import { connect, createSecureContext, type TLSSocket } from 'node:tls';

const context = createSecureContext();

/** A client that speaks in lines over TLS, made for thousands of them in one process. */
export class Client {
  readonly socket: TLSSocket;
  closed = false;
  onLine: (line: string) => void = () => {};
  #rest = '';

  /** Takes over a connection that has shaken hands. */
  constructor(socket: TLSSocket) {
    this.socket = socket;
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (text: string) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = lines.pop() as string;
      for (const line of lines) this.onLine(line);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.closed = true;
    });
  }

  send(...lines: string[]): void {
    this.socket.write(lines.map((line) => `${line}\n`).join(''));
  }

  /** Resolves with the first line that matches, or undefined when the connection ends. */
  waitFor(pattern: RegExp): Promise<string | undefined> {
    const before = this.onLine;
    return new Promise((resolve) => {
      const done = (line: string | undefined): void => {
        this.onLine = before;
        resolve(line);
      };
      this.onLine = (line) => {
        before(line);
        if (pattern.test(line)) done(line);
      };
      this.socket.once('close', () => done(undefined));
    });
  }
}

/** Connects from one of this machine's loopback addresses; undefined where that does not come to a handshake in time. */
export async function open(port: number, localAddress = '127.0.0.1', ms = 30_000): Promise<Client | undefined> {
  // What is measured is the server: nobody here looks at certificates.
  const target = { host: '127.0.0.1', port, localAddress };
  const socket = connect({ ...target, secureContext: context, rejectUnauthorized: false });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(ms) });
    return new Client(socket);
  } catch {
    socket.on('error', () => {}).destroy();
    return undefined;
  }
}

/** Does something for each index below `count`, so many at a time. */
export async function each(count: number, atOnce: number, action: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await action(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
