import { X509Certificate } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { type ChatServer, startChatServer } from '../../../src/chat/server/server.ts';
import { type TestCredential, testCertificate } from '../../support/certificates.ts';
import { LinePeer } from '../../support/line-peer.ts';

const LISTENERS = 15;
let pairs: TestCredential[];

beforeAll(async () => {
  pairs = await Promise.all([testCertificate(), testCertificate()]);
});

async function roomful(): Promise<{ server: ChatServer; speaker: LinePeer; listeners: LinePeer[] }> {
  const server = await startChatServer({
    version: '1',
    host: '127.0.0.1',
    port: 0,
    credential: pairs[0] as TestCredential,
    limits: { messagesPerSecond: 1e6, messageBurst: 1e6 },
  });
  const listeners = await Promise.all(
    Array.from({ length: LISTENERS }, (_, i) => LinePeer.connect(server.port, `listener-${i}`)),
  );
  return { server, speaker: await LinePeer.connect(server.port, 'speaker'), listeners };
}

/** The numbers of the messages that a listener got, in the order in which they came. */
const heard = (peer: LinePeer): number[] =>
  peer.lines.flatMap((line) => /^<speaker> n(\d+)$/.exec(line)?.[1] ?? []).map(Number);
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

test('certificates are swapped 100 times under load: nothing is lost, nobody is dropped, newcomers get the new one', async () => {
  const { server, speaker, listeners } = await roomful();
  let sent = 0;
  for (let swap = 0; swap < 100; swap += 1) {
    const pair = pairs[swap % 2] as TestCredential;
    speaker.send(...Array.from({ length: 20 }, () => `n${sent++}`));
    expect(server.replaceCredential(0, pair)).toBeUndefined();
    // Either half of a swap that never came to be is refused, and the pair before it stays.
    expect(server.replaceCredential(0, { ...pair, key: (pairs[(swap + 1) % 2] as TestCredential).key })).toBe(
      'server-key-mismatch',
    );
    const newcomer = await LinePeer.connect(server.port);
    expect(newcomer.socket.getPeerX509Certificate()?.fingerprint256).toBe(
      new X509Certificate(pair.cert).fingerprint256,
    );
    newcomer.close();
  }
  await speaker.waitFor(new RegExp(`^\\+ ${sent} ${LISTENERS}$`));
  for (const listener of listeners) {
    await listener.waitFor(new RegExp(`^<speaker> n${sent - 1}$`));
    expect(heard(listener)).toEqual(upTo(sent));
  }
  await server.close();
});

test('a drain under load loses nothing that was receipted', async () => {
  const { server, speaker, listeners } = await roomful();
  let sent = 0;
  let closing: Promise<void> | undefined;
  while (!speaker.closed) {
    speaker.send(...Array.from({ length: 50 }, () => `n${sent++}`));
    await speaker.waitFor(new RegExp(`^\\+ ${sent - 40} `)).catch(() => {});
    if (sent > 1_000) closing ??= server.close();
  }
  await closing;
  await Promise.all(listeners.map((listener) => listener.waitForClose()));
  const receipts = speaker.lines.filter((line) => line.startsWith('+ '));
  expect(receipts.length).toBeGreaterThan(900);
  expect(receipts.filter((line) => !line.endsWith(` ${LISTENERS}`))).toEqual([]);
  for (const listener of listeners) {
    expect(heard(listener).length).toBeGreaterThanOrEqual(receipts.length);
    expect(heard(listener)).toEqual(upTo(heard(listener).length));
    expect(listener.lines.at(-1)).toBe('* the server is shutting down');
  }
});
