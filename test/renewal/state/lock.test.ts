import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../../src/renewal/state/lock.ts';
import { thisProcess } from '../../../src/runtime/holder.ts';
import { tempDir } from '../../support/temp-dir.ts';

const child = fileURLToPath(new URL('../../support/lock-child.mjs', import.meta.url));
const run = promisify(execFile);

describe('takeLock', () => {
  it('lets one in at a time: 4 processes, 200 rounds, nothing is lost', { timeout: 60_000 }, async () => {
    const folder = tempDir();
    writeFileSync(join(folder, 'count'), '0');
    await Promise.all(Array.from({ length: 4 }, () => run(process.execPath, [child, folder, '50'])));
    expect(readFileSync(join(folder, 'count'), 'utf8')).toBe('200');
    expect(readdirSync(folder).filter((name) => name.startsWith('lock.'))).toHaveLength(1);
  });

  it('leaves with the holder when the wait is over, and enters when the holder was killed', async () => {
    const folder = tempDir();
    writeFileSync(join(folder, 'count'), '0');
    const holder = spawn(process.execPath, [child, folder, '1', 'forever']);
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    await expect(takeLock(folder, 0)).rejects.toMatchObject({
      code: 'ERR_RENEW_LOCKED',
      params: { pid: holder.pid, host: hostname() },
    });
    const gone = new Promise((resolve) => holder.once('exit', resolve));
    holder.kill('SIGKILL');
    await gone;
    (await takeLock(folder, 0)).release();
  });

  it('waits for a holder of the same process', async () => {
    const folder = tempDir();
    const first = await takeLock(folder, 0);
    const order: string[] = [];
    const second = takeLock(folder, 10_000).then((lock) => {
      order.push('second');
      lock.release();
    });
    order.push('first');
    first.release();
    first.release();
    await second;
    expect(order).toEqual(['first', 'second']);
  });

  it('is not fooled by a later process with the same number', async () => {
    const folder = tempDir();
    writeFileSync(join(folder, 'lock.7'), JSON.stringify({ ...thisProcess(), started: 'another boot:1' }));
    (await takeLock(folder, 0)).release();
    expect(readdirSync(folder)).toEqual(['lock.8']);
  });

  it('believes a holder on another machine for two minutes after its last sign of life', async () => {
    const folder = tempDir();
    const path = join(folder, 'lock.1');
    writeFileSync(path, JSON.stringify({ host: 'elsewhere.example', pid: 1, started: '' }));
    await expect(takeLock(folder, 0)).rejects.toMatchObject({ code: 'ERR_RENEW_LOCKED' });
    const old = new Date(Date.now() - 121_000);
    utimesSync(path, old, old);
    (await takeLock(folder, 0)).release();
  });
});
