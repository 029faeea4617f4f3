import { expect, test, vi } from 'vitest';
import { startChatServer } from '../../../src/chat/server/server.ts';
import { shrinkHeap } from '../../../src/runtime/heap.ts';
import { testCertificate } from '../../support/certificates.ts';
import { LinePeer } from '../../support/line-peer.ts';

const CROWD = 100;
const ROUNDS = 5;

/** What is alive in this process, server and clients together, MiB. */
function live(): number {
  shrinkHeap();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

test('crowds that come, talk and vanish leave nothing behind', { timeout: 120_000 }, async () => {
  const server = await startChatServer({
    ...{ version: '1', host: '127.0.0.1', port: 0, credential: await testCertificate(), limits: { drainMs: 10 } },
  });
  const crowd = async (): Promise<void> => {
    const names = Array.from({ length: CROWD }, (_, n) => `member${n}`);
    const peers = await Promise.all(names.map((name) => LinePeer.connect(server.port, name)));
    peers[0]?.send('hola');
    await Promise.all(peers.slice(1).map((peer) => peer.waitFor(/^<member0> hola$/)));
    for (const { socket } of peers) socket.destroy();
    await vi.waitFor(() => expect(server.hub.sessions.size + server.gate.total).toBe(0), { timeout: 30_000 });
  };
  // What is made once, by the first who come, is no leak.
  await crowd();
  await crowd();
  const before = live();
  for (let n = 0; n < ROUNDS; n += 1) await crowd();
  const kept = live() - before;
  await server.close();
  // One connection is worth 7 KiB of the heap of the server alone: with them all it would be four times as much.
  expect(kept).toBeLessThan(1);
});
