import type { RefusalCode } from '../protocol/events.ts';
import { cleanText } from '../protocol/text.ts';
import type { ClientEvent } from './connection.ts';

const GREETING = /^\* (llave\/\S+) send your name$/;
const WELCOME = /^\* you are (\S+) in (\S+) with (\d+) others?$/;
const MESSAGE = /^<([^\s>]{1,64})> (.*)$/;
const RECEIPT = /^\+ (\d+) (\d+)( \?)?$/;
const ERROR = /^! ([a-z-]+) ?(.*)$/;

/** What a line of a server that speaks dialect `line` means, as far as a client acts on it; any other line stays a line. */
export function parseServerLine(raw: string): ClientEvent {
  const line = cleanText(raw);
  const greeting = GREETING.exec(line);
  if (greeting) return { type: 'hello', server: greeting[1] as string };
  const welcome = WELCOME.exec(line);
  if (welcome) {
    return { type: 'welcome', name: welcome[1] as string, room: welcome[2] as string, others: Number(welcome[3]) };
  }
  const message = MESSAGE.exec(line);
  // Dialect `line` has no message ids and room names on messages.
  if (message) return { type: 'message', id: 0, room: '', from: message[1] as string, text: message[2] as string };
  const receipt = RECEIPT.exec(line);
  if (receipt) {
    const told = { type: 'receipt', id: Number(receipt[1]), recipients: Number(receipt[2]) } as const;
    return receipt[3] === undefined ? told : { ...told, complete: false };
  }
  const error = ERROR.exec(line);
  if (error) return { type: 'error', code: error[1] as RefusalCode, text: error[2] as string };
  return { type: 'line', text: line };
}
