import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect as tcpConnect } from 'node:net';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { connectChat } from '../../../src/chat/client/connect.ts';
import { spkiPin } from '../../../src/chat/client/trust.ts';
import type { ChatLimits } from '../../../src/chat/limits.ts';
import type { ServerRecord } from '../../../src/chat/server/records.ts';
import { type ChatServer, startChatServer } from '../../../src/chat/server/server.ts';
import { type TestCredential, testCertificate } from '../../support/certificates.ts';
import { LinePeer } from '../../support/line-peer.ts';
import { peer } from '../../support/peers.ts';
import { mustPeer } from '../../support/run-peer.ts';
import { expectSchema } from '../../support/schema.ts';

let credential: TestCredential;
let records: ServerRecord[] = [];
const running: ChatServer[] = [];

beforeAll(async () => {
  credential = await testCertificate();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start(limits: Partial<ChatLimits> = {}): Promise<ChatServer> {
  records = [];
  const server = await startChatServer({
    version: '1.2.3',
    host: '127.0.0.1',
    port: 0,
    credential,
    limits: { drainMs: 1000, ...limits },
    record: (record) => records.push(record),
  });
  running.push(server);
  return server;
}

test('greets, names, carries text and receipts, and says who came and went', async () => {
  const { port } = await start();
  const ana = await LinePeer.connect(port);
  expect(await ana.waitFor(/./)).toBe('* llave/1.2.3 send your name');
  ana.send('ana');
  expect(await ana.waitFor(/^\* you are/)).toBe('* you are ana in lobby with 0 others');
  ana.send('anybody there?');
  expect(await ana.waitFor(/^\+/)).toBe('+ 1 0');
  const ben = await LinePeer.connect(port);
  ben.send('ANA', 'ben', 'hola ana');
  expect(await ben.waitFor(/^!/)).toMatch(/^! name-taken /);
  expect(await ben.waitFor(/^\+/)).toBe('+ 2 1');
  expect(await ana.waitFor(/ben/)).toBe('* ben joined lobby');
  expect(await ana.waitFor(/</)).toBe('<ben> hola ana');
  ben.send('/quit');
  expect(await ben.waitFor(/bye/)).toBe('* bye');
  await ben.waitForClose();
  expect(await ana.waitFor(/left/)).toBe('* ben left lobby');
});

test('every command answers', async () => {
  const server = await start();
  const ana = await LinePeer.connect(server.port, 'ana');
  ana.send('/who', '/name eva', '/join dev', '/rooms', '/receipts off', '/ping', '/help', '/nope', '/status');
  const status = JSON.parse(await ana.waitFor(/^\{/));
  expect(ana.lines.slice(2)).toEqual([
    '* 1 in lobby: ana',
    '* you are now eva',
    '* you are eva in dev with 0 others',
    '* 1 room: dev(1)',
    '* receipts off',
    '* pong',
    ...ana.lines.filter((line) => line.startsWith('* /')),
    '! unknown-command /nope is no command; /help lists them, // begins a text with a slash',
    ana.lines.at(-1),
  ]);
  expect(status).toMatchObject({
    server: 'llave/1.2.3',
    dialect: 'line',
    name: 'eva',
    room: 'dev',
    remote: { address: '127.0.0.1', port: ana.socket.localPort },
    local: { address: '127.0.0.1', port: server.port },
    tls: { version: 'TLSv1.3', alpn: null, servername: null },
    certificate: { fingerprint256: new X509Certificate(credential.cert).fingerprint256 },
  });
  expect(server.fingerprint256).toBe(status.certificate.fingerprint256);
});

test('what could steer a terminal, and what is no UTF-8, never gets through', async () => {
  const { port } = await start();
  const ana = await LinePeer.connect(port, 'ana');
  const ben = await LinePeer.connect(port, 'ben');
  ben.send('\u001b[31mred\u202e cafe\u0301 \u0007!');
  expect(await ana.waitFor(/^</)).toBe('<ben> [31mred café !');
  ben.socket.write(Buffer.from([0xff, 0xfe, 0x0a]));
  expect(await ben.waitFor(/^!/)).toMatch(/^! bad-utf8 /);
  ben.send('x'.repeat(4097), 'y'.repeat(4096));
  expect(await ben.waitFor(/^! line/)).toMatch(/^! line-too-long /);
  expect(await ana.waitFor(/^<ben> y/)).toHaveLength(4096 + '<ben> '.length);
  expect(ana.lines.filter((line) => line.includes('xxx'))).toEqual([]);
});

test('speaks TLS 1.2 and 1.3, and nothing older', async () => {
  const { port } = await start();
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const peer = await LinePeer.connect(port, `on-${version}`, { minVersion: version, maxVersion: version });
    expect(peer.socket.getProtocol()).toBe(version);
  }
  const old = LinePeer.connect(port, undefined, {
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    ciphers: 'ALL@SECLEVEL=0',
  });
  await expect(old).rejects.toThrow(/alert number 70|version/);
  expect(records.find(({ event }) => event === 'handshake-failed')).toBeDefined();
});

test('the ClientHello is seen as it was sent, even byte by byte', async () => {
  const { port } = await start();
  const tcp = tcpConnect(port, '127.0.0.1');
  await once(tcp, 'connect');
  const sent: Buffer[] = [];
  const write = tcp.write.bind(tcp);
  // What the client's TLS writes goes out in pieces of 100 bytes.
  tcp.setNoDelay(true);
  tcp.write = ((chunk: Buffer, ...rest: unknown[]) => {
    sent.push(Buffer.from(chunk));
    for (let at = 0; at < chunk.length; at += 100) write(chunk.subarray(at, at + 100));
    const done = rest.find((one) => typeof one === 'function') as (() => void) | undefined;
    done?.();
    return true;
  }) as typeof tcp.write;
  const { Duplex } = await import('node:stream');
  const bridge = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      tcp.write(chunk);
      done();
    },
  });
  tcp.on('data', (chunk) => bridge.push(chunk));
  const peer = await LinePeer.connect(port, 'ana', { socket: bridge, servername: 'localhost' });
  peer.send('/status');
  const status = JSON.parse(await peer.waitFor(/^\{/));
  const record = sent[0] as Buffer;
  const hello = record.subarray(5, 5 + record.readUInt16BE(3));
  expect(status.clientHello).toMatchObject({
    bytes: hello.length,
    sha256: createHash('sha256').update(hello).digest('hex'),
    servername: 'localhost',
    alpn: [],
    versions: ['TLSv1.3', 'TLSv1.2'],
  });
  expect(status.clientHello.ciphers).toContain(status.tls.cipher);
  expect(status.clientHello.groups).toContain('x25519');
  expect(status.clientHello.signatureSchemes).toContain('ecdsa_secp256r1_sha256');
  expectSchema({
    schema: 'llave/chat/v1',
    ok: true,
    warnings: [],
    result: {
      target: 'x',
      name: 'ana',
      dialect: 'line',
      sent: 0,
      received: 0,
      unheard: 0,
      events: [{ type: 'status', status }],
    },
  });
  expect(status.tls.servername).toBe('localhost');
  tcp.destroy();
});

test('an HTTP request without TLS is told so; garbage is closed', async () => {
  const { port } = await start();
  const http = tcpConnect(port, '127.0.0.1');
  http.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const chunks: Buffer[] = [];
  http.on('data', (chunk) => chunks.push(chunk));
  await once(http, 'close');
  expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 400 [\s\S]*https:\/\//);
  const garbage = tcpConnect(port, '127.0.0.1');
  garbage.on('error', () => {});
  garbage.write('no TLS at all\n');
  await once(garbage.resume(), 'close');
  expect(records.filter(({ event }) => event === 'plaintext')).toMatchObject([{ kind: 'http' }, { kind: 'other' }]);
});

test('who does not shake hands, or gives no name, is cut in time', async () => {
  const hasty = await start({ handshakeMs: 50 });
  const silent = tcpConnect(hasty.port, '127.0.0.1');
  await once(silent.resume(), 'close');
  expect(records).toContainEqual({ event: 'handshake-failed', remote: '127.0.0.1', reason: 'timeout' });
  const { port } = await start({ nameMs: 50 });
  const nameless = await LinePeer.connect(port);
  expect(await nameless.waitFor(/^!/)).toBe('! name-timeout no name came');
  await nameless.waitForClose();
});

test.skipIf(!peer('ss'))('TCP itself looks after connections that are silent', async () => {
  const { port } = await start({ idleMs: 30_000 });
  await LinePeer.connect(port, 'silent');
  const { stdout } = mustPeer('ss', ['-tnoH', 'state', 'established', `sport = :${port}`]);
  const seconds = Number(/timer:\(keepalive,(\d+)sec/.exec(stdout)?.[1]);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(30);
});

test('too many connections from one address are refused, and let in again when others go', async () => {
  const { port } = await start({ connectionsPerAddress: 2 });
  const first = await LinePeer.connect(port, 'one');
  await LinePeer.connect(port, 'two');
  await expect(LinePeer.connect(port, 'three')).rejects.toThrow();
  expect(records).toContainEqual({
    ...{ event: 'refused', remote: '127.0.0.1', limit: 'connections-per-address' },
    times: 1,
  });
  first.send('/quit');
  await first.waitForClose();
  // The server sees the end of the first connection a moment after the client did.
  await vi.waitFor(() => LinePeer.connect(port, 'three'), 20_000);
});

test('a flood waits in the network: nothing of it is lost, others are not held up', async () => {
  const server = await start({ messagesPerSecond: 500, messageBurst: 10 });
  const ana = await LinePeer.connect(server.port, 'ana');
  const ben = await LinePeer.connect(server.port, 'ben');
  ben.send(...Array.from({ length: 200 }, (_, i) => `n${i}`), 'last');
  await ana.waitFor(/^<ben> last$/);
  expect(ana.lines.filter((line) => line.startsWith('<ben> n'))).toEqual(
    Array.from({ length: 200 }, (_, i) => `<ben> n${i}`),
  );
  expect(await ben.waitFor(/500 messages a second/)).toMatch(/^\* /);
  expect(server.hub.counters.limited.throttled).toBeGreaterThan(0);
});

test('a reader that does not read is told too-slow and closed; the others get everything', async () => {
  const server = await start({ pendingBytes: 20_000, messagesPerSecond: 1e6, messageBurst: 1e6 });
  const ana = await LinePeer.connect(server.port, 'ana');
  const slow = await LinePeer.connect(server.port, 'slow');
  const ben = await LinePeer.connect(server.port, 'ben');
  slow.socket.pause();
  const text = 'x'.repeat(4000);
  let sent = 0;
  while (!ana.lines.some((line) => line === '* slow left lobby (too slow)')) {
    ben.send(`${text}`);
    sent += 1;
    const count = sent;
    await ana.waitFor(/^\+|./, 0);
    await ben.waitFor(new RegExp(`^\\+ ${count} `));
  }
  ben.send('last');
  await ana.waitFor(/^<ben> last/);
  expect(ana.lines.filter((line) => line === `<ben> ${text}`)).toHaveLength(sent);
  await ben.waitFor(new RegExp(`^\\+ ${sent + 1} 1$`));
  slow.socket.resume();
  await slow.waitForClose();
  // Exactly once, in order, up to the moment of which it is told.
  expect(slow.lines.at(-1)).toMatch(/^! too-slow /);
  expect(server.hub.counters.limited['too-slow']).toBe(1);
});

test('a peer that ends its side still gets the answers to what it said', async () => {
  const { port } = await start({ messagesPerSecond: 100, messageBurst: 2 });
  const ana = await LinePeer.connect(port, 'ana');
  const script = await LinePeer.connect(port);
  script.socket.end('script\none\ntwo\nthree');
  await script.waitForClose();
  expect(script.lines.filter((line) => line.startsWith('+'))).toEqual(['+ 1 1', '+ 2 1', '+ 3 1']);
  expect(await ana.waitFor(/three/)).toBe('<script> three');
});

test('a drain tells everyone, writes out what waits, and ends', async () => {
  const server = await start();
  const ana = await LinePeer.connect(server.port, 'ana');
  const half = tcpConnect(server.port, '127.0.0.1');
  await once(half, 'connect');
  await server.close();
  await ana.waitForClose();
  expect(ana.lines.at(-1)).toBe('* the server is shutting down');
  await expect(LinePeer.connect(server.port)).rejects.toThrow();
});

test('with ALPN the same exchange is JSON, with an echo in either direction', async () => {
  const server = await start();
  const ana = await connectChat({ host: '127.0.0.1', port: server.port, name: 'ana', ca: [credential.cert] });
  expect(ana.dialect).toBe('llave-chat/1');
  expect(await ana.next()).toEqual({ type: 'hello', server: 'llave/1.2.3' });
  expect(await ana.next()).toEqual({ type: 'welcome', name: 'ana', room: 'lobby', others: 0 });
  const ben = await LinePeer.connect(server.port, 'ben');
  ben.send('hola');
  expect(await ana.next()).toEqual({ type: 'joined', name: 'ben', room: 'lobby' });
  expect(await ana.next()).toEqual({ type: 'message', id: 1, room: 'lobby', from: 'ben', text: 'hola' });
  await ana.send({ type: 'echo', data: 'y'.repeat(65_536), reply: 1 });
  expect(await ana.next()).toEqual({ type: 'echo', received: 65_536, data: 'x' });
  await ana.send({ type: 'echo', data: '', reply: 65_536 });
  expect(await ana.next()).toEqual({ type: 'echo', received: 0, data: 'x'.repeat(65_536) });
  await ana.send({ type: 'say', text: 'hello' });
  expect(await ben.waitFor(/^<ana>/)).toBe('<ana> hello');
  await ana.close();
  expect(await ben.waitFor(/left/)).toBe('* ana left lobby');
});

test('the client verifies: against a CA, the name, a pin; and says what is wrong', async () => {
  const { port } = await start();
  const to = { host: '127.0.0.1', port, name: 'ana' };
  await expect(connectChat(to)).rejects.toMatchObject({
    code: 'ERR_CHAT_CERTIFICATE',
    params: { reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  });
  await expect(connectChat({ ...to, ca: [credential.cert], servername: 'other.example' })).rejects.toMatchObject({
    code: 'ERR_CHAT_CERTIFICATE',
    params: { reason: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  });
  const actual = spkiPin(new X509Certificate(credential.cert));
  await expect(connectChat({ ...to, pin: 'A'.repeat(43).concat('=') })).rejects.toMatchObject({
    code: 'ERR_CHAT_PIN',
    params: { actual },
  });
  await (await connectChat({ ...to, pin: `sha256/${actual}` })).close();
  await (await connectChat({ ...to, insecure: true })).close();
  await expect(connectChat({ ...to, ca: [credential.cert], name: 'no way' })).rejects.toMatchObject({
    code: 'ERR_CHAT_NAME',
    params: { code: 'name-invalid' },
  });
});

test('a JSON client that shows no sign of life is given up; one that answers stays', async () => {
  const server = await start({ idleMs: 40 });
  const alive = await connectChat({ host: '127.0.0.1', port: server.port, name: 'alive', insecure: true });
  const dead = await LinePeer.connect(server.port, undefined, { ALPNProtocols: ['llave-chat/1'] });
  dead.send('{"type":"name","name":"dead"}');
  expect(JSON.parse(await dead.waitFor(/error/))).toMatchObject({ type: 'error', code: 'idle' });
  await dead.waitForClose();
  expect(alive.over).toBeUndefined();
  await alive.send({ type: 'who' });
  for await (const event of alive) if (event.type === 'who') break;
  await alive.close();
});

test.each([
  [
    'a key of another certificate',
    async () => ({ ...(await testCertificate()), cert: credential.cert }),
    'server-key-mismatch',
  ],
  [
    'a certificate in the place of the key',
    async () => ({ key: credential.cert, cert: credential.cert }),
    'server-key-not-pem',
  ],
  [
    'a key in the place of the certificate',
    async () => ({ key: credential.key, cert: credential.key }),
    'server-cert-not-pem',
  ],
  [
    'a damaged certificate',
    async () => ({ ...credential, cert: credential.cert.replace(/M/g, '') }),
    'server-pem-corrupt',
  ],
])('%s does not start', async (_what, make, problem) => {
  const started = startChatServer({ version: '1', host: '127.0.0.1', port: 0, credential: await make() });
  await expect(started).rejects.toMatchObject({ code: 'ERR_SERVE_CREDENTIAL', params: { problem } });
});

test('a port in use, and an address that is not ours, are told', async () => {
  const { port } = await start();
  const again = (host: string, at: number) => startChatServer({ version: '1', host, port: at, credential });
  await expect(again('127.0.0.1', port)).rejects.toMatchObject({ code: 'ERR_SERVE_PORT_IN_USE', params: { port } });
  await expect(again('192.0.2.1', 0)).rejects.toMatchObject({ code: 'ERR_SERVE_ADDRESS_NOT_LOCAL' });
});
