import type { ChatConnection, ChatDialect, ClientEvent } from '../../../chat/client/connection.ts';
import type { ClientCommand } from '../../../chat/protocol/events.ts';
import { JSON_ALPN } from '../../../chat/protocol/json.ts';
import { LLAVE_GREETING } from '../../facts/greeting.ts';

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

  /**
   * Takes a name, in the dialect that was agreed upon; where the greeting is in the other one, in that.
   * @throws Error with the server's code where it refuses
   */
  async enter(name: string): Promise<void> {
    let refusals = 0;
    const answer = this.hear((event) => {
      const spoken = spokenIn(event);
      if (spoken !== undefined && spoken !== this.connection.dialect) {
        this.connection.speak(spoken);
        // What we said meanwhile was nothing that it could understand.
        refusals = 1;
        void this.connection.send({ type: 'name', name }).catch(() => {});
      }
      if (event.type === 'error') return refusals-- > 0 ? undefined : event.code;
      return event.type === 'welcome' ? '' : undefined;
    });
    await Promise.race([this.connection.send({ type: 'name', name }), answer]);
    accepted(await answer);
  }

  /** Goes to a room. @throws Error with the server's code where it refuses */
  async join(room: string): Promise<void> {
    accepted(
      await this.ask({ type: 'join', room }, (event) => {
        if (event.type === 'error') return event.code;
        return event.type === 'welcome' && event.room === room ? '' : undefined;
      }),
    );
  }

  async #listen(): Promise<void> {
    for await (const event of this.connection) for (const listener of [...this.#listeners]) listener.hear(event);
    const code = this.connection.over === 'closed' ? 'CLOSED' : (this.connection.over ?? 'CLOSED');
    this.#over = Object.assign(new Error(code), { code });
    for (const listener of this.#listeners) listener.over(this.#over);
    this.#listeners.clear();
  }
}

function accepted(refusal: string): void {
  if (refusal !== '') throw Object.assign(new Error(refusal), { code: refusal });
}

/** The dialect of a greeting that was read in the other one. */
function spokenIn(event: ClientEvent): ChatDialect | undefined {
  if (event.type !== 'line' || !LLAVE_GREETING.test(event.text)) return undefined;
  return event.text.startsWith('{') ? JSON_ALPN : 'line';
}
