import { connect } from 'node:tls';
import { atEndOfFile } from './end-of-file.ts';

/** A client that connects ten times a second, and notes down what it is shown. */
export interface Load {
  /** Serial numbers in the order of the handshakes; a handshake that failed is its error. */
  readonly seen: readonly { readonly serial?: string; readonly failure?: string }[];
  /** Waits for so many more handshakes. */
  more(count: number): Promise<void>;
  /** Ends it, when the last handshakes are done. */
  stop(): Promise<void>;
}

const running = new Set<NodeJS.Timeout>();
atEndOfFile(() => {
  for (const timer of running) clearInterval(timer);
});

/** Connects to a port of this machine every 100 ms, with a whole handshake each time. */
export function underLoad(port: number): Load {
  const seen: { serial?: string; failure?: string }[] = [];
  const open = new Set<Promise<void>>();
  const listeners = new Set<() => void>();
  const once = () =>
    new Promise<void>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', rejectUnauthorized: false });
      let noted = false;
      const note = (entry: (typeof seen)[number]) => {
        if (!noted) seen.push(entry);
        noted = true;
        resolve();
        for (const listener of listeners) listener();
      };
      socket.setTimeout(30_000, () => socket.destroy(Object.assign(new Error(), { code: 'TIMEOUT' })));
      socket.once('secureConnect', () => {
        note({ serial: socket.getPeerX509Certificate()!.serialNumber });
        socket.end();
      });
      socket.on('error', (error: NodeJS.ErrnoException) => note({ failure: error.code ?? error.message }));
      socket.once('close', () => note({ failure: 'closed' }));
    });
  const timer = setInterval(() => {
    const one = once();
    open.add(one);
    void one.then(() => open.delete(one));
  }, 100);
  running.add(timer);
  return {
    seen,
    more: (count) =>
      new Promise((resolve) => {
        const target = seen.length + count;
        const look = () => {
          if (seen.length < target) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
      }),
    stop: async () => {
      clearInterval(timer);
      running.delete(timer);
      await Promise.all(open);
    },
  };
}
