import { readdirSync } from 'node:fs';
import type { Case } from './case.ts';

/** The literal cases of every check. */
export async function allCases(): Promise<Case[]> {
  const names = readdirSync(new URL('cases', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  const modules = await Promise.all(names.map((name) => import(`./cases/${name}.ts`)));
  return modules.flatMap(({ default: all }) => all as Case[]);
}
