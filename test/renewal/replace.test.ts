import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundled } from '../support/bundled.ts';
import { testCertificate } from '../support/certificates.ts';
import { replaceIn } from '../support/replace-scene.ts';
import { tempDir } from '../support/temp-dir.ts';

const support = fileURLToPath(new URL('../support/', import.meta.url));
const child = bundled('replace-child.mjs');
const old = await testCertificate();
const fresh = await testCertificate();
const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

function scene(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, made] of [
    ['server', old],
    ['next', fresh],
  ] as const) {
    writeFileSync(join(folder, `${name}.crt`), made.cert);
    writeFileSync(join(folder, `${name}.key`), made.key, { mode: 0o640 });
  }
  chmodSync(join(folder, 'server.key'), 0o640);
  writeFileSync(join(folder, 'loaded'), old.cert + old.key);
}

const LOAD = 'cat server.crt server.key > loaded';

function run(folder: string, mode: 'replace', env: Record<string, string> = {}, hook = LOAD) {
  const args = ['--import', join(support, 'fs-steps.mjs'), child, folder, mode, hook];
  return new Promise<{ signal: string | null; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, args, { env: { PATH: process.env.PATH, ...env } }, (error, stdout, stderr) =>
      resolve({ signal: (error as { signal?: string } | null)?.signal ?? null, stdout, stderr }),
    );
  });
}

/** What the files hold, and what the service has loaded. */
function holding(folder: string): string {
  const pair = read(join(folder, 'server.crt')) + read(join(folder, 'server.key'));
  const name = (text: string) =>
    text === old.cert + old.key ? 'old' : text === fresh.cert + fresh.key ? 'new' : 'mixed';
  return `${name(pair)}, ${name(read(join(folder, 'loaded')))} loaded`;
}

const leftovers = (folder: string) =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.llave-(?!renew)|journal|partial|reserve/.test(name));

describe('replaceSet', () => {
  it('replaces, runs the hook, keeps one generation, owner and mode', async () => {
    const folder = tempDir();
    scene(folder);
    expect((await run(folder, 'replace')).stdout).toBe('nothing done');
    expect(holding(folder)).toBe('new, new loaded');
    expect(statSync(join(folder, 'server.key')).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder, '.llave-renew/server.crt/generations'))).toEqual(['1']);
    expect(statSync(join(folder, '.llave-renew/server.crt/generations/1/1.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, '.llave-renew/server.crt')).mode & 0o777).toBe(0o700);
    expect(leftovers(folder)).toEqual([]);
  });

  it('puts the old files back where the hook fails, and runs it again', async () => {
    const folder = tempDir();
    scene(folder);
    const hook = 'echo $LLAVE_EVENT >> events; cat server.crt server.key > loaded; test $LLAVE_EVENT = restored';
    expect((await run(folder, 'replace', {}, hook)).stdout).toBe('ERR_RENEW_HOOK');
    expect(holding(folder)).toBe('old, old loaded');
    expect(read(join(folder, 'events'))).toBe('renewed\nrestored\n');
    expect(leftovers(folder)).toEqual([]);
    expect(readdirSync(join(folder, '.llave-renew/server.crt/generations'))).toEqual([]);
  });

  it('says so where nothing is left to finish with', async () => {
    const folder = tempDir();
    scene(folder);
    await run(folder, 'replace', {}, 'kill -9 $PPID; sleep 1');
    const journal = JSON.parse(read(join(folder, '.llave-renew/server.crt/journal.json')));
    expect(journal).toMatchObject({ step: 'deploying', hooks: 1, generation: 1 });
    expect(JSON.stringify(journal)).not.toContain('kill');
    expect(await replaceIn(folder, 'recover', LOAD)).toBe('finished');
    expect(holding(folder)).toBe('new, new loaded');
  });
});

describe('kill -9 at every step', { timeout: 300_000 }, () => {
  async function everywhere(
    name: string,
    hook: string,
    look: (folder: string, recovery: string) => void,
    from = 0,
  ): Promise<number> {
    const root = tempDir();
    let completed = false;
    let step = from;
    const attempt = async (at: number) => {
      const folder = join(root, `${name}-${at}`);
      scene(folder);
      const ended = await run(folder, 'replace', { LLAVE_STEP_KILL: String(at), LLAVE_STEP_ROOT: folder }, hook);
      if (ended.signal === null) {
        completed = true;
        return;
      }
      expect(ended.signal, ended.stderr).toBe('SIGKILL');
      // Whatever moment it was: never half a pair for a service that starts now.
      expect(holding(folder)).not.toContain('mixed');
      const again = await replaceIn(folder, 'recover', hook);
      expect(leftovers(folder), `step ${at}: ${again}`).toEqual([]);
      look(folder, again);
    };
    while (!completed) {
      await Promise.all([attempt(step + 1), attempt(step + 2), attempt(step + 3)]);
      step += 3;
      expect(step).toBeLessThan(600);
    }
    return step;
  }

  let behindTheHook = 0;

  it('the next run finishes or undoes it, and the service has what the files hold', async () => {
    const seen = new Set<string>();
    const steps = await everywhere('renew', LOAD, (folder, recovery) => {
      expect(['old, old loaded', 'new, new loaded'], recovery).toContain(holding(folder));
      seen.add(recovery);
    });
    expect(steps).toBeGreaterThan(40);
    behindTheHook = steps - 30;
    expect([...seen].sort()).toEqual(['finished', 'forgotten', 'nothing']);
  });

  it('while putting back: the next run ends with the old pair', async () => {
    const hook = `${LOAD}; test $LLAVE_EVENT = restored`;
    const seen = new Set<string>();
    await everywhere(
      'undo',
      hook,
      (folder, recovery) => {
        expect(holding(folder), recovery).toBe('old, old loaded');
        seen.add(recovery.trim());
      },
      behindTheHook,
    );
    expect(seen).toContain('put-back');
    expect(seen).toContain('ERR_RENEW_HOOK');
    expect(seen).not.toContain('finished');
  });
});
