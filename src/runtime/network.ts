import type { Socket } from 'node:net';
import type { DnsExchangeOptions } from './dns-exchange.ts';
import type { HttpOptions, HttpReply } from './http-exchange.ts';
import { LookupPool } from './lookup-pool.ts';

/** A TCP connection attempt. */
export interface ConnectOptions {
  /** An IP address, with a zone if it is link-local. */
  readonly address: string;
  readonly port: number;
  /** The address of this machine to connect from; without it, the one that the system chooses. */
  readonly localAddress?: string | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The network, as far as llave uses it; handed in, so that tests can stand in for it. Every method rejects with Node's own error. */
export interface Network {
  /** getaddrinfo: hosts file, DNS, mDNS and search domains, in the order of the system. */
  lookup(host: string, signal?: AbortSignal): Promise<readonly { readonly address: string; readonly family: 4 | 6 }[]>;
  /** Asks one resolver directly, past the hosts file; rejects with code `TIMEOUT` when it stays silent. */
  dnsExchange(options: DnsExchangeOptions): Promise<Buffer>;
  /** The resolvers that this machine is configured to ask, as addresses with a port where it is not 53. */
  resolvers(): Promise<readonly string[]>;
  /** Opens a TCP connection; rejects with code `TIMEOUT` when nothing came back in time. The socket is paused. */
  connect(options: ConnectOptions): Promise<Socket>;
  /** One plain HTTP exchange with one address; rejects with code `TIMEOUT` or `TOO_LARGE`. */
  http(options: HttpOptions): Promise<HttpReply>;
  /** Sends one empty UDP datagram and waits for what comes back: `reply`, `silence`, or the errno name of an ICMP error. */
  udpEcho(options: ConnectOptions): Promise<string>;
}

/** An attempt that ran into its time-out. */
export class NetworkTimeout extends Error {
  readonly code = 'TIMEOUT';
}

/** For the whole run; the first name starts the first process. */
let lookups: LookupPool | undefined;

const STREAM = { autoSelectFamily: false, allowHalfOpen: true } as const;

/** The network of this machine. */
export const systemNetwork: Network = {
  async lookup(host, signal) {
    // RFC 6761: localhost never leaves the machine, so that it cannot keep us waiting.
    if (!/^localhost\.?$/i.test(host)) {
      lookups ??= new LookupPool();
      return await lookups.lookup(host, signal);
    }
    const { lookup } = await import('node:dns/promises');
    const answers = await lookup(host, { all: true, order: 'verbatim' });
    return answers.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
  },

  async dnsExchange(options) {
    const { dnsExchange } = await import('./dns-exchange.ts');
    return await dnsExchange(options);
  },

  async resolvers() {
    const { getServers } = await import('node:dns');
    return getServers();
  },

  async connect({ address, port, localAddress, timeoutMs, signal }) {
    // An import takes its time even of what is loaded, and this is called for each of many targets.
    const { connect } = process.getBuiltinModule('node:net');
    signal.throwIfAborted();
    return await new Promise<Socket>((resolve, reject) => {
      const socket = connect({
        host: address,
        port,
        ...(localAddress === undefined ? {} : { localAddress }),
        ...STREAM,
      });
      const settle = (error?: Error) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        socket.removeAllListeners();
        // An error after this point must not bring the process down; whoever uses the socket listens for itself.
        socket.on('error', () => {});
        if (error) {
          socket.destroy();
          reject(error);
        } else {
          socket.pause();
          resolve(socket);
        }
      };
      const onAbort = () => settle(new NetworkTimeout());
      const timer = setTimeout(onAbort, timeoutMs);
      signal.addEventListener('abort', onAbort, { once: true });
      socket.once('error', settle);
      socket.once('connect', () => settle());
    });
  },

  async http(options) {
    const { httpExchange } = await import('./http-exchange.ts');
    return await httpExchange(options);
  },

  async udpEcho({ address, port, timeoutMs, signal }) {
    const { createSocket } = await import('node:dgram');
    return await new Promise<string>((resolve) => {
      const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
      const settle = (answer: string) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        socket.removeAllListeners();
        socket.on('error', () => {});
        socket.close();
        resolve(answer);
      };
      const onAbort = () => settle('silence');
      const timer = setTimeout(onAbort, timeoutMs);
      signal.addEventListener('abort', onAbort, { once: true });
      const onError = (error: NodeJS.ErrnoException) => settle(error.code ?? 'UNKNOWN');
      socket.once('error', onError);
      socket.once('message', () => settle('reply'));
      // Only a connected datagram socket is told of ICMP errors.
      socket.connect(port, address, (error?: Error) => {
        if (error) onError(error);
        else socket.send(Buffer.alloc(0), (failed) => failed && onError(failed));
      });
    });
  },
};
