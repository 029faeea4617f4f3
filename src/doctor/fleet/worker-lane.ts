import type { MessagePort, Worker } from 'node:worker_threads';
import { type Diagnose, type Lane, LaneLost } from './lane.ts';
import { Pace } from './pace.ts';
import type { FleetTarget } from './targets.ts';

/** What a worker says: how many it takes at a time, what it found, or what it threw. */
type Said<S> =
  | { readonly allowed: number }
  | { readonly index: number; readonly diagnosis: S }
  | { readonly index: number; readonly thrown: unknown };

interface Pending<D> {
  resolve(diagnosis: D): void;
  reject(thrown: unknown): void;
}

/**
 * The lane of a worker that runs `serveLane`; it takes nothing until the worker is ready.
 *
 * @param received makes a diagnosis of what the worker sent of it
 * @param onLost the worker ended before it was told to: out of memory, or it could not be loaded
 */
export function workerLane<S, D>(worker: Worker, received: (sent: S) => D, onLost: () => void): Lane<D> {
  const pending = new Map<number, Pending<D>>();
  let allowed = 0;
  let look = () => {};
  let alive = true;
  const lost = () => {
    if (!alive) return;
    alive = false;
    onLost();
    allowed = 0;
    for (const { reject } of pending.values()) reject(new LaneLost());
    pending.clear();
    look();
  };
  worker.on('message', (said: Said<S>) => {
    if ('allowed' in said) {
      allowed = said.allowed;
      look();
      return;
    }
    const waiting = pending.get(said.index);
    pending.delete(said.index);
    if ('thrown' in said) waiting?.reject(said.thrown);
    else waiting?.resolve(received(said.diagnosis));
  });
  // The others go on without it.
  worker.on('error', lost);
  worker.on('exit', lost);
  return {
    get allowed() {
      return allowed;
    },
    diagnose: (target) =>
      new Promise((resolve, reject) => {
        pending.set(target.index, { resolve, reject });
        worker.postMessage(target);
      }),
    begin: (onLook) => {
      look = onLook;
    },
    end: () => {
      alive = false;
      void worker.terminate();
    },
  };
}

/** Diagnoses what comes over a worker's port, at most so many at a time, until the worker is ended. What is found must be plain data. */
export function serveLane<S>(port: MessagePort, diagnose: Diagnose<S>, most: number): void {
  const pace = new Pace(most);
  const say = (said: Said<S>) => port.postMessage(said);
  let told = pace.allowed;
  const never = new AbortController().signal;
  port.on('message', async (target: FleetTarget) => {
    const { index } = target;
    try {
      say({ index, diagnosis: await diagnose(target, never) });
    } catch (thrown) {
      say({ index, thrown });
    }
  });
  pace.watch(() => {
    if (pace.allowed === told) return;
    told = pace.allowed;
    say({ allowed: told });
  });
  say({ allowed: told });
}
