/** The signals that ask a long-running command to end. */
export type StopSignal = 'SIGINT' | 'SIGTERM';

const STOP: readonly StopSignal[] = ['SIGINT', 'SIGTERM'];

/**
 * Waits for the first signal that asks us to end; a further one calls `impatient`.
 */
export function untilStopped(impatient: () => void): Promise<StopSignal> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of STOP) {
      process.on(signal, () => {
        if (asked) impatient();
        asked = true;
        resolve(signal);
      });
    }
  });
}

/** Calls `act` on every SIGHUP, where the system has it. */
export function onHangup(act: () => void): void {
  if (process.platform !== 'win32') process.on('SIGHUP', act);
}
