import { NetworkTimeout } from '../runtime/network.ts';

/** Waits for a promise at most `ms` milliseconds or until `signal` fires, then rejects with code `TIMEOUT`; the work itself may go on. */
export async function withTimeout<T>(work: Promise<T>, ms: number, signal: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = () => {};
  const limit = new Promise<never>((_, reject) => {
    onAbort = () => reject(new NetworkTimeout());
    timer = setTimeout(onAbort, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
