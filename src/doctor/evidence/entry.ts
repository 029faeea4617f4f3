/** Why an observation did not succeed. Language-free; text of peers is kept out of `code`. */
export interface Failure {
  /** A stable code: an errno name, or one of the probe's own. */
  readonly code: string;
  /** The raw message of Node or OpenSSL, for the curious; never shown without being cleaned. */
  readonly message?: string;
}

/** The two outcomes that a probe can record under one evidence key. */
export interface Observed<V, F extends Failure = Failure> {
  readonly value: V;
  readonly failure: F;
}

interface Timed {
  /** When the observation began, ISO 8601. */
  readonly startedAt: string;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

/** The observation succeeded. */
export interface OkEntry<V> extends Timed {
  readonly state: 'ok';
  readonly value: V;
}

/** The observation was made and failed: that is evidence too. */
export interface FailedEntry<F> extends Timed {
  readonly state: 'failed';
  readonly failure: F;
}

/** The observation could not be made, because evidence that it rests on is missing. */
export interface BlockedEntry extends Timed {
  readonly state: 'blocked';
  readonly failure: { readonly code: 'BLOCKED'; readonly by: string };
}

/** One entry of the evidence store. */
export type EntryOf<O extends Observed<unknown>> = OkEntry<O['value']> | FailedEntry<O['failure']> | BlockedEntry;
