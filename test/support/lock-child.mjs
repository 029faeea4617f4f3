// Takes the lock of a folder again and again, and counts in a file in a way that only works when it is alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { takeLock } from '../../src/renewal/state/lock.ts';

const [folder, rounds, forever] = process.argv.slice(2);
for (let round = 0; round < Number(rounds); round += 1) {
  const lock = await takeLock(folder, 60_000);
  const count = Number(readFileSync(join(folder, 'count'), 'utf8'));
  if (forever) {
    process.stdout.write('held');
    await delay(600_000);
  }
  await delay(1);
  writeFileSync(join(folder, 'count'), String(count + 1));
  lock.release();
}
