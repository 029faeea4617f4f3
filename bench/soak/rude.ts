// A load process: those who do not behave. They come from addresses of their own.
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { answer } from './answers.ts';
import { type Client, open } from './client.ts';

/** How many of each kind. */
export interface RudeOptions {
  readonly port: number;
  readonly halfHandshakes: number;
  readonly endlessLines: number;
  readonly garbage: number;
  readonly byteBySecond: number;
  readonly flooders: number;
  /** Members of the flooders' room who never read. */
  readonly deaf: number;
}

/** What they did. */
export interface RudeReport {
  readonly halfHandshakes: number;
  readonly endlessLineBytes: number;
  readonly garbageConnections: number;
  readonly singleBytes: number;
  readonly floodLines: number;
}

const ADDRESS = '127.0.2.1';
const FLOOD_LINE = `${'f'.repeat(4000)}\n`;
const CHUNK = 'x'.repeat(16_384);

const done = {
  halfHandshakes: 0,
  endlessLineBytes: 0,
  garbageConnections: 0,
  singleBytes: 0,
  floodLines: 0,
};
const sockets = new Set<Socket>();
const timers = new Set<NodeJS.Timeout>();
let going = true;

function raw(port: number, localAddress: string, then: (socket: Socket) => void): void {
  const socket = connect({ host: '127.0.0.1', port, localAddress }, () => then(socket));
  sockets.add(socket);
  socket.on('error', () => {}).on('close', () => sockets.delete(socket));
}

const often = (ms: number, action: () => void): void => void timers.add(setInterval(action, ms));

/** A ClientHello as this Node sends it. */
function clientHello(): Promise<Buffer> {
  return new Promise((resolve) => {
    const silent = connectTls({ socket: sink(resolve), rejectUnauthorized: false });
    silent.on('error', () => {});
  });
}

function sink(got: (bytes: Buffer) => void): import('node:stream').Duplex {
  const { Duplex } = process.getBuiltinModule('node:stream');
  return new Duplex({
    read() {},
    write(chunk, _encoding, next) {
      got(Buffer.from(chunk));
      next();
    },
  });
}

async function member(port: number, name: string): Promise<Client | undefined> {
  const client = await open(port, ADDRESS);
  if (client) sockets.add(client.socket);
  client?.send(name);
  return client;
}

async function start(options: RudeOptions): Promise<void> {
  const { port } = options;
  const hello = await clientHello();
  for (let n = 0; n < options.halfHandshakes; n += 1)
    raw(port, ADDRESS, (socket) => {
      done.halfHandshakes += 1;
      socket.write(hello.subarray(0, hello.length >> 1));
    });
  for (let n = 0; n < options.garbage; n += 1) garbage(port);
  for (let n = 0; n < options.endlessLines; n += 1) {
    const client = await member(port, `endless${n}`);
    const more = (): void => {
      if (!going || !client || client.closed) return;
      done.endlessLineBytes += CHUNK.length;
      client.socket.write(CHUNK, () => setTimeout(more, 20));
    };
    more();
  }
  for (let n = 0; n < options.byteBySecond; n += 1) {
    const client = await member(port, `slow${n}`);
    often(1000, () => {
      if (!client || client.closed) return;
      done.singleBytes += 1;
      client.socket.write('z');
    });
  }
  for (let n = 0; n < options.deaf; n += 1) {
    const client = await member(port, `deaf${n}`);
    client?.send('/join flood');
    client?.socket.pause();
  }
  for (let n = 0; n < options.flooders; n += 1) {
    const client = await member(port, `flooder${n}`);
    client?.send('/join flood', '/receipts off');
    const more = (): void => {
      if (!going || !client || client.closed) return;
      done.floodLines += 1;
      client.socket.write(FLOOD_LINE, () => setImmediate(more));
    };
    more();
  }
}

function garbage(port: number): void {
  if (!going) return;
  raw(port, ADDRESS, (socket) => {
    done.garbageConnections += 1;
    socket.write(randomBytes(1024));
    socket.on('data', () => {}).on('close', () => setTimeout(() => garbage(port), 100));
  });
}

async function stop(): Promise<RudeReport> {
  going = false;
  for (const timer of timers) clearInterval(timer);
  for (const socket of sockets) socket.destroy();
  return done;
}

answer({ start, stop });
