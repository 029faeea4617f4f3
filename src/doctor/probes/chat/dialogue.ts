import type { ChatConnection, ClientEvent } from '../../../chat/client/connection.ts';
import type { ClientCommand } from '../../../chat/protocol/events.ts';

interface Listener {
  hear(event: ClientEvent): void;
  over(error: Error): void;
}

/** A chat connection on which several probes may wait at once, each for an answer of its own. */
export class Dialogue {
  readonly #listeners = new Set<Listener>();
  #over: Error | undefined;

  constructor(readonly connection: ChatConnection) {
    void this.#listen();
  }

  /**
   * Waits for the first event that `pick` makes something of.
   * @throws Error with the code `CLOSED`, or that of the socket, when the connection ends before
   */
  hear<T>(pick: (event: ClientEvent) => T | undefined): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#over) return reject(this.#over);
      const listener: Listener = {
        hear: (event) => {
          const picked = pick(event);
          if (picked === undefined) return;
          this.#listeners.delete(listener);
          resolve(picked);
        },
        over: reject,
      };
      this.#listeners.add(listener);
    });
  }

  /** Sends a command and waits for its answer. @throws what `hear` and `ChatConnection.send` throw */
  async ask<T>(command: ClientCommand, pick: (event: ClientEvent) => T | undefined): Promise<T> {
    const answer = this.hear(pick);
    await Promise.race([this.connection.send(command), answer]);
    return await answer;
  }

  /** Takes a name, or goes to a room. @throws Error with the server's code where it refuses */
  async step(command: Extract<ClientCommand, { type: 'name' | 'join' }>): Promise<void> {
    const refused = await this.ask(command, (event) => {
      if (event.type === 'error') return event.code;
      return event.type === 'welcome' && (command.type === 'name' || event.room === command.room) ? '' : undefined;
    });
    if (refused !== '') throw Object.assign(new Error(refused), { code: refused });
  }

  async #listen(): Promise<void> {
    for await (const event of this.connection) for (const listener of [...this.#listeners]) listener.hear(event);
    const code = this.connection.over === 'closed' ? 'CLOSED' : (this.connection.over ?? 'CLOSED');
    this.#over = Object.assign(new Error(code), { code });
    for (const listener of this.#listeners) listener.over(this.#over);
    this.#listeners.clear();
  }
}
