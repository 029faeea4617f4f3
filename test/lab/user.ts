import { spawnSync } from 'node:child_process';
import { peer } from '../support/peers.ts';

/** The user of scenarios that run without privilege: Debian's `nobody`. */
const NOBODY = '65534';
/** Whom doctor sees itself as within a user namespace of its own: not 65534, which is also how foreign owners look there. */
const WITHIN = '1000';

/** As whom doctor runs in a scenario. */
export interface LabUser {
  /** The owner of the scenario's files, as root names him; undefined where they stay root's. */
  readonly owner?: string;
  /** Words in front of a command line that make it his. */
  readonly words: readonly string[];
  /** What was asked for and is not so. */
  readonly instead?: string;
}

/**
 * As whom doctor runs: `undefined` is root, a number that user without any capability, `userns` the same inside a fresh user
 * namespace, as in a rootless container: files of root's belong to nobody there. Where the kernel makes no such namespace, `userns`
 * is the user alone, and `instead` says so.
 */
export function labUser(wanted: string | undefined): LabUser {
  if (wanted === undefined) return { words: [] };
  if (wanted !== 'userns') return { owner: wanted, words: setpriv(wanted) };
  const words = [...setpriv(NOBODY), 'unshare', '--user', `--map-user=${WITHIN}`, `--map-group=${WITHIN}`, '--'];
  const [program = '', ...rest] = [...words, 'true'];
  const { status, error, stderr } = spawnSync(peer(program) ?? program, rest, { encoding: 'utf8' });
  if (status === 0) return { owner: NOBODY, words };
  const why = error?.message ?? stderr.trim();
  return { owner: NOBODY, words: setpriv(NOBODY), instead: `no user namespace here (${why}): as user ${NOBODY} alone` };
}

function setpriv(user: string): string[] {
  return ['setpriv', '--reuid', user, '--regid', user, '--clear-groups', '--'];
}
