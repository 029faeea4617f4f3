import type { LeaveReason, ServerEvent } from './events.ts';

/** The greatest length of a line, in bytes without its line end. */
export const LINE_MAX_BYTES = 4096;

/** What the server tells a member, as lines of dialect `line` (without line ends). */
export function printLines(event: ServerEvent): string[] {
  switch (event.type) {
    case 'hello':
      return [`* ${event.server} send your name`];
    case 'welcome':
      return [`* you are ${event.name} in ${event.room} with ${others(event.others)}`];
    case 'joined':
      return [`* ${event.name} joined ${event.room}`];
    case 'left':
      return [`* ${event.name} left ${event.room}${LEFT_BECAUSE[event.reason]}`];
    case 'renamed':
      return [event.self ? `* you are now ${event.to}` : `* ${event.from} is now ${event.to}`];
    case 'message':
      return [`<${event.from}> ${event.text}`];
    case 'receipt':
      return [`+ ${event.id} ${event.recipients}${event.complete === false ? ' ?' : ''}`];
    case 'who':
      return wrap(`* ${event.names.length} in ${event.room}:`, event.names);
    case 'rooms':
      return wrap(
        `* ${event.rooms.length} ${event.rooms.length === 1 ? 'room' : 'rooms'}:`,
        event.rooms.map((room) => `${room.name}(${room.members})`),
      );
    case 'receipts':
      return [`* receipts ${event.on ? 'on' : 'off'}`];
    case 'ping':
      return ['* ping'];
    case 'pong':
      return ['* pong'];
    case 'status':
      return [JSON.stringify(event.status)];
    case 'echo':
      return [`* echo ${event.received}`];
    case 'help':
      return event.commands.map((command) => `* ${command}`);
    case 'notice':
      return [`* ${event.text}`];
    case 'error':
      return [`! ${event.code} ${event.text}`];
    case 'bye':
      return ['* bye'];
  }
}

const LEFT_BECAUSE: Record<LeaveReason, string> = {
  quit: '',
  moved: '',
  disconnected: ' (connection lost)',
  'too-slow': ' (too slow)',
  idle: ' (no answer)',
};

function others(n: number): string {
  return n === 1 ? '1 other' : `${n} others`;
}

/** `head` and the words after it, in as few lines as the cap allows; every line begins with `head`. */
function wrap(head: string, words: readonly string[]): string[] {
  const lines: string[] = [];
  let line = head;
  let bytes = Buffer.byteLength(head);
  for (const word of words) {
    const more = Buffer.byteLength(word) + 1;
    if (bytes + more > LINE_MAX_BYTES && line !== head) {
      lines.push(line);
      line = head;
      bytes = Buffer.byteLength(head);
    }
    line += ` ${word}`;
    bytes += more;
  }
  return [...lines, line];
}
