import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BoundPort } from '../../../src/chat/server/listen.ts';
import { type ChatServer, startChatServer } from '../../../src/chat/server/server.ts';
import { startStatusServer } from '../../../src/chat/server/status-server.ts';
import { testCertificate } from '../../support/certificates.ts';
import { LinePeer } from '../../support/line-peer.ts';

let chat: ChatServer;
let status: BoundPort;
const get = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${status.port}${path}`, { method });

beforeAll(async () => {
  const notAfter = new Date('2099-01-01T00:00:00Z');
  const credential = await testCertificate({ notAfter });
  chat = await startChatServer({ version: '1', host: '127.0.0.1', port: 0, credential, limits: { lineBytes: 100 } });
  status = await startStatusServer(chat, '127.0.0.1', 0);
});
afterAll(() => status.close());

test('metrics count what happened', async () => {
  const ana = await LinePeer.connect(chat.port, 'ana');
  await LinePeer.connect(chat.port, 'ben');
  ana.send('hello', 'x'.repeat(101), '/ping');
  await ana.waitFor(/pong/);
  const response = await get('/metrics');
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await response.text();
  for (const line of [
    'llave_connections 2',
    'llave_members 2',
    'llave_rooms 1',
    'llave_connections_total 2',
    'llave_messages_total 1',
    'llave_deliveries_total 1',
    'llave_undelivered_total 0',
    'llave_limited_total{limit="line-too-long"} 1',
    'llave_limited_total{limit="connections"} 0',
    `llave_certificate_not_after_seconds{index="0"} ${Date.UTC(2099, 0, 1) / 1000}`,
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  expect(text).toContain('process_resident_memory_bytes');
});

test('health, readiness and everything else', async () => {
  expect([(await get('/healthz')).status, (await get('/readyz')).status]).toEqual([200, 200]);
  expect([(await get('/')).status, (await get('/metrics', 'POST')).status]).toEqual([404, 405]);
  await chat.close();
  expect([(await get('/healthz')).status, (await get('/readyz')).status]).toEqual([200, 503]);
});
