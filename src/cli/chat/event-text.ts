import type { ClientEvent } from '../../chat/client/connection.ts';
import { printLines } from '../../chat/protocol/line-print.ts';
import en from '../../i18n/en/commands/chat.ts';
import { style } from '../output.ts';
import { chatTexts as t } from './texts.ts';

/** What came, for a script: the lines of dialect `line`, whatever was spoken. */
export function eventLines(event: ClientEvent): string[] {
  return event.type === 'line' ? [event.text] : printLines(event);
}

/** What came, for a person; undefined where there is nothing to say. */
export function eventText(event: ClientEvent): string | undefined {
  switch (event.type) {
    case 'message':
      return `${style('cyan', `<${event.from}>`)} ${event.text}`;
    case 'receipt':
      if (event.recipients > 0) return undefined;
      return style('yellow', event.complete === false ? t('perhapsNobody') : t('nobody'));
    case 'error':
      return style('red', refusalText(event.code) ?? event.text);
    case 'hello':
    case 'ping':
    case 'bye':
      return undefined;
    case 'line':
      return event.text;
    default:
      return style('dim', noticeText(event));
  }
}

function noticeText(
  event: Exclude<ClientEvent, { type: 'message' | 'receipt' | 'error' | 'hello' | 'ping' | 'bye' | 'line' }>,
): string {
  switch (event.type) {
    case 'welcome':
      return t('welcome', event);
    case 'joined':
      return t('joined', event);
    case 'left':
      return t('left', event);
    case 'renamed':
      return event.self ? t('renamedSelf', event) : t('renamed', event);
    case 'who':
      return t('who', { n: event.names.length, room: event.room, names: event.names });
    case 'rooms':
      return t('rooms', { rooms: event.rooms.map(({ name, members }) => `${name} (${members})`) });
    case 'receipts':
      return event.on ? t('receiptsOn') : t('receiptsOff');
    case 'notice':
      return t(event.code);
    case 'help':
      return t('help', { commands: COMMANDS });
    case 'pong':
      return 'pong';
    case 'echo':
      return `echo ${event.received}`;
    case 'status':
      return JSON.stringify(event.status);
  }
}

/** What a person can type; the server's own list is that of the dialect that is spoken. */
const COMMANDS = ['/who', '/name', '/join', '/rooms', '/receipts on|off', '/status', '/help', '/quit'];

function refusalText(code: string): string | undefined {
  const key = `error.${code}`;
  return Object.hasOwn(en, key) ? t(key as 'error.idle') : undefined;
}
