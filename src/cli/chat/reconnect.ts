import { setTimeout as delay } from 'node:timers/promises';
import type { ChatConnection } from '../../chat/client/connection.ts';
import { isAppError } from '../../errors/app-error.ts';

const LONGEST_WAIT_SECONDS = 30;

/** How a lost connection is made anew. */
export interface ReconnectOptions {
  /** Makes a connection, entered. */
  connect(): Promise<ChatConnection>;
  /** Told before each wait. */
  waiting(seconds: number): void;
  /** How long to go on trying, in seconds. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

/**
 * Tries again, ever more slowly; undefined when the signal says that nobody wants it any more.
 * @throws AppError the last failure of `connect`, when patience is over, or when the server is not the one that it was
 */
export async function reconnect(options: ReconnectOptions): Promise<ChatConnection | undefined> {
  const { connect, waiting, patience, signal } = options;
  const began = performance.now();
  for (let wait = 1; ; wait = Math.min(2 * wait, LONGEST_WAIT_SECONDS)) {
    waiting(wait);
    // All who lost the same server must not come back at the same moment.
    await delay(wait * 1000 * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
    if (signal.aborted) return undefined;
    try {
      return await connect();
    } catch (error) {
      const over = performance.now() - began >= patience * 1000;
      if (over || !isAppError(error) || isFinal(error.code)) throw error;
    }
  }
}

/** A server that is another one now, or not to be trusted any more, is not tried again. */
function isFinal(code: string): boolean {
  return code === 'ERR_CHAT_CERTIFICATE' || code === 'ERR_CHAT_PIN';
}
