/** Where "now" comes from; handed in, so that tests and `--at` can freeze it. */
export interface Clock {
  /** The current time. */
  now(): Date;
}

/** The clock of this machine. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at `time`. */
export function frozenClock(time: Date): Clock {
  return { now: () => new Date(time) };
}
