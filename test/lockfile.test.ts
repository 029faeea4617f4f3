import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repository } from './support/paths.ts';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Entry>>;
};

// A registry that lags behind makes `npm install` drop the entries of other platforms, and then `npm ci` refuses the
// lock file on every machine.
it('holds every optional dependency, so that npm ci accepts it on each platform', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

it('binds nobody to one registry', () => {
  const elsewhere = Object.values(packages).filter(({ resolved }) => resolved?.includes('://'));
  expect(elsewhere).toEqual([]);
});
