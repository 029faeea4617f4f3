import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { bundled } from '../support/bundled.ts';

const support = fileURLToPath(new URL('../support/', import.meta.url));
const child = bundled('write-child.mjs');
const root = mkdtempSync(join(tmpdir(), 'llave-kill-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Scene {
  files: { path: string; data: string; secret?: boolean }[];
  force?: boolean;
  umask?: number;
}

interface Ended {
  signal: string | null;
  stdout: string;
  stderr: string;
}

function run(scene: Scene, env: Record<string, string> = {}): Promise<Ended> {
  const args = ['--import', join(support, 'fs-steps.mjs'), child, JSON.stringify(scene)];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      resolve({ signal: (error as NodeJS.ErrnoException & { signal?: string })?.signal ?? null, stdout, stderr });
    });
  });
}

const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

/** Kills a fresh copy of the scene before every step, until one run gets through; returns what each kill left. */
async function killEverywhere(name: string, setUp: (folder: string) => Scene, look: (folder: string) => void) {
  let completed = false;
  let step = 0;
  const attempt = async (at: number) => {
    const folder = join(root, `${name}-${at}`);
    mkdirSync(folder);
    const scene = setUp(folder);
    const ended = await run(scene, { LLAVE_STEP_KILL: String(at), LLAVE_STEP_ROOT: folder });
    if (ended.stdout === 'done') completed = true;
    else expect(ended.signal, ended.stderr).toBe('SIGKILL');
    look(folder);
    // Whatever was left, the same command works afterwards and tidies up.
    const again = await run({ ...scene, force: true });
    expect(again.stdout, again.stderr).toBe('done');
    expect(readdirSync(folder).filter((entry) => entry.startsWith('.llave'))).toEqual([]);
    for (const file of scene.files) expect(read(file.path)).toBe(file.data);
  };
  while (!completed) {
    await Promise.all([attempt(step + 1), attempt(step + 2)]);
    step += 2;
    expect(step).toBeLessThan(200);
  }
  return step;
}

describe('a kill at every step', { timeout: 300_000 }, () => {
  it('leaves the old pair or the new pair where a pair is replaced', async () => {
    const seen = new Set<string>();
    const steps = await killEverywhere(
      'replace',
      (folder) => {
        writeFileSync(join(folder, 'server.key'), 'old', { mode: 0o644 });
        writeFileSync(join(folder, 'server.crt'), 'old');
        return {
          force: true,
          files: [
            { path: join(folder, 'server.key'), data: 'new', secret: true },
            { path: join(folder, 'server.crt'), data: 'new' },
          ],
        };
      },
      (folder) => {
        const state = `${read(join(folder, 'server.key'))}+${read(join(folder, 'server.crt'))}`;
        expect(['old+old', 'new+new']).toContain(state);
        seen.add(state);
      },
    );
    expect(seen).toEqual(new Set(['old+old', 'new+new']));
    expect(steps).toBeGreaterThan(20);
  });

  it('leaves nothing or the pair where a pair is made', async () => {
    const seen = new Set<string>();
    await killEverywhere(
      'make',
      (folder) => ({
        files: [
          { path: join(folder, 'server.key'), data: 'new', secret: true },
          { path: join(folder, 'server.crt'), data: 'new' },
        ],
      }),
      (folder) => {
        seen.add(`${read(join(folder, 'server.key'))}+${read(join(folder, 'server.crt'))}`);
      },
    );
    expect(seen).toEqual(new Set(['null+null', 'new+new']));
  });

  it('leaves the old pair or the new pair where key and certificate live in two folders', async () => {
    const seen = new Set<string>();
    await killEverywhere(
      'apart',
      (folder) => {
        for (const each of ['private', 'certs']) mkdirSync(join(folder, each));
        writeFileSync(join(folder, 'private/a.key'), 'old');
        writeFileSync(join(folder, 'certs/a.crt'), 'old');
        return {
          force: true,
          files: [
            { path: join(folder, 'private/a.key'), data: 'new', secret: true },
            { path: join(folder, 'certs/a.crt'), data: 'new' },
          ],
        };
      },
      (folder) => {
        seen.add(`${read(join(folder, 'private/a.key'))}+${read(join(folder, 'certs/a.crt'))}`);
      },
    );
    expect(seen).toEqual(new Set(['old+old', 'new+new']));
  });

  it('leaves the old file or the new file where one is replaced', async () => {
    const seen = new Set<string | null>();
    await killEverywhere(
      'one',
      (folder) => {
        writeFileSync(join(folder, 'server.key'), 'old');
        return { force: true, files: [{ path: join(folder, 'server.key'), data: 'new', secret: true }] };
      },
      (folder) => {
        seen.add(read(join(folder, 'server.key')));
      },
    );
    expect(seen).toEqual(new Set(['old', 'new']));
  });
});

describe('a key in the place of one of mode 0644, under umask 000', () => {
  it.each([false, true])('is never readable by others (with a certificate: %s)', async (pair) => {
    const folder = join(root, `watch-${pair}`);
    mkdirSync(folder);
    const key = join(folder, 'server.key');
    writeFileSync(key, 'old', { mode: 0o644 });
    const old = statSync(key).ino;
    const files = [{ path: key, data: 'new secret', secret: true }];
    const certificate = { path: join(folder, 'server.crt'), data: 'public' };
    const ended = await run(
      { force: true, umask: 0, files: pair ? [...files, certificate] : files },
      { LLAVE_STEP_WATCH: folder },
    );
    expect(ended.stdout, ended.stderr).toBe('done');
    const shown = ended.stderr
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { file: { ino: number; mode: string; size: number } });
    // The watch works: it sees the old file, whose mode is nobody's business but its owner's.
    expect(shown.some(({ file }) => file.ino === old)).toBe(true);
    const certificateInode = pair ? statSync(certificate.path).ino : -1;
    expect(shown.filter(({ file }) => file.ino !== old && file.ino !== certificateInode)).toEqual([]);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(statSync(key).ino).not.toBe(old);
    expect(readdirSync(folder).sort()).toEqual(pair ? ['server.crt', 'server.key'] : ['server.key']);
  });
});
