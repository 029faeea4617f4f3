import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from './support/paths.ts';
import { areaOf, cycles, importsOf, type Source, sources, withoutComments } from './support/sources.ts';

const src = sources('src');
const commands = sources('commands');
const all = [...commands, ...src];
const lines = ({ text }: Source) => text.trimEnd().split('\n').length;

/** Design section 2, from the top down: an area imports itself and what stands below it. */
const BASE = ['errors', 'runtime'];
const WIRE = ['tls', 'files', ...BASE];
const DOMAIN = ['doctor', 'pki', 'chat', 'renewal', 'profiles'];
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  commands: ['cli', 'report', 'i18n', ...DOMAIN, ...WIRE],
  cli: ['report', 'i18n', ...DOMAIN, ...WIRE],
  report: ['i18n', 'doctor', 'errors'],
  ...Object.fromEntries(DOMAIN.map((area) => [area, [...DOMAIN, ...WIRE]])),
  tls: BASE,
  files: BASE,
  i18n: ['errors'],
  runtime: ['errors'],
  errors: [],
};

function offenders(files: readonly Source[], wrong: (target: string, file: Source) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter(({ target }) => wrong(target, file)).map(({ target }) => `${file.path} imports ${target}`),
  );
}

const isOurs = (target: string) => target.startsWith('src/') || target.startsWith('commands/');
const isPackage = (target: string, names: RegExp) => names.test(target);

describe('directions of imports', () => {
  it('every area is known to the rules', () => {
    expect(all.map(({ path }) => areaOf(path)).filter((area) => !(area in MAY_IMPORT))).toEqual([]);
  });

  it('run one way: commands, cli, domain, wire and files, errors and runtime', () => {
    expect(
      offenders(all, (target, { path }) => {
        if (!isOurs(target)) return false;
        const [from, to] = [areaOf(path), areaOf(target)];
        return from !== to && !MAY_IMPORT[from]?.includes(to);
      }),
    ).toEqual([]);
  });

  it('make no cycle between areas', () => {
    const graph = new Map(Object.keys(MAY_IMPORT).map((area) => [area, [] as string[]]));
    for (const { path, imports } of all)
      for (const { target } of imports)
        if (isOurs(target) && areaOf(target) !== areaOf(path)) graph.get(areaOf(path))?.push(areaOf(target));
    expect(cycles(graph)).toEqual([]);
  });

  it('make no cycle between files', () => {
    const graph = new Map(
      all.map(({ path, imports }) => [path, imports.filter(({ typeOnly }) => !typeOnly).map(({ target }) => target)]),
    );
    expect(cycles(graph)).toEqual([]);
  });

  it('name files that exist, with their extension', () => {
    expect(
      offenders(all, (target) => isOurs(target) && !/\.(ts|json)$/.test(target)).concat(
        offenders(all, (target) => isOurs(target) && !existsSync(join(repository, target))),
      ),
    ).toEqual([]);
  });

  it('leave the sources only through packages: nothing imports test, bench or the build', () => {
    expect(offenders(all, (target) => /^(test|bench|bin|build|\.\.)/.test(target))).toEqual([]);
  });
});

describe('libraries have one home', () => {
  it('oclif and listr2 in cli and commands', () => {
    expect(
      offenders(all, (target, { path }) => {
        return isPackage(target, /^(@oclif\/|listr2)/) && !['cli', 'commands'].includes(areaOf(path));
      }),
    ).toEqual([]);
  });

  it('@peculiar/* and reflect-metadata in the engine', () => {
    expect(
      offenders(all, (target, { path }) => {
        return isPackage(target, /^(@peculiar\/|reflect-metadata)/) && path !== 'src/pki/engine.ts';
      }),
    ).toEqual([]);
  });

  it('every package that the sources import is declared', () => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(
      readFileSync(join(repository, 'package.json'), 'utf8'),
    );
    const declared = Object.keys({ ...dependencies, ...devDependencies });
    expect(
      offenders(all, (target) => {
        if (isOurs(target) || target.startsWith('node:') || target.startsWith('.')) return false;
        const [scope, name] = target.split('/');
        return !declared.includes(target.startsWith('@') ? `${scope}/${name}` : (scope as string));
      }),
    ).toEqual([]);
  });
});

describe('only the command line talks to the terminal', () => {
  const TERMINAL = /\bconsole\s*[.[]|\bprocess\s*\.\s*(stdout|stderr|exit|exitCode|abort)\b/;

  /** Programs for another process, kept as text, are not our code. */
  const code = (text: string) => withoutComments(text, 'strip').replace(/`(?:[^`\\$]|\\.|\$(?!\{))*`/g, '``');

  it('console, process.stdout, process.stderr, process.exit', () => {
    const talking = all.filter(({ path, text }) => areaOf(path) !== 'cli' && TERMINAL.test(code(text)));
    expect(talking.map(({ path }) => path)).toEqual([]);
  });

  it('nothing but the handler of crashes ends the process at once: pending output would be lost', () => {
    const others = src.filter(({ path }) => path !== 'src/cli/main.ts');
    const ending = others.filter(({ text }) => /\bprocess\s*\.\s*(exit|abort)\b/.test(code(text)));
    expect(ending.map(({ path }) => path)).toEqual([]);
  });
});

describe('checks of doctor', () => {
  const checks = src.filter(({ path }) => /^src\/doctor\/checks\/[^/]+\//.test(path));

  it('do no input or output', () => {
    expect(
      offenders(checks, (target) =>
        /^(node:)?(net|tls|dns|fs|http|https|http2|dgram|child_process)(\/|$)/.test(target),
      ),
    ).toEqual([]);
  });

  it('know no clock and no chance', () => {
    const impure = checks.filter(({ text }) =>
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\./.test(withoutComments(text, 'strip')),
    );
    expect(impure.map(({ path }) => path)).toEqual([]);
  });

  it('import no other check', () => {
    const isCheck = (path: string) => checks.some((check) => check.path === path && /defineCheck\(/.test(check.text));
    expect(
      offenders(
        checks.filter(({ path }) => isCheck(path)),
        isCheck,
      ),
    ).toEqual([]);
  });

  it('are small', () => {
    expect(checks.filter((file) => lines(file) > 80).map(({ path }) => path)).toEqual([]);
  });
});

describe('sizes', () => {
  it('a command has at most 90 lines', () => {
    expect(commands.filter((file) => lines(file) > 90).map((file) => `${file.path}: ${lines(file)}`)).toEqual([]);
  });

  it('the median of the sources is small, and hardly any is long', () => {
    const sizes = src.map(lines).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(120);
    const long = src.filter((file) => lines(file) > 300);
    expect(long.length / src.length, long.map(({ path }) => path).join(', ')).toBeLessThan(0.03);
  });
});

describe('the repository', () => {
  it('holds at its top what the design names, and nothing else', () => {
    const folders = ['bin', 'commands', 'src', 'templates', 'schemas', 'test', 'bench', 'docs', '.ci'];
    const files = [
      ...['package.json', 'package-lock.json', 'tsconfig.json', 'biome.json', 'vitest.config.ts', 'build.mjs'],
      ...['README.md', 'README.es.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', '.gitignore', '.npmrc'],
      ...['.gitattributes', '.editorconfig', '.nvmrc', '.node-version', 'SECURITY.md', 'NOTICE'],
    ];
    const notOurs = ['.git', ...readFileSync(join(repository, '.gitignore'), 'utf8').split('\n').map(bare)];
    const unknown = readdirSync(repository).filter(
      (entry) => ![...folders, ...files, ...notOurs].includes(entry) && !entry.endsWith('.log'),
    );
    expect(unknown).toEqual([]);
  });

  const bare = (line: string) => line.replace(/^\/|\/$/g, '');
});

describe('the reader of imports that these rules stand on', () => {
  it('tells values, types and late imports apart', () => {
    const text = [
      `// import nothing from './comment.ts';`,
      `import type { A } from './a.ts';`,
      `import { type B, type C } from './b.ts';`,
      `import d, {`,
      `  type E,`,
      `} from '../d.ts';`,
      `export * from 'node:fs';`,
      `import 'reflect-metadata';`,
      `const f = async () => (await import('./f.ts')).g;`,
      `type H = import('./h.ts').H;`,
    ].join('\n');
    expect(importsOf('src/x/y.ts', text).map((each) => Object.values(each).join(' '))).toEqual([
      'src/x/a.ts true false',
      'src/x/b.ts true false',
      'src/d.ts false false',
      'node:fs false false',
      'reflect-metadata false false',
      'src/x/f.ts false true',
      'src/x/h.ts true true',
    ]);
  });

  it('sees every import that the bundler saw', () => {
    const { inputs } = JSON.parse(readFileSync(join(repository, 'dist', 'meta.json'), 'utf8')) as {
      inputs: Record<string, { imports: { path: string; original?: string }[] }>;
    };
    expect(inputs['src/cli/main.ts']?.imports.length).toBeGreaterThan(2);
    const missed = all.flatMap(({ path, imports }) =>
      (inputs[path]?.imports ?? [])
        .filter(({ path: target }) => isOurs(target))
        .filter(({ path: target }) => !imports.some((each) => each.target === target && !each.typeOnly))
        .map(({ path: target }) => `${path} imports ${target}`),
    );
    expect(missed).toEqual([]);
  });

  it('finds a cycle', () => {
    expect(
      cycles(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b', 'd']],
          ['d', []],
        ]),
      ),
    ).toEqual([['b', 'c']]);
  });
});
