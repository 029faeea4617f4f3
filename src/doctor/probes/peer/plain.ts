import type { PlainReply } from '../../evidence/tls.ts';
import type { ProbeContext } from '../../probe.ts';
import { Tap } from '../../tap.ts';

const ENOUGH_BYTES = 512;

/** Opens a connection, says `words` (or nothing), and waits for an answer, the end, or the time-out. */
export async function plainExchange(
  address: string,
  port: number,
  words: string,
  context: ProbeContext,
): Promise<PlainReply> {
  const { network, timeoutMs, signal } = context;
  const socket = await network.connect({ address, port, timeoutMs, signal });
  const tap = new Tap(socket);
  tap.on('error', () => {});
  tap.resume();
  if (words !== '') tap.write(words);
  const end = await new Promise<'timeout' | undefined>((resolve) => {
    const finish = (end?: 'timeout') => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(end);
    };
    const onAbort = () => finish('timeout');
    const timer = setTimeout(onAbort, timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    tap.once('ended', () => finish());
    tap.once('close', () => finish());
    tap.on('tapped', () => {
      if (tap.first.length >= ENOUGH_BYTES || tap.first.includes(0x0a)) finish();
    });
  });
  const reply = { ...tap.exchange(end), text: tap.first.toString('latin1', 0, ENOUGH_BYTES) };
  tap.destroy();
  return reply;
}

/** Node's error as a failure. */
export function asFailure(error: unknown): { readonly code: string; readonly message: string } {
  const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
  return { code, message };
}
