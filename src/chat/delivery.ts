import type { Codec } from './protocol/codec.ts';
import type { ServerEvent } from './protocol/events.ts';
import { type Delivery, isElsewhere } from './rooms.ts';
import type { Session } from './session.ts';

/** A delivery, and who wants to know how many got it and how many went without. */
export interface Queued extends Delivery {
  readonly counted?: (recipients: number, missed: number) => void;
}

/** Carries events to the sessions that they are for, one event after another. */
export class Deliverer {
  /** A fault: messages are receipted and reach nobody. */
  losesMessages = false;
  readonly #queue: Queued[] = [];
  #delivering = false;

  constructor(private readonly sessions: ReadonlyMap<number, Session>) {}

  // A delivery can make a slow reader leave, which is news for the others: it queues behind what is being delivered, so that
  // everyone sees events in one order.
  deliver(deliveries: readonly Queued[]): void {
    this.#queue.push(...deliveries);
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      for (let delivery = this.#queue.shift(); delivery; delivery = this.#queue.shift()) this.#carry(delivery);
    } finally {
      this.#delivering = false;
    }
  }

  /** Tells everyone who has a name. */
  tellAll(event: ServerEvent): void {
    this.deliver([{ to: [...this.sessions.values()].filter(({ named }) => named).map(({ id }) => id), event }]);
  }

  #carry({ to, event, counted }: Queued): void {
    const printed = new Map<string, Buffer[]>();
    let recipients = 0;
    let missed = 0;
    for (const id of to) {
      if (isElsewhere(id)) continue;
      const session = this.sessions.get(id);
      if (event.type === 'message' && this.losesMessages) recipients += 1;
      else if (session?.send(event, print(session.codec, event, printed))) recipients += 1;
      else missed += 1;
    }
    counted?.(recipients, missed);
  }
}

function print(codec: Codec, event: ServerEvent, printed: Map<string, Buffer[]>): Buffer[] {
  if (codec.shared === undefined) return codec.print(event);
  const known = printed.get(codec.shared);
  if (known) return known;
  const records = codec.print(event);
  printed.set(codec.shared, records);
  return records;
}
