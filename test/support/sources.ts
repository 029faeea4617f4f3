import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { transformSync } from 'esbuild';
import { repository } from './paths.ts';

/** One import of a source file. */
export interface Import {
  /** A package or builtin as written, or the path of a file of ours relative to the repository. */
  readonly target: string;
  /** Whether it vanishes when the types are stripped. */
  readonly typeOnly: boolean;
  /** Whether it is an `import()` that happens while the program runs. */
  readonly dynamic: boolean;
}

/** One TypeScript file of ours. */
export interface Source {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** Every TypeScript file under a folder of the repository. */
export function sources(folder: string): Source[] {
  return readdirSync(join(repository, folder), { recursive: true })
    .map((file) => posix.join(folder, String(file).replaceAll('\\', '/')))
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(repository, path), 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

/** The imports and re-exports of a source, as the formatter lays them out: each ends on a line with `from '…'`. */
export function importsOf(path: string, text: string): Import[] {
  const code = withoutComments(text, 'preserve');
  const found: Import[] = [];
  const statement = /^(import|export)\s(type\s)?[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]/gm;
  for (const [whole, , type, from, bare] of code.matchAll(statement)) {
    const specifier = (from ?? bare) as string;
    const names = /\{([^}]*)\}/.exec(whole)?.[1];
    const allTypes =
      names !== undefined &&
      /^(import|export)\s*\{/.test(whole) &&
      names
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean)
        .every((name) => name.startsWith('type '));
    found.push({ target: resolve(path, specifier), typeOnly: type !== undefined || allTypes, dynamic: false });
  }
  // `typeof import('…')` and `import('…').Name` stand where a type stands.
  for (const [, type, specifier, member] of code.matchAll(/(typeof\s+)?\bimport\(\s*['"]([^'"]+)['"]\s*\)(\.[A-Z])?/g))
    found.push({
      target: resolve(path, specifier as string),
      typeOnly: type !== undefined || member !== undefined,
      dynamic: true,
    });
  return found;
}

function resolve(path: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
}

/**
 * A source without its comments, so that what prose mentions is not taken for code.
 * @param types whether type annotations stay (`preserve`: only whole-line and block comments are removed then)
 */
export function withoutComments(text: string, types: 'preserve' | 'strip'): string {
  if (types === 'strip') return transformSync(text, { loader: 'ts', legalComments: 'none' }).code;
  return text.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, '').replace(/^[ \t]*\/\/.*$/gm, '');
}

/** The area of design section 2 that a file belongs to: `commands`, or the folder under `src`. */
export function areaOf(path: string): string {
  const [top, second = ''] = path.split('/');
  return top === 'src' ? second : (top as string);
}

/** The strongly connected components of more than one node (or with an edge to itself), by Tarjan's algorithm. */
export function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node) as number);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) as number, low.get(next) as number));
    }
    if (low.get(node) !== index.get(node)) return;
    const component = stack.splice(stack.indexOf(node));
    if (component.length > 1 || graph.get(node)?.includes(node)) found.push(component.sort());
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return found;
}
