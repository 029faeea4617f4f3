import { clearScreenDown, createInterface, cursorTo, moveCursor } from 'node:readline';
import type { ChatConnection, ClientEvent } from '../../chat/client/connection.ts';
import { parseLine } from '../../chat/protocol/line-parse.ts';
import { printText, style } from '../output.ts';
import { eventText } from './event-text.ts';
import { Place } from './place.ts';
import { reconnect } from './reconnect.ts';
import { chatTexts as t } from './texts.ts';

/** How a person's conversation goes on. */
export interface TerminalOptions {
  /** Makes a connection, entered, when one is lost: with the name last used. */
  connect(name: string | undefined): Promise<ChatConnection>;
  /** How long to try that, in seconds. */
  readonly patience: number;
  readonly room: string | undefined;
}

/**
 * A conversation at a terminal: what comes in is printed above the input line, which stays whole; Tab completes names; a lost
 * connection is made anew, in the same room, and what the server has not confirmed by then is named.
 * @throws AppError what the last `connect` throws, once patience is over
 */
export async function talk(first: ChatConnection, options: TerminalOptions): Promise<void> {
  const names = new Set<string>();
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: '> ',
    completer: (line: string) => completeName(line, names),
  });
  const place = new Place(options.room);
  let connection = first;
  let leaving = false;
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
    else if (connection.over !== undefined) show(style('yellow', t('notSent')));
    else {
      place.sent(command);
      connection.send(command).catch(() => {});
    }
  });
  lines.on('SIGINT', leave);
  lines.on('close', () => {
    if (!leaving) leave();
  });

  lines.prompt();
  try {
    for (;;) {
      for await (const event of connection) {
        place.heard(event);
        learnNames(event, names);
        const text = eventText(event);
        if (text !== undefined) show(text);
      }
      if (leaving) return;
      for (const text of place.lost()) show(style('yellow', t('unconfirmed', { text })));
      const reason = connection.over ?? 'closed';
      const back = await reconnect({
        connect: () => options.connect(place.name),
        waiting: (seconds) => show(style('yellow', t('lost', { reason, seconds }))),
        patience: options.patience,
        signal: abort.signal,
      });
      if (!back) return;
      connection = back;
      if (place.room !== undefined) await connection.send({ type: 'join', room: place.room }).catch(() => {});
    }
  } finally {
    leaving = true;
    lines.close();
  }
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
