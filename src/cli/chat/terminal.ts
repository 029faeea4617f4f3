import { clearScreenDown, createInterface, cursorTo, moveCursor } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChatConnection, ClientEvent } from '../../chat/client/connection.ts';
import { parseLine } from '../../chat/protocol/line-parse.ts';
import { isAppError } from '../../errors/app-error.ts';
import { printText, style } from '../output.ts';
import { eventText } from './event-text.ts';
import { chatTexts as t } from './texts.ts';

const LONGEST_WAIT_SECONDS = 30;

/** How a person's conversation begins. */
export interface TerminalOptions {
  /** Makes a connection, entered; called again, with the name last used, when one is lost. */
  connect(name: string | undefined): Promise<ChatConnection>;
  readonly room: string | undefined;
}

/**
 * A conversation at a terminal: what comes in is printed above the input line, which stays whole; Tab completes names; a lost
 * connection is made anew, ever more slowly.
 * @throws AppError what the first `connect` throws
 */
export async function talk(first: ChatConnection, options: TerminalOptions): Promise<void> {
  const names = new Set<string>();
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: '> ',
    completer: (line: string) => completeName(line, names),
  });
  let connection = first;
  let leaving = false;
  let name: string | undefined;
  const abort = new AbortController();

  const show = (text: string): void => {
    // The cursor may be anywhere in an input of several rows.
    const { rows } = lines.getCursorPos();
    cursorTo(process.stdout, 0);
    if (rows > 0) moveCursor(process.stdout, 0, -rows);
    clearScreenDown(process.stdout);
    printText(text);
    lines.prompt(true);
  };
  const leave = (): void => {
    leaving = true;
    abort.abort();
    void connection.send({ type: 'quit' }).catch(() => connection.destroy('quit'));
  };
  lines.on('line', (line) => {
    lines.prompt();
    const command = parseLine(line, true);
    if (command === undefined) return;
    if (command.type === 'error') show(style('red', t('error.unknown-command')));
    else if (command.type === 'quit') leave();
    else connection.send(command).catch(() => {});
  });
  lines.on('SIGINT', leave);
  lines.on('close', () => {
    if (!leaving) leave();
  });

  lines.prompt();
  for (let wait = 1; ; ) {
    for await (const event of connection) {
      wait = 1;
      if (event.type === 'welcome') name = event.name;
      if (event.type === 'renamed' && event.self) name = event.to;
      learnNames(event, names);
      const text = eventText(event);
      if (text !== undefined) show(text);
    }
    if (leaving) break;
    for (;;) {
      show(style('yellow', t('lost', { reason: connection.over ?? 'closed', seconds: wait })));
      await delay(wait * 1000 * (0.5 + Math.random() / 2), undefined, { signal: abort.signal }).catch(() => {});
      wait = Math.min(2 * wait, LONGEST_WAIT_SECONDS);
      if (leaving) break;
      try {
        connection = await options.connect(name);
        if (options.room !== undefined) await connection.send({ type: 'join', room: options.room });
        break;
      } catch (error) {
        if (!isAppError(error)) throw error;
        // A server that is another one now, or not to be trusted any more, is not tried again.
        if (error.code === 'ERR_CHAT_CERTIFICATE' || error.code === 'ERR_CHAT_PIN') {
          lines.close();
          throw error;
        }
      }
    }
    if (leaving) break;
  }
  lines.close();
}

function learnNames(event: ClientEvent, names: Set<string>): void {
  if (event.type === 'message') names.add(event.from);
  else if (event.type === 'joined') names.add(event.name);
  else if (event.type === 'who') for (const name of event.names) names.add(name);
  else if (event.type === 'left') names.delete(event.name);
  else if (event.type === 'renamed') {
    names.delete(event.from);
    names.add(event.to);
  }
}

/** Names that the last word of a line may mean, as readline's completer returns them. */
export function completeName(line: string, names: Iterable<string>): [string[], string] {
  const word = line.slice(line.lastIndexOf(' ') + 1);
  if (word === '') return [[], word];
  const after = word === line ? ': ' : ' ';
  const hits = [...names].filter((name) => name.toLowerCase().startsWith(word.toLowerCase()));
  return [hits.sort().map((name) => name + after), word];
}
