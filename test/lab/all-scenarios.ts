import { readdirSync } from 'node:fs';
import type { Scenario } from './scenario.ts';

const names = readdirSync(new URL('scenarios', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
const modules = await Promise.all(names.map((name) => import(`./scenarios/${name}.ts`)));

/** Every scenario of `scenarios/`. */
export const scenarios: readonly Scenario[] = modules.flatMap(({ default: all }) => all);
