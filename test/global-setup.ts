import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { node, repository } from './support/paths.ts';

/** Builds dist/ where a source is newer than it, so that tests of the real binary never see an old one. */
export default function setup(): void {
  const built = join(repository, 'dist', 'meta.json');
  if (existsSync(built) && statSync(built).mtimeMs > newest()) return;
  const { status, stderr } = spawnSync(node, ['build.mjs'], { cwd: repository, encoding: 'utf8' });
  if (status !== 0) throw new Error(`build.mjs failed with ${status}\n${stderr}`);
}

function newest(): number {
  const sources = ['src', 'commands'].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true }).map((file) => join(repository, folder, String(file))),
  );
  return Math.max(
    ...[...sources, join(repository, 'build.mjs'), join(repository, 'package-lock.json')].map(
      (file) => statSync(file).mtimeMs,
    ),
  );
}
