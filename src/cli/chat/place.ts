import type { ClientEvent } from '../../chat/client/connection.ts';
import type { ClientCommand } from '../../chat/protocol/events.ts';

/** The answers to a text that is refused: no receipt follows. */
const REFUSED: readonly string[] = ['line-too-long', 'bad-utf8', 'too-large', 'bad-command'];

/** What a member wants back after a lost connection: its name, its room, and to know which of its texts are in doubt. */
export class Place {
  #name: string | undefined;
  #room: string | undefined;
  /** Whether the room is still to be entered: the way there leads through another one. */
  #onTheWay: boolean;
  #receipts = true;
  #unconfirmed: string[] = [];

  constructor(room: string | undefined) {
    this.#room = room;
    this.#onTheWay = room !== undefined;
  }

  /** The name last used. */
  get name(): string | undefined {
    return this.#name;
  }

  /** The room last entered, or asked for at the start. */
  get room(): string | undefined {
    return this.#room;
  }

  /** Takes note of what is asked for. */
  sent(command: ClientCommand): void {
    if (command.type === 'say' && this.#receipts) this.#unconfirmed.push(command.text);
    if (command.type === 'join') this.#onTheWay = false;
  }

  /** Takes note of what the server says. */
  heard(event: ClientEvent): void {
    if (event.type === 'welcome') this.#welcome(event.name, event.room);
    if (event.type === 'renamed' && event.self) this.#name = event.to;
    if (event.type === 'receipts') {
      this.#receipts = event.on;
      if (!event.on) this.#unconfirmed = [];
    }
    if (event.type === 'receipt' || (event.type === 'error' && REFUSED.includes(event.code))) this.#unconfirmed.shift();
    // Another server than ours knows no receipts.
    if (event.type === 'line') this.#unconfirmed = [];
  }

  /** The connection is lost. @returns the texts that may have reached nobody */
  lost(): string[] {
    const texts = this.#unconfirmed;
    this.#unconfirmed = [];
    this.#receipts = true;
    this.#onTheWay = this.#room !== undefined;
    return texts;
  }

  #welcome(name: string, room: string): void {
    this.#name = name;
    if (this.#onTheWay && room !== this.#room) return;
    this.#onTheWay = false;
    this.#room = room;
  }
}
