import { readFileSync } from 'node:fs';

/** What llave reads of its own package.json. */
export interface PackageJson {
  readonly name: string;
  readonly version: string;
  /** Where the project, its docs among it, is on the web; ended by a slash. */
  readonly homepage?: string;
  readonly oclif: Readonly<Record<string, unknown>>;
}

/** Our own package.json. */
export function packageJson(root: URL): PackageJson {
  return JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as PackageJson;
}
