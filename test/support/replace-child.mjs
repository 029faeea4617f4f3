// In a folder with server.crt and server.key: first finishes or undoes what a killed run left; then, unless told
// "recover", puts next.crt and next.key in their place. Its hook copies what a service would load.
import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { recoverRun } from '../../src/renewal/recover.ts';
import { replaceSet } from '../../src/renewal/replace.ts';
import { openStateFolder, stateFolder } from '../../src/renewal/state/folder.ts';
import { takeLock } from '../../src/renewal/state/lock.ts';
import { StepLog } from '../../src/renewal/steps.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemNetwork } from '../../src/runtime/network.ts';

const [folder, mode, hook = 'cat server.crt server.key > loaded'] = process.argv.slice(2);
process.chdir(folder);
const file = (path, role, secret) => {
  const { mode, uid, gid } = statSync(path);
  return { role, path: join(folder, path), data: readFileSync(path), mode: mode & 0o777, uid, gid, secret };
};
const certificate = join(folder, 'server.crt');
const state = stateFolder(certificate);
const options = {
  hooks: [{ name: hook, shell: hook }],
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
  process.stdout.write(recovery);
  if (mode === 'replace') {
    const files = [file('server.crt', 'certificate', false), file('server.key', 'key', true)];
    const next = [
      { ...files[0], data: readFileSync('next.crt') },
      { ...files[1], data: readFileSync('next.key') },
    ];
    const set = { certificate, folder: state, files, leaf: new X509Certificate(files[0].data), chain: [] };
    await replaceSet({ kind: 'renew', set, files: next, leaf: new X509Certificate(next[0].data) }, options);
    process.stdout.write(' done');
  }
} catch (error) {
  process.stdout.write(` ${error.failure?.code ?? error.code ?? error.stack}`);
} finally {
  lock.release();
}
