// Preloaded into a child: counts every call that changes the file system, kills the process before call number
// LLAVE_STEP_KILL, and after each call writes what LLAVE_STEP_WATCH (a folder) shows to others than its owner.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

const killAt = Number(process.env.LLAVE_STEP_KILL ?? 0);
const watched = process.env.LLAVE_STEP_WATCH;
const root = process.env.LLAVE_STEP_ROOT ?? watched;
const original = { ...fs };
let steps = 0;

function concerns(args) {
  return root === undefined || args.some((arg) => typeof arg === 'number' || String(arg).includes(root));
}

function exposed(folder) {
  return original.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return exposed(path);
    if (!entry.isFile()) return [];
    const { mode, ino, size } = original.statSync(path);
    return (mode & 0o077) === 0 ? [] : [{ name: entry.name, ino, size, mode: (mode & 0o777).toString(8) }];
  });
}

for (const name of [
  'mkdirSync',
  'symlinkSync',
  'linkSync',
  'renameSync',
  'rmSync',
  'unlinkSync',
  'openSync',
  'writeSync',
  'writeFileSync',
  'copyFileSync',
  'fchmodSync',
  'fsyncSync',
  'closeSync',
]) {
  fs[name] = (...args) => {
    if (!concerns(args)) return original[name](...args);
    steps += 1;
    if (steps === killAt) process.kill(process.pid, 'SIGKILL');
    const result = original[name](...args);
    if (watched) {
      for (const file of exposed(watched)) original.writeSync(2, `${JSON.stringify({ step: steps, name, file })}\n`);
    }
    return result;
  };
}
syncBuiltinESMExports();
