import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { MAX_INPUT_BYTES, readInput } from '../../src/files/read.ts';
import { canRunAsNobody } from '../support/unprivileged.ts';

const root = mkdtempSync(join(tmpdir(), 'llave-read-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const at = (name: string) => join(root, name);

describe('readInput', () => {
  it('reads a file, and standard input for -', async () => {
    writeFileSync(at('a'), 'hello');
    expect((await readInput(at('a'))).toString()).toBe('hello');
    expect((await readInput('-', { stdin: Readable.from(['he', Buffer.from('llo')]) })).toString()).toBe('hello');
  });

  it('reads a pipe', () => {
    execFileSync('mkfifo', [at('pipe')]);
    const module = fileURLToPath(new URL('../../src/files/read.ts', import.meta.url));
    const script = `import { readInput } from ${JSON.stringify(module)}; process.stdout.write(await readInput(process.argv[1]));`;
    const shell = `printf from-a-pipe > "$1" & exec "$2" --input-type=module -e "$3" "$1"`;
    const ended = spawnSync('sh', ['-c', shell, 'sh', at('pipe'), process.execPath, script], { encoding: 'utf8' });
    expect(ended.stdout).toBe('from-a-pipe');
  });

  it('tells apart missing, folder, empty and oversized', async () => {
    mkdirSync(at('folder'));
    writeFileSync(at('empty'), '');
    writeFileSync(at('full'), '');
    truncateSync(at('full'), MAX_INPUT_BYTES);
    writeFileSync(at('huge'), '');
    truncateSync(at('huge'), MAX_INPUT_BYTES + 1);
    await expect(readInput(at('no'))).rejects.toMatchObject({ code: 'ERR_INPUT_MISSING', params: { file: at('no') } });
    await expect(readInput(at('empty/x'))).rejects.toMatchObject({ code: 'ERR_INPUT_MISSING' });
    await expect(readInput(at('folder'))).rejects.toMatchObject({ code: 'ERR_INPUT_IS_DIRECTORY' });
    await expect(readInput(at('empty'))).rejects.toMatchObject({ code: 'ERR_INPUT_EMPTY' });
    await expect(readInput(at('huge'))).rejects.toMatchObject({ code: 'ERR_INPUT_TOO_LARGE' });
    expect((await readInput(at('full'))).length).toBe(MAX_INPUT_BYTES);
  });

  it('stops an endless stream at the cap', async () => {
    async function* endless() {
      for (;;) yield Buffer.alloc(65536);
    }
    await expect(readInput('-', { stdin: endless() })).rejects.toMatchObject({ code: 'ERR_INPUT_TOO_LARGE' });
    await expect(readInput('/dev/zero')).rejects.toMatchObject({ code: 'ERR_INPUT_TOO_LARGE' });
  });

  it.skipIf(!canRunAsNobody())('says that a file may not be read (needs root)', () => {
    writeFileSync(at('shut'), 'x', { mode: 0o000 });
    const module = fileURLToPath(new URL('../../src/files/read.ts', import.meta.url));
    const script = `import { readInput } from ${JSON.stringify(module)}; process.setuid(65534);
      await readInput(process.argv[1]).catch((error) => process.stdout.write(error.code));`;
    execFileSync('chmod', ['755', root]);
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script, at('shut')], { encoding: 'utf8' });
    expect(ended.stdout).toBe('ERR_INPUT_UNREADABLE');
  });
});
