import { isIP } from 'node:net';
import { splitServer } from './resolver-address.ts';

/** One question to one resolver. */
export interface DnsExchangeOptions {
  /** As `dns.getServers()` writes it: an address, with a port where it is not 53 (`10.0.0.2:5353`, `[::1]:5353`). */
  readonly server: string;
  /** The message to send, whose first two octets are its id. */
  readonly message: Buffer;
  readonly transport: 'udp' | 'tcp';
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A resolver that did not answer in time. */
class DnsTimeout extends Error {
  readonly code = 'TIMEOUT';
}

/** A lost datagram is sent again after so long: often enough to tell loss from silence. */
const RESEND_MS = 450;

/**
 * Sends a DNS message and gives the first message that carries the same id.
 *
 * @throws Node's error of the socket (`ECONNREFUSED` where nothing listens), or code `TIMEOUT`.
 */
export async function dnsExchange(options: DnsExchangeOptions): Promise<Buffer> {
  const { address, port } = splitServer(options.server);
  return options.transport === 'tcp' ? overTcp(address, port, options) : overUdp(address, port, options);
}

/** Ties a promise to a time-out and an abort signal; `release` runs however it ends. */
function bounded<T>(
  { timeoutMs, signal }: DnsExchangeOptions,
  start: (done: (value: T) => void, fail: (error: Error) => void) => () => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let release = () => {};
    const end = (finish: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      release();
      finish();
    };
    const onAbort = () => end(() => reject(new DnsTimeout()));
    const timer = setTimeout(onAbort, timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    release = start(
      (value) => end(() => resolve(value)),
      (error) => end(() => reject(error)),
    );
    if (signal.aborted) onAbort();
  });
}

async function overUdp(address: string, port: number, options: DnsExchangeOptions): Promise<Buffer> {
  const { createSocket } = await import('node:dgram');
  const { message } = options;
  return await bounded<Buffer>(options, (done, fail) => {
    const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    const send = () => socket.send(message, (error) => error && fail(error));
    let again: NodeJS.Timeout | undefined;
    socket.on('error', fail);
    socket.on('message', (reply) => {
      if (reply.length >= 12 && reply.readUInt16BE(0) === message.readUInt16BE(0)) done(reply);
    });
    // Connected, so that the kernel tells of ICMP errors and drops what comes from elsewhere.
    socket.connect(port, address, (error?: Error) => {
      if (error) return fail(error);
      send();
      again = setInterval(send, RESEND_MS);
    });
    return () => {
      clearInterval(again);
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.close();
    };
  });
}

/** RFC 1035 section 4.2.2: the message behind its length in two octets. */
async function overTcp(address: string, port: number, options: DnsExchangeOptions): Promise<Buffer> {
  const { connect } = await import('node:net');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(options.message.length);
  return await bounded<Buffer>(options, (done, fail) => {
    let got = Buffer.alloc(0);
    const socket = connect({ host: address, port, autoSelectFamily: false });
    socket.on('error', fail);
    socket.on('connect', () => socket.write(Buffer.concat([length, options.message])));
    socket.on('end', () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    socket.on('data', (chunk: Buffer) => {
      // The length field bounds what is kept: 64 KiB.
      got = Buffer.concat([got, chunk]);
      if (got.length >= 2 && got.length >= 2 + got.readUInt16BE(0)) done(got.subarray(2, 2 + got.readUInt16BE(0)));
    });
    return () => {
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.destroy();
    };
  });
}
