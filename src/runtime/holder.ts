import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** One process, told apart from a later one that got the same number. */
export interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When it started, in the words of the system; empty where the system does not tell. */
  readonly started: string;
}

/** This process. */
export function thisProcess(): Holder {
  return { host: hostname(), pid: process.pid, started: startOf(process.pid) ?? '' };
}

/** Whether a process is alive; undefined where it is on another machine and cannot be told. */
export function isAlive(holder: Holder): boolean | undefined {
  if (holder.host !== hostname()) return undefined;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const started = startOf(holder.pid);
  return started === undefined || holder.started === '' || started === holder.started;
}

/** Boot and start time of a process, from /proc; undefined where there is none, empty for a process that is gone. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces and parentheses: count from the last one. Field 22 is the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie holds nothing any more.
    return fields[0] === 'Z' ? '' : `${boot}:${fields[19]}`;
  } catch {
    return undefined;
  }
}
