import type { TLSSocket } from 'node:tls';
import { AppError } from '../../errors/app-error.ts';
import type { ClientCommand, ServerEvent } from '../protocol/events.ts';
import { JSON_ALPN, JSON_LINE_MAX_BYTES } from '../protocol/json.ts';
import { LineSplitter } from '../protocol/line-splitter.ts';
import { cleanText } from '../protocol/text.ts';
import { parseServerLine } from './server-line.ts';

/** What a client hears: an event of the protocol, or a line that is none (another server, dialect `line`). */
export type ClientEvent = ServerEvent | { type: 'line'; text: string };

/** What a client speaks. */
export type ChatDialect = 'llave-chat/1' | 'line';

/** One connection to a chat server, after the handshake; reads are pulled, so that a slow reader slows the server's writes. */
export class ChatConnection {
  #dialect: ChatDialect;
  readonly #events: ClientEvent[] = [];
  readonly #splitter = new LineSplitter(2 * JSON_LINE_MAX_BYTES);
  #wake: (() => void) | undefined;
  #over: { reason: string } | undefined;

  constructor(
    readonly socket: TLSSocket,
    readonly target: string,
  ) {
    this.#dialect = socket.alpnProtocol === JSON_ALPN ? JSON_ALPN : 'line';
    socket.on('data', (chunk: Buffer) => this.#heard(this.#splitter.push(chunk)));
    socket.on('end', () => this.#heard(this.#splitter.end()));
    socket.on('error', (error: NodeJS.ErrnoException) => this.#end(error.code ?? 'unknown'));
    socket.on('close', () => this.#end('closed'));
  }

  /** What is spoken: JSON if both ends know it, lines otherwise. */
  get dialect(): ChatDialect {
    return this.#dialect;
  }

  /** Goes on in another dialect: what stands in between may have agreed upon one thing here and another there. */
  speak(dialect: ChatDialect): void {
    this.#dialect = dialect;
  }

  /** Why the connection is over, undefined while it is not. `closed` is an orderly end. */
  get over(): string | undefined {
    return this.#over?.reason;
  }

  /** The next event, undefined when the connection is over. */
  async next(): Promise<ClientEvent | undefined> {
    while (this.#events.length === 0) {
      if (this.#over) return undefined;
      this.socket.resume();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#events.shift();
  }

  /** Every event until the connection is over. */
  async *[Symbol.asyncIterator](): AsyncGenerator<ClientEvent, void> {
    for (let event = await this.next(); event; event = await this.next()) yield event;
  }

  /** Sends a command in the dialect that is spoken; resolves when it may be followed by more. */
  send(command: ClientCommand): Promise<void> {
    return this.#write(this.dialect === 'line' ? printCommand(command) : JSON.stringify(command));
  }

  /** Takes a name and waits until the server has said whether it is ours. @throws AppError ERR_CHAT_NAME, ERR_CHAT_LOST */
  async enter(name: string): Promise<void> {
    await this.send({ type: 'name', name });
    const kept: ClientEvent[] = [];
    for (let event = await this.next(); event; event = await this.next()) {
      if (event.type === 'error') throw new AppError('ERR_CHAT_NAME', { name, code: event.code });
      kept.push(event);
      // Another server than ours says nothing of the kind: its first line is as good as a welcome.
      if (event.type === 'welcome' || event.type === 'line') {
        this.#events.unshift(...kept);
        return;
      }
    }
    throw new AppError('ERR_CHAT_LOST', { target: this.target, reason: this.over ?? 'closed' });
  }

  /** Writes out what waits and closes; resolves when the server has closed too. */
  async close(): Promise<void> {
    this.socket.end();
    this.socket.resume();
    while (!this.#over) await this.next();
  }

  /** Closes at once. */
  destroy(reason: string): void {
    this.#end(reason);
    this.socket.destroy();
  }

  async #write(line: string): Promise<void> {
    if (this.#over || !this.socket.writable) {
      throw new AppError('ERR_CHAT_LOST', { target: this.target, reason: this.over ?? 'closed' });
    }
    if (this.socket.write(`${line}\n`)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.socket.off('drain', done).off('close', done);
        resolve();
      };
      this.socket.on('drain', done).on('close', done);
    });
  }

  #heard(lines: ReturnType<LineSplitter['push']>): void {
    for (const line of lines) {
      if (!line.ok) continue;
      const event = this.dialect === 'line' ? parseServerLine(line.text) : parseEvent(line.text);
      if (event.type === 'ping' && this.dialect !== 'line') void this.send({ type: 'pong' }).catch(() => {});
      else this.#events.push(event);
    }
    if (this.#events.length > 1024) this.socket.pause();
    this.#wake?.();
  }

  #end(reason: string): void {
    this.#over ??= { reason };
    this.#wake?.();
  }
}

function parseEvent(line: string): ClientEvent {
  try {
    const event = JSON.parse(line) as ServerEvent;
    if (typeof event === 'object' && event !== null && typeof event.type === 'string') return event;
  } catch {
    // Shown as the line that it is.
  }
  return { type: 'line', text: cleanText(line) };
}

function printCommand(command: ClientCommand): string {
  switch (command.type) {
    case 'name':
      return command.name;
    case 'say':
      return command.text.startsWith('/') ? `/${command.text}` : command.text;
    case 'rename':
      return `/name ${command.name}`;
    case 'join':
      return `/join ${command.room}`;
    case 'receipts':
      return `/receipts ${command.on ? 'on' : 'off'}`;
    default:
      return `/${command.type}`;
  }
}
