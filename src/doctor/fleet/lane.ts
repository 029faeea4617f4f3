import { Pace } from './pace.ts';
import type { FleetTarget } from './targets.ts';

/** Diagnoses one target; the signal breaks it off. */
export type Diagnose<D> = (target: FleetTarget, signal: AbortSignal) => Promise<D>;

/** A thread that diagnoses targets, as many at a time as it can do without being late. */
export interface Lane<D> {
  /** So many at a time, now. */
  readonly allowed: number;
  /** @throws LaneLost when the thread ended before the diagnosis did */
  readonly diagnose: Diagnose<D>;
  /** From now on `onLook` is called whenever `allowed` may have changed. */
  begin(onLook: () => void): void;
  /** What goes on in it is broken off. */
  end(): void;
}

/** The thread is gone: what it had is to be diagnosed elsewhere. */
export class LaneLost extends Error {}

/** The lane of this very thread, for at most so many at a time. */
export function ownLane<D>(diagnose: Diagnose<D>, most: number): Lane<D> {
  const pace = new Pace(most);
  return {
    get allowed() {
      return pace.allowed;
    },
    diagnose,
    begin: (onLook) => pace.watch(onLook),
    end: () => pace.end(),
  };
}
