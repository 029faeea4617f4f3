import { type ClientCommand, refusal, type ServerEvent } from './events.ts';
import type { Parsed } from './line-parse.ts';
import { LINE_MAX_BYTES } from './line-print.ts';
import { cleanText } from './text.ts';

/** The ALPN protocol name of the JSON dialect. */
export const JSON_ALPN = 'llave-chat/1';
/** The most that `echo` carries in one direction, in bytes. */
export const ECHO_MAX_BYTES = 65_536;
/** The greatest length of a JSON line: an echo and the object around it. */
export const JSON_LINE_MAX_BYTES = ECHO_MAX_BYTES + 256;

type Fields = Record<string, unknown>;

const string = (value: unknown): value is string => typeof value === 'string';

/** One entry per command: the members that it takes, checked, or undefined when they are not as the schema says. */
const COMMANDS: { [T in ClientCommand['type']]: (fields: Fields) => ClientCommand | undefined } = {
  name: ({ name }) => (string(name) ? { type: 'name', name } : undefined),
  say: ({ text }) => (string(text) ? { type: 'say', text: cleanText(text).trimEnd() } : undefined),
  who: () => ({ type: 'who' }),
  rename: ({ name }) => (string(name) ? { type: 'rename', name } : undefined),
  join: ({ room }) => (string(room) ? { type: 'join', room } : undefined),
  rooms: () => ({ type: 'rooms' }),
  receipts: ({ on }) => (typeof on === 'boolean' ? { type: 'receipts', on } : undefined),
  ping: () => ({ type: 'ping' }),
  pong: () => ({ type: 'pong' }),
  status: () => ({ type: 'status' }),
  echo: ({ data = '', reply }) => (string(data) && isReply(reply) ? echo(data, reply) : undefined),
  help: () => ({ type: 'help' }),
  quit: () => ({ type: 'quit' }),
};

/** The commands of dialect `llave-chat/1`, as `help` lists them. */
export const JSON_COMMANDS = Object.keys(COMMANDS);

/** Parses one line of dialect `llave-chat/1`. */
export function parseJsonLine(line: string): Parsed {
  if (line.trim() === '') return undefined;
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch {
    return refusal('bad-command', 'not a JSON object');
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    return refusal('bad-command', 'not a JSON object');
  const { type } = fields as Fields;
  if (!string(type) || !Object.hasOwn(COMMANDS, type))
    return refusal('unknown-command', `type is one of ${JSON_COMMANDS.join(' ')}`);
  const command = COMMANDS[type as ClientCommand['type']](fields as Fields);
  if (!command) return refusal('bad-command', `${type}: a member is missing or of the wrong type`);
  if (command.type === 'say' && Buffer.byteLength(command.text) > LINE_MAX_BYTES) {
    return refusal('line-too-long', `a text has at most ${LINE_MAX_BYTES} bytes`);
  }
  if (command.type === 'say' && command.text.trim() === '') return undefined;
  return command;
}

/** What the server tells a member, as one line of dialect `llave-chat/1` (without its line end). */
export function printJsonLine(event: ServerEvent): string {
  return JSON.stringify(event);
}

function echo(data: string, reply: number | undefined): ClientCommand | undefined {
  if (Buffer.byteLength(data) > ECHO_MAX_BYTES) return undefined;
  return reply === undefined ? { type: 'echo', data } : { type: 'echo', data, reply };
}

function isReply(value: unknown): value is number | undefined {
  return (
    value === undefined || (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= ECHO_MAX_BYTES)
  );
}
