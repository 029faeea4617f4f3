import type { Clock } from '../runtime/clock.ts';
import type { LocalSystem } from '../runtime/local-system.ts';
import type { Network } from '../runtime/network.ts';
import type { EvidenceKey, FailureOf, Seen, SingleKey, ValueOf } from './evidence.ts';
import type { LiveConnections } from './live.ts';

/** What a probe works with: interfaces to the outside, and its limits. It has no other way out. */
export interface ProbeContext {
  readonly network: Network;
  readonly system: LocalSystem;
  readonly clock: Clock;
  /** Milliseconds that this run of the probe may take. */
  readonly timeoutMs: number;
  /** Fires when the probe's or the whole diagnosis' time is up. */
  readonly signal: AbortSignal;
  /** What opens the key or PKCS#12 file that was named; it never becomes evidence. */
  readonly passphrase?: string;
  /** Whether other diagnoses run meanwhile: then the kernel's counters are never those of one attempt alone. */
  readonly crowded?: boolean;
  /** Connections that one probe leaves open for the next. */
  readonly live: LiveConnections;
}

/** What a probe found: the value, the failure that it observed, or the evidence for want of which it could not look. */
export type Observation<K extends EvidenceKey> =
  | { readonly value: ValueOf<K> }
  | { readonly failure: FailureOf<K> }
  | { readonly blockedBy: EvidenceKey };

/**
 * When a probe runs: `quick` always; `battery` only after the evidence named by `separates` has failed, or with
 * `--deep`; `deep` only with `--deep`.
 */
export type Stage = 'quick' | 'battery' | 'deep';

/** One observation. It opens one connection, where one does not do a few after each other, records one piece of evidence, and never judges. */
export interface Probe<
  Y extends EvidenceKey = EvidenceKey,
  N extends SingleKey = SingleKey,
  R extends EvidenceKey = EvidenceKey,
> {
  /** The evidence that it records. */
  readonly yields: Y;
  readonly stage: Stage;
  /** Evidence that must be ok before it can look. */
  readonly needs: readonly N[];
  /** Evidence that must be settled, in whatever state, before it looks. */
  readonly reads: readonly R[];
  /** For the stage `battery`: the evidence whose failure it helps to explain. */
  readonly separates?: readonly EvidenceKey[];
  /** For the stage `battery`: looks already when what it `separates` has been out for so many milliseconds. */
  readonly impatientMs?: number;
  /** With `--deep`, too, it waits for a failure: earlier it would be in the way of what it separates. */
  readonly onlyOnFailure?: boolean;
  /** On the main road from the name to the chat: if it fails and no check says why, the diagnosis is inconclusive. */
  readonly goal?: boolean;
  /** Whether a run opens a connection (or sends a datagram), which the budget counts. */
  readonly connects: boolean;
  /** Runs with no other connection in flight, so that kernel counters are its own. */
  readonly exclusive?: boolean;
  /** A tighter time-out than the user's, in milliseconds. */
  readonly timeoutMs?: number;
  /** Whether there is anything to look at; without it there always is. */
  when?(seen: Seen<N, R>): boolean;
  /** The instances of a family: one run of the probe for each. */
  instances?(seen: Seen<N, R>): readonly string[];
  /** May look before everything that it reads is settled. */
  early?(seen: Seen<N, R>): boolean;
  run(seen: Seen<N, R>, context: ProbeContext, at: string): Promise<Observation<Y>>;
}

/** Declares a probe; what it sees is narrowed to what it declared. */
export function defineProbe<
  const Y extends EvidenceKey,
  const N extends SingleKey = never,
  const R extends EvidenceKey = never,
>(probe: Probe<Y, N, R>): Probe {
  return probe as unknown as Probe;
}
