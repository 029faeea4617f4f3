import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { listenDeaf } from '../../../src/chat/faults/deaf-listener.ts';
import type { BoundPort } from '../../../src/chat/server/listen.ts';

let port: BoundPort | undefined;
afterEach(() => port?.close());

/** Connections that wait to be accepted on a port that is listened on, as the kernel counts them. */
function waiting(listening: number): number[] {
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => readFileSync(file, 'latin1').split('\n').slice(1));
  const [state, local] = ['0A', `:${listening.toString(16).toUpperCase().padStart(4, '0')}`];
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter((row) => row[1]?.endsWith(local) && row[3] === state)
    .map((row) => Number.parseInt(row[4]!.split(':')[1]!, 16));
}

describe.skipIf(process.platform !== 'linux')('a queue that nobody takes from', () => {
  test.each(['127.0.0.1', '0.0.0.0', '::1', '::'])('is full at %s, and the port is free when it ends', async (host) => {
    port = await listenDeaf(host, 0);
    expect(port.address).toBe(host);
    // One more than the backlog of 1: the kernel drops who comes now.
    expect(waiting(port.port)).toEqual([2]);
    await port.close();
    const again = createServer().listen(port.port, host);
    await once(again, 'listening');
    again.close();
  });
});

test('a port that is taken is refused with the code of the system', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port: taken } = other.address() as { port: number };
  await expect(listenDeaf('127.0.0.1', taken)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
});
