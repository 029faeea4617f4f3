import { type Span, spanLength } from './duration.ts';
import { nextOpening, type Opening, type Window } from './window.ts';

/** What the policy needs to know of a certificate. */
export interface Lifetime {
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** When llave put this very certificate in place, where it did: later than notBefore if the issuer backdates. */
  readonly installedAt?: Date;
}

/** How the user wants it. */
export interface PolicyOptions {
  /** Renew this long before expiry, instead of at 2/3 (1/2) of the lifetime. */
  readonly before?: Span;
  /** Renew up to this much earlier; how much exactly follows from `seed`. */
  readonly jitter?: Span;
  /** From 0 to less than 1, and the same whenever the same certificate is judged on the same machine. */
  readonly seed?: number;
  readonly windows?: readonly Window[];
}

/** Why it is due, or why not. */
export type Reason =
  | 'not-yet'
  | 'not-yet-valid'
  | 'waiting-for-window'
  | 'lifetime'
  | 'before'
  | 'window-open'
  | 'no-window-left'
  | 'expired';

/** The answer: due or not, when next, and why. */
export interface Decision {
  readonly due: boolean;
  readonly reason: Reason;
  /** From when it is due, windows aside. */
  readonly dueAt: Date;
  /** When it will be renewed, if somebody looks then: never after `expires`, and not after now where it is due. */
  readonly next: Date;
  readonly expires: Date;
  /** The rule that set `dueAt`; `before-limited` is a `--before` of more than two thirds of the lifetime. */
  readonly rule: 'two-thirds' | 'half' | 'before' | 'before-limited';
  readonly opening?: Opening;
}

const SHORT_LIVED_MS = 10 * 864e5;
const HOUR_MS = 36e5;

/**
 * Decides whether a certificate is due (design 1.6): at 2/3 of its real lifetime, 1/2 where that is 10 days or less, or
 * `before` its expiry, a little earlier by jitter, and then in the next maintenance window if one opens in time. A
 * certificate that was put in place just now is never due.
 */
export function decide(lifetime: Lifetime, options: PolicyOptions, now: Date): Decision {
  const { notAfter } = lifetime;
  const { dueAt, rule } = dueTime(lifetime, options);
  const base = { dueAt, rule, expires: notAfter };
  if (now > notAfter) return { ...base, due: true, reason: 'expired', next: now };
  const start = now > dueAt ? now : dueAt;
  const plan = choose(start, lifetime, options);
  const answer = plan.opening === undefined ? base : { ...base, opening: plan.opening };
  if (now < dueAt)
    return { ...answer, due: false, reason: now < lifetime.notBefore ? 'not-yet-valid' : 'not-yet', next: plan.at };
  if (plan.at > now) return { ...answer, due: false, reason: 'waiting-for-window', next: plan.at };
  const reason = plan.opening !== undefined ? 'window-open' : plan.missed ? 'no-window-left' : plainReason(rule);
  return { ...answer, due: true, reason, next: now };
}

function plainReason(rule: Decision['rule']): Reason {
  return rule === 'before' || rule === 'before-limited' ? 'before' : 'lifetime';
}

function dueTime(lifetime: Lifetime, options: PolicyOptions): { dueAt: Date; rule: Decision['rule'] } {
  const start = startOf(lifetime);
  const length = Math.max(0, lifetime.notAfter.getTime() - start);
  const earliest = start + length / 3;
  let at: number;
  let rule: Decision['rule'];
  if (options.before !== undefined) {
    at = start + length - spanLength(options.before, length);
    rule = at < earliest ? 'before-limited' : 'before';
  } else {
    rule = length <= SHORT_LIVED_MS ? 'half' : 'two-thirds';
    at = start + (rule === 'half' ? length / 2 : (length * 2) / 3);
  }
  if (options.jitter !== undefined) at -= spanLength(options.jitter, length) * (options.seed ?? 0);
  return { dueAt: new Date(Math.floor(Math.max(at, earliest))), rule };
}

/** From when the lifetime counts. An installation behind the expiry says nothing. */
function startOf({ notBefore, notAfter, installedAt }: Lifetime): number {
  if (installedAt === undefined || installedAt <= notBefore || installedAt >= notAfter) return notBefore.getTime();
  return installedAt.getTime();
}

/** The time to renew at, from `start` on: in a window if one opens in time, at once if none does. */
function choose(
  start: Date,
  lifetime: Lifetime,
  options: PolicyOptions,
): { at: Date; opening?: Opening; missed?: boolean } {
  const windows = options.windows ?? [];
  if (windows.length === 0) return { at: start };
  const length = lifetime.notAfter.getTime() - startOf(lifetime);
  const lastCall = new Date(lifetime.notAfter.getTime() - Math.min(HOUR_MS, length / 20));
  const opening = nextOpening(windows, start);
  if (opening === undefined) return { at: start, missed: true };
  if (opening.from <= start) return { at: start, opening };
  return opening.from <= lastCall ? { at: opening.from, opening } : { at: start, missed: true };
}
