import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { dnsExchange } from '../../src/runtime/dns-exchange.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const message = Buffer.from('123401000001000000000000000001', 'hex');
const options = { message, timeoutMs: 5000, signal: new AbortController().signal } as const;

async function udpServer(answer: (question: Buffer, times: number) => readonly Buffer[]) {
  const socket = createSocket('udp4');
  let times = 0;
  socket.on('message', (question, { port, address }) => {
    times += 1;
    for (const reply of answer(question, times)) socket.send(reply, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  closing.push(() => socket.close());
  return `127.0.0.1:${socket.address().port}`;
}

describe('dnsExchange', () => {
  it('gives the first datagram with its own id', async () => {
    const other = Buffer.from('999981800001000000000000', 'hex');
    const reply = Buffer.from('123481800001000000000000', 'hex');
    const server = await udpServer(() => [Buffer.from('12'), other, reply]);
    expect(await dnsExchange({ ...options, server, transport: 'udp' })).toEqual(reply);
  });

  it('asks again when a datagram is lost', async () => {
    const server = await udpServer((question, times) => (times < 2 ? [] : [question]));
    expect(await dnsExchange({ ...options, server, transport: 'udp' })).toEqual(message);
  });

  it('gives up in silence', async () => {
    const server = await udpServer(() => []);
    const exchange = dnsExchange({ ...options, server, transport: 'udp', timeoutMs: 50 });
    await expect(exchange).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('gives up when it is told to', async () => {
    const server = await udpServer(() => []);
    const exchange = dnsExchange({ ...options, server, transport: 'udp', signal: AbortSignal.abort() });
    await expect(exchange).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('says that nothing listens', async () => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    await new Promise<void>((resolve) => socket.close(() => resolve()));
    const exchange = dnsExchange({ ...options, server: `127.0.0.1:${port}`, transport: 'udp' });
    await expect(exchange).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('reads a message over TCP however it is cut', async () => {
    const server = createServer((socket) => {
      socket.once('data', async (question: Buffer) => {
        for (const byte of question) socket.write(Buffer.of(byte));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    expect(await dnsExchange({ ...options, server: `127.0.0.1:${port}`, transport: 'tcp' })).toEqual(message);
  });
});
