import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { llave, llaveJson } from '../../support/llave.ts';
import { freePort } from '../../support/ports.ts';
import { expectSchema } from '../../support/schema.ts';
import { tempDir } from '../../support/temp-dir.ts';

const FILES = ['a.html', 'a.sarif', 'a.junit.xml', 'A.JSON'];
const all = FILES.flatMap((file) => ['--report', file]);

describe('llave doctor --report', () => {
  it('writes every format beside the verdict, whose exit code stays', async () => {
    const cwd = tempDir();
    const run = await llaveJson(['doctor', `127.0.0.1:${await freePort()}`, ...all], { cwd });
    expect([run.code, run.json.result.verdict.cause]).toEqual([1, 'tcp-refused']);
    const [page, sarif, junit, json] = FILES.map((file) => readFileSync(join(cwd, file), 'utf8'));
    expect(page).toContain('tcp-refused');
    expect(JSON.parse(sarif!).runs[0].results[0].ruleId).toBe('tcp-refused');
    expect(junit).toContain('<failure type="tcp-refused"');
    expectSchema(JSON.parse(json!));
    expect(JSON.parse(json!)).toEqual(run.json);
  });

  it('makes the same of a record as of the look itself', async () => {
    const cwd = tempDir();
    const target = `127.0.0.1:${await freePort()}`;
    await llave(['doctor', target, '--record', 'seen.json', '--report', 'first.html'], { cwd });
    const run = await llave(['doctor', '--replay', 'seen.json', '--report', 'second.html'], { cwd });
    expect(run.code).toBe(1);
    const [first, second] = ['first.html', 'second.html'].map((file) => readFileSync(join(cwd, file), 'utf8'));
    expect(second).toBe(first);
  });

  it.each(['report.pdf', 'report', 'report.xml', '-', 'html'])(
    'has no format for %s, and names the four',
    async (file) => {
      const run = await llave(['doctor', '127.0.0.1:1', '--report', file]);
      expect(run.code).toBe(2);
      for (const end of ['.html', '.sarif', '.junit.xml', '.json']) expect(run.stderr).toContain(end);
    },
  );

  it('replaces nothing without --force, and says so before it looks at anything', async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'old.html'), 'precious');
    // A target that would be a finding: exit 4 instead of 1 shows that nobody asked.
    const args = ['doctor', 'http://example.org', '--report', 'new.json', '--report', 'old.html'];
    const refused = await llave(args, { cwd });
    expect([refused.code, refused.stdout]).toEqual([4, '']);
    expect([readFileSync(join(cwd, 'old.html'), 'utf8'), existsSync(join(cwd, 'new.json'))]).toEqual([
      'precious',
      false,
    ]);
    expect((await llave([...args, '--force'], { cwd })).code).toBe(1);
    expect(readFileSync(join(cwd, 'old.html'), 'utf8')).toContain('local-target-invalid');
  });

  it('refuses two names for one file, and a folder that is not there', async () => {
    const cwd = tempDir();
    symlinkSync('a.json', join(cwd, 'b.json'));
    const twice = await llave(['doctor', 'http://x', '--record', 'a.json', '--report', 'b.json', '--force'], { cwd });
    const nowhere = await llave(['doctor', 'http://x', '--report', 'no/a.html'], { cwd });
    expect([twice.code, nowhere.code]).toEqual([2, 4]);
  });

  it('is in the language of the run', async () => {
    const cwd = tempDir();
    await llave(['doctor', 'http://example.org', '--lang', 'es', '--report', 'a.html'], { cwd });
    expect(readFileSync(join(cwd, 'a.html'), 'utf8')).toMatch(/<html lang="es">[\s\S]*Veredicto/);
  });
});
