import { expect, test } from 'vitest';
import { testCertificate } from '../support/certificates.ts';
import { LinePeer } from '../support/line-peer.ts';
import { startLlave } from '../support/llave.ts';
import { freePort } from '../support/ports.ts';
import { startServe } from '../support/serve.ts';

const LISTENERS = 8;
const RATE = ['--rate', '1000000', '--burst', '1000000'];

/** The numbers of the messages that a listener got, in the order in which they came. */
const heard = (peer: LinePeer): number[] =>
  peer.lines.flatMap((line) => /^<speaker> n(\d+)$/.exec(line)?.[1] ?? []).map(Number);
const receipts = (peer: LinePeer): string[] => peer.lines.filter((line) => line.startsWith('+ '));
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Speaks without a pause until the connection ends; `enough` is called once so many messages are receipted. */
async function speak(speaker: LinePeer, most: number, enough: () => void): Promise<number> {
  let sent = 0;
  let told = false;
  while (!speaker.closed) {
    speaker.send(...Array.from({ length: 50 }, () => `n${sent++}`));
    await speaker.waitFor(new RegExp(`^\\+ ${Math.max(1, sent - 40)} `)).catch(() => {});
    if (told || receipts(speaker).length < most) continue;
    told = true;
    enough();
  }
  return sent;
}

test.each(['SIGKILL', 'SIGTERM'] as const)(
  '%s under load: what was receipted had been handed out, in order and once; the port serves again at once',
  async (signal) => {
    const credential = await testCertificate();
    // Not one that a connection could be given while nobody listens.
    const server = await startServe(credential, ['--port', String(await freePort()), ...RATE]);
    const listeners = await Promise.all(
      Array.from({ length: LISTENERS }, (_, i) => LinePeer.connect(server.port, `listener-${i}`)),
    );
    const speaker = await LinePeer.connect(server.port, 'speaker');
    const sent = await speak(speaker, 300, () => void server.process.kill(signal));
    await Promise.all(listeners.map((listener) => listener.waitForClose()));
    await server.done;

    const confirmed = receipts(speaker).length;
    const lost = listeners.map((listener) => Math.max(0, confirmed - heard(listener).length));
    expect({ signal, enough: confirmed >= 300, noMoreThanSent: confirmed <= sent, lost }).toEqual({
      ...{ signal, enough: true, noMoreThanSent: true },
      lost: Array(LISTENERS).fill(0),
    });
    for (const listener of listeners) expect(heard(listener)).toEqual(upTo(heard(listener).length));
    expect(receipts(speaker).filter((line) => !line.endsWith(` ${LISTENERS}`))).toEqual([]);

    const words = ['serve', '--port', String(server.port), '--log-format', 'json'];
    const again = startLlave(words, { cwd: server.cwd });
    await again.waitFor(/"listening"/);
    const back = await LinePeer.connect(server.port, 'listener-0');
    const other = await LinePeer.connect(server.port, 'speaker');
    other.send('here again');
    await back.waitFor(/^<speaker> here again$/);
    await again.stop();
  },
);
