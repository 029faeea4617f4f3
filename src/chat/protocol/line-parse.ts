import { type ClientCommand, type Refusal, refusal } from './events.ts';
import { cleanText } from './text.ts';

/** A parsed line: a command, what to answer instead, or nothing (an empty line). */
export type Parsed = ClientCommand | Refusal | undefined;

/** The commands of dialect `line`, as `/help` lists them. */
export const LINE_COMMANDS = [
  '/who',
  '/name NEW',
  '/join ROOM',
  '/rooms',
  '/receipts on|off',
  '/ping',
  '/status',
  '/help',
  '/quit',
] as const;

/** Parses one line of dialect `line`; `named` says whether this connection has its name already (its first line is the name). */
export function parseLine(raw: string, named: boolean): Parsed {
  const line = cleanText(raw).trimEnd();
  if (line.trim() === '') return undefined;
  if (!line.startsWith('/')) return named ? { type: 'say', text: line } : { type: 'name', name: line.trim() };
  if (line.startsWith('//') && named) return { type: 'say', text: line.slice(1) };
  return parseCommand(line);
}

function parseCommand(line: string): Parsed {
  const [word = '', ...rest] = line.split(/ +/);
  const argument = rest.join(' ');
  switch (word.toLowerCase()) {
    case '/who':
      return { type: 'who' };
    case '/name':
    case '/nick':
      return argument ? { type: 'rename', name: argument } : refusal('bad-command', 'usage: /name NEW');
    case '/join':
      return argument ? { type: 'join', room: argument } : refusal('bad-command', 'usage: /join ROOM');
    case '/rooms':
      return { type: 'rooms' };
    case '/receipts':
      return argument === 'on' || argument === 'off'
        ? { type: 'receipts', on: argument === 'on' }
        : refusal('bad-command', 'usage: /receipts on|off');
    case '/ping':
      return { type: 'ping' };
    case '/pong':
      return { type: 'pong' };
    case '/status':
      return { type: 'status' };
    case '/help':
      return { type: 'help' };
    case '/quit':
      return { type: 'quit' };
    default:
      return refusal('unknown-command', `${word} is no command; /help lists them, // begins a text with a slash`);
  }
}
