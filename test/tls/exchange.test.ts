import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type ExchangeOptions, exchangeHello } from '../../src/tls/connection/exchange.ts';
import { buildClientHello } from '../../src/tls/hello/build.ts';
import { smallHello, tinyReplyHello } from '../../src/tls/hello/presets.ts';
import { startPeer } from '../support/child-peer.ts';
import { peer } from '../support/peers.ts';
import { freePort, portOpen } from '../support/ports.ts';
import { tcpPeer } from '../support/tcp-peer.ts';

const HELLO = buildClientHello(smallHello()).bytes;
const RANDOM = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const ALERT_40 = Buffer.from('15030300020228', 'hex');
const SERVER_HELLO = Buffer.from(`160303002a020000260303${RANDOM}00c02f00`, 'hex');

const ncat = peer('ncat');

/** Exchanges a hello with a peer that does what `serve` says. */
async function exchangeWith(serve: (socket: Socket) => void, options: Partial<ExchangeOptions> = {}) {
  const { port, close } = await tcpPeer(serve, { allowHalfOpen: true });
  const observation = await exchangeHello({ address: '127.0.0.1', port, timeoutMs: 20_000, send: HELLO, ...options });
  close();
  return observation;
}

/** Does something once the first bytes have come. */
const onHello = (reply: (socket: Socket) => void) => (socket: Socket) => {
  socket.once('data', () => reply(socket));
};

function writeByteByByte(socket: Socket, bytes: Buffer): void {
  let index = 0;
  const next = () => {
    if (index < bytes.length) socket.write(bytes.subarray(index, ++index), () => setImmediate(next));
  };
  socket.setNoDelay(true);
  next();
}

function writeWithoutEnd(socket: Socket, chunk: Buffer): void {
  const more = () => {
    while (socket.writable && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}

describe('how a connection ends', () => {
  it('refused', async () => {
    const seen = await exchangeHello({ address: '127.0.0.1', port: await freePort(), timeoutMs: 20_000, send: HELLO });
    expect(seen).toMatchObject({ connected: false, end: 'error', bytesOut: 0, speaks: 'nothing' });
    expect(seen.fault).toMatchObject({ code: 'ECONNREFUSED', syscall: 'connect', local: false });
  });

  it('no packet leaves this machine', async () => {
    const seen = await exchangeHello({ address: '255.255.255.255', port: 9, timeoutMs: 20_000, send: HELLO });
    expect(seen).toMatchObject({ connected: false, end: 'error', fault: { syscall: 'connect', local: true } });
  });

  it('a port beyond the last is an observation, not an exception', async () => {
    const seen = await exchangeHello({ address: '127.0.0.1', port: 70_000, timeoutMs: 20_000, send: HELLO });
    expect(seen).toMatchObject({ connected: false, end: 'error', fault: { code: 'ERR_SOCKET_BAD_PORT' } });
  });

  it('FIN after the hello', async () => {
    const seen = await exchangeWith(onHello((socket) => socket.end()));
    expect(seen).toMatchObject({ connected: true, end: 'fin', bytesIn: 0, bytesOut: HELLO.length, speaks: 'nothing' });
    expect(seen.fault).toBeUndefined();
  });

  it('RST after the hello', async () => {
    const seen = await exchangeWith(onHello((socket) => socket.resetAndDestroy()));
    expect(seen).toMatchObject({ connected: true, end: 'rst', bytesIn: 0, fault: { code: 'ECONNRESET' } });
  });

  it('RST right after accept, before anything was sent', async () => {
    const seen = await exchangeWith((socket) => socket.resetAndDestroy(), { send: [] });
    expect(seen).toMatchObject({ connected: true, end: 'rst', bytesOut: 0, bytesIn: 0 });
  });

  it('RST in the midst of a record: what came is told', async () => {
    const seen = await exchangeWith(
      onHello((socket) =>
        socket.write(SERVER_HELLO.subarray(0, 10), () => setTimeout(() => socket.resetAndDestroy(), 50)),
      ),
    );
    expect(seen).toMatchObject({ end: 'rst', bytesIn: 10, speaks: 'tls' });
    expect(seen.flight.partialRecord).toEqual({ type: 22, have: 10, need: 47 });
  });

  it('time-out: silence', async () => {
    const seen = await exchangeWith((socket) => socket.resume(), { timeoutMs: 1000 });
    expect(seen).toMatchObject({ connected: true, end: 'timeout', bytesIn: 0, speaks: 'nothing' });
  });

  it('time-out: a part of a ServerHello and then nothing', async () => {
    const seen = await exchangeWith(
      onHello((socket) => socket.write(SERVER_HELLO.subarray(0, 10))),
      { timeoutMs: 2000 },
    );
    expect(seen).toMatchObject({ end: 'timeout', bytesIn: 10 });
    expect(seen.flight.partialRecord).toEqual({ type: 22, have: 10, need: 47 });
  });

  it('called off from outside', async () => {
    const caller = new AbortController();
    const seen = await exchangeWith(
      onHello(() => caller.abort()),
      { signal: caller.signal },
    );
    expect(seen).toMatchObject({ connected: true, end: 'timeout', bytesIn: 0 });
    const before = await exchangeWith((socket) => socket.resume(), { signal: AbortSignal.abort() });
    expect(before).toMatchObject({ connected: false, end: 'timeout', bytesOut: 0 });
  });
});

describe('what is read', () => {
  it('an alert of seven bytes', async () => {
    const seen = await exchangeWith(onHello((socket) => socket.write(ALERT_40)));
    expect(seen).toMatchObject({ end: 'done', speaks: 'tls', firstBytes: '15030300020228', replyBytes: 7 });
    expect(seen.flight.alerts).toMatchObject([{ number: 40, name: 'handshake_failure', level: 'fatal' }]);
  });

  it('a ServerHello after a warning', async () => {
    const warning = Buffer.from('15030300020170', 'hex');
    const seen = await exchangeWith(onHello((socket) => socket.write(Buffer.concat([warning, SERVER_HELLO]))));
    expect(seen.flight.serverHello?.cipherSuite).toBe(0xc02f);
    expect(seen.flight.alerts).toMatchObject([{ number: 112, level: 'warning', phase: 'before-server-hello' }]);
  });

  it('a ServerHello that comes byte by byte', async () => {
    const seen = await exchangeWith(onHello((socket) => writeByteByByte(socket, SERVER_HELLO)));
    expect(seen).toMatchObject({ end: 'done', speaks: 'tls', bytesIn: SERVER_HELLO.length });
    expect(seen.flight.serverHello?.random).toBe(RANDOM);
    expect(seen.flight.partialRecord).toBeUndefined();
  });

  it('a hello that is sent in two parts with a pause between', async () => {
    const sizes: number[] = [];
    const seen = await exchangeWith(
      (socket) => {
        socket.on('data', (chunk) => {
          sizes.push(chunk.length);
          if (sizes.length === 2) socket.write(ALERT_40);
        });
      },
      { send: [{ bytes: HELLO.subarray(0, 20) }, { bytes: HELLO.subarray(20), afterMs: 500 }] },
    );
    expect(sizes).toEqual([20, HELLO.length - 20]);
    expect(seen).toMatchObject({ end: 'done', bytesOut: HELLO.length });
    expect(seen.marksOut.map(({ bytes }) => bytes)).toEqual(sizes);
  });

  it('a peer that resets after the first part is not waited for', async () => {
    const seen = await exchangeWith(
      onHello((socket) => socket.resetAndDestroy()),
      { send: [{ bytes: HELLO.subarray(0, 20) }, { bytes: HELLO.subarray(20), afterMs: 60_000 }] },
    );
    expect(seen).toMatchObject({ end: 'rst', bytesOut: 20 });
  });

  it('plain text, all of it', async () => {
    const seen = await exchangeWith(
      onHello((socket) => {
        socket.write('HTTP/1.1 400 ');
        setImmediate(() => socket.write('Bad Request\r\n\r\n'));
      }),
    );
    expect(seen).toMatchObject({
      end: 'done',
      speaks: 'other',
      flight: { notTls: { reason: 'content-type', offset: 0 } },
    });
    expect(Buffer.from(seen.reply, 'hex').toString()).toBe('HTTP/1.1 400 Bad Request\r\n\r\n');
  });

  it('the banner of a server that speaks first, from a silent connect', async () => {
    const seen = await exchangeWith((socket) => socket.write('220 mail.example ESMTP\r\n'), {
      send: [],
      readUntil: 'first-bytes',
    });
    expect(seen).toMatchObject({ end: 'done', speaks: 'other', bytesOut: 0 });
  });

  it('our own hello, sent back', async () => {
    const seen = await exchangeWith((socket) => socket.pipe(socket));
    expect(seen).toMatchObject({ end: 'done', speaks: 'tls', reply: HELLO.subarray(0, 64).toString('hex') });
    expect(seen.flight.messages).toEqual([1]);
  });

  it.skipIf(!ncat)('ncat in plain text: silence', async () => {
    const port = await freePort();
    const server = startPeer(ncat!, ['-l', '-k', '127.0.0.1', String(port)]);
    await portOpen(port);
    const seen = await exchangeHello({
      address: '127.0.0.1',
      port,
      timeoutMs: 2000,
      send: buildClientHello(tinyReplyHello()).bytes,
    });
    expect(seen).toMatchObject({ connected: true, end: 'timeout', speaks: 'nothing' });
    await server.stop();
  });
});

describe('peers that never come to an end', () => {
  it('endless text is read for two kilobytes', async () => {
    const seen = await exchangeWith(onHello((socket) => writeWithoutEnd(socket, Buffer.alloc(65_536, 'x'))));
    expect(seen).toMatchObject({ end: 'done', speaks: 'other' });
    expect(seen.reply.length).toBe(4096);
  });

  it('endless records are read up to the limit', async () => {
    const warning = Buffer.alloc(7 * 1000, Buffer.from('15030300020170', 'hex'));
    const seen = await exchangeWith(
      onHello((socket) => writeWithoutEnd(socket, warning)),
      { maxBytes: 100_000 },
    );
    expect(seen).toMatchObject({ end: 'done', capped: true, speaks: 'tls' });
    expect(seen.bytesIn).toBeGreaterThan(100_000);
    expect(seen.bytesIn).toBeLessThan(400_000);
    expect(seen.flight.alerts).toHaveLength(64);
  });

  it('a certificate of 16 MB is not waited for', async () => {
    const announcement = Buffer.concat([SERVER_HELLO, Buffer.from('16030340000bfffff0fffff0', 'hex')]);
    const seen = await exchangeWith(
      onHello((socket) => {
        socket.write(announcement);
        writeWithoutEnd(socket, Buffer.alloc(65_536));
      }),
      { readUntil: 'flight' },
    );
    expect(seen).toMatchObject({ end: 'done', flight: { tooLarge: { type: 11, length: 0xfffff0 } } });
    expect(seen.bytesIn).toBeLessThan(1_000_000);
  });

  it('a drip of bytes does not move the deadline', async () => {
    const drip = Buffer.from('1603034000', 'hex');
    const seen = await exchangeWith(
      onHello((socket) => {
        socket.write(drip);
        const timer = setInterval(() => socket.write('a'), 20);
        socket.once('close', () => clearInterval(timer));
      }),
      { timeoutMs: 1000 },
    );
    expect(seen.end).toBe('timeout');
    expect(seen.bytesIn).toBeGreaterThan(5);
    expect(seen.endMs).toBeLessThan(20_000);
    expect(seen.marksIn.length).toBeLessThanOrEqual(64);
  });

  it('a peer that reads nothing does not hold us', async () => {
    const seen = await exchangeWith((socket) => socket.pause(), {
      timeoutMs: 200,
      send: Buffer.alloc(32 * 1024 * 1024),
    });
    expect(seen.end).toBe('timeout');
  });
});
