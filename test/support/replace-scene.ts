import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { recoverRun } from '../../src/renewal/recover.ts';
import { replaceSet } from '../../src/renewal/replace.ts';
import type { Role, SetFile } from '../../src/renewal/set.ts';
import { openStateFolder, stateFolder } from '../../src/renewal/state/folder.ts';
import { takeLock } from '../../src/renewal/state/lock.ts';
import { StepLog } from '../../src/renewal/steps.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemNetwork } from '../../src/runtime/network.ts';

/**
 * In a folder with server.crt and server.key: first finishes or undoes what a killed run left; then, where `mode` is
 * `replace`, puts next.crt and next.key in their place.
 * @param hook run in that folder
 * @returns what was done, or the code of what went wrong
 */
export async function replaceIn(folder: string, mode: 'recover' | 'replace', hook: string): Promise<string> {
  const file = (name: string, role: Role, secret: boolean): SetFile => {
    const path = join(folder, name);
    const { mode: bits, uid, gid } = statSync(path);
    return { role, path, data: readFileSync(path), mode: bits & 0o777, uid, gid, secret };
  };
  const certificate = join(folder, 'server.crt');
  const state = stateFolder(certificate);
  const options = {
    hooks: [{ name: hook, shell: `cd ${folder}; ${hook}` }],
    hook: { timeoutMs: 10_000, env: { PATH: process.env.PATH } },
    proof: { targets: [], timeoutMs: 1000, network: systemNetwork },
    keep: 1,
    clock: systemClock,
    log: new StepLog(systemClock),
  };
  openStateFolder(state);
  const lock = await takeLock(state, 10_000);
  try {
    const recovery = await recoverRun(state, certificate, options);
    if (mode === 'recover') return recovery;
    const files = [file('server.crt', 'certificate', false), file('server.key', 'key', true)] as const;
    const next = [
      { ...files[0], data: readFileSync(join(folder, 'next.crt')) },
      { ...files[1], data: readFileSync(join(folder, 'next.key')) },
    ] as const;
    const set = { certificate, folder: state, files, leaf: new X509Certificate(files[0].data), chain: [] };
    await replaceSet({ kind: 'renew', set, files: next, leaf: new X509Certificate(next[0].data) }, options);
    return `${recovery} done`;
  } catch (error) {
    const { failure, code, stack } = error as { failure?: { code: string }; code?: string; stack?: string };
    return failure?.code ?? code ?? String(stack);
  } finally {
    lock.release();
  }
}
