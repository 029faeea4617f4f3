import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repository } from './support/paths.ts';
import { tempDir } from './support/temp-dir.ts';

const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));

it('what npm packs runs on its own, with nothing installed beside it', () => {
  const cwd = tempDir();
  // Without scripts, since `prepare` would build anew under the feet of other tests.
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', cwd];
  execFileSync('npm', pack, { cwd: repository });
  execFileSync('tar', ['-xzf', `llave-${manifest.version}.tgz`], { cwd });
  const llave = (...args: string[]) =>
    execFileSync(process.execPath, [join('package', 'bin', 'run.js'), ...args], { cwd, encoding: 'utf8' });
  expect(llave('--version')).toContain(`llave/${manifest.version} `);
  llave('selfsign', '-H', 'localhost', '--key', 'own.key', '-o', 'own.crt');
  expect(readdirSync(cwd)).toEqual(expect.arrayContaining(['own.crt', 'own.key']));
  expect(JSON.parse(llave('verify', 'own.crt', '--ca', 'own.crt', '--json')).ok).toBe(true);
});

it('npm builds before it packs, installs from the clone or from git', () => {
  expect(manifest.scripts.prepare).toBe('node build.mjs --setup');
  expect(manifest.dependencies).toBeUndefined();
});
