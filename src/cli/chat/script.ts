import { createInterface } from 'node:readline';
import type { ChatConnection, ClientEvent } from '../../chat/client/connection.ts';
import { parseLine } from '../../chat/protocol/line-parse.ts';
import { AppError } from '../../errors/app-error.ts';
import { printText } from '../output.ts';
import { eventLines } from './event-text.ts';

/** What a scripted conversation came to. */
export interface ScriptResult {
  readonly sent: number;
  readonly received: number;
  /** Messages that nobody got. */
  readonly unheard: number;
  /** The last events, where they were asked for. */
  readonly events: readonly ClientEvent[];
}

/** How a script wants to talk. */
export interface ScriptOptions {
  /** Whether to go on receiving when the input has ended. */
  readonly stay: boolean;
  /** Whether events are kept for one document instead of being printed as they come. */
  readonly keep: boolean;
  readonly quiet: boolean;
  /** Resolves when the script is asked to end. */
  readonly stopped: Promise<unknown>;
}

const KEPT_EVENTS = 10_000;

/**
 * Sends each line of `input` and prints each line received. When the input ends it says goodbye and waits for what the server
 * still has to say, so that every receipt is seen.
 * @throws AppError ERR_CHAT_LOST when the connection ends before we said goodbye
 */
export async function converse(
  connection: ChatConnection,
  input: NodeJS.ReadableStream,
  options: ScriptOptions,
): Promise<ScriptResult> {
  let sent = 0;
  let received = 0;
  let unheard = 0;
  let leaving = false;
  const events: ClientEvent[] = [];

  const take = (event: ClientEvent): void => {
    if (event.type === 'message') received += 1;
    if (event.type === 'receipt' && event.recipients === 0 && event.complete !== false) unheard += 1;
    if (options.keep) {
      events.push(event);
      if (events.length > KEPT_EVENTS) events.shift();
    } else if (!options.quiet) for (const line of eventLines(event)) printText(line);
  };
  const lines = createInterface({ input, terminal: false });
  const leave = async (): Promise<void> => {
    if (leaving) return;
    leaving = true;
    await connection.send({ type: 'quit' }).catch(() => {});
  };
  const sending = (async () => {
    for await (const line of lines) {
      const command = parseLine(line, true);
      if (command === undefined) continue;
      if (command.type === 'error') {
        take(command);
        continue;
      }
      if (command.type === 'say') sent += 1;
      if (command.type === 'quit') return leave();
      await connection.send(command);
    }
    if (!options.stay) await leave();
  })();
  // A failure to send is told by the connection that ends, or below.
  const failed = sending.then(
    () => undefined,
    (error: unknown) => {
      connection.destroy('input');
      return error;
    },
  );
  void options.stopped.then(leave);

  for await (const event of connection) take(event);
  lines.close();
  if (!leaving) {
    const error = connection.over === 'input' ? await failed : undefined;
    throw error ?? new AppError('ERR_CHAT_LOST', { target: connection.target, reason: connection.over ?? 'closed' });
  }
  return { sent, received, unheard, events };
}
