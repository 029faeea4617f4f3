import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type RunningLlave, startLlave } from './llave.ts';
import { repository } from './paths.ts';
import { areaOf } from './sources.ts';
import { tempDir } from './temp-dir.ts';

/** What one run of llave loaded, sorted. */
export interface Loaded {
  /** npm packages inside the chunks of the bundle that were loaded: those that we depend on ourselves, and @peculiar's. */
  readonly packages: string[];
  /** Folders under src whose code was in those chunks. */
  readonly areas: string[];
  /** Built-in modules that cost time to load. */
  readonly builtins: string[];
  /** How many files of dist/ were read. */
  readonly chunks: number;
}

/** Built-ins that are worth watching: the others are loaded by Node itself, or cheap. */
const HEAVY =
  /^node:(tls|net|http|https|http2|dns|dns\/promises|dgram|child_process|worker_threads|inspector|sqlite|readline|readline\/promises|repl|test)$/;

interface Metafile {
  readonly outputs: Readonly<Record<string, { inputs: Readonly<Record<string, { bytesInOutput: number }>> }>>;
}

/**
 * Runs the binary and tells what it loaded, by esbuild's record of what went into each chunk.
 * @param use what to do with the process while it runs; without it, its stdin is closed and its end awaited
 */
export async function loadedBy(
  args: readonly string[],
  cwd: string,
  use: (run: RunningLlave) => Promise<unknown> = (run) => {
    run.process.stdin.end();
    return run.done;
  },
): Promise<Loaded> {
  const trace = join(tempDir(), 'trace.json');
  const hook = pathToFileURL(join(repository, 'test', 'support', 'trace-modules.mjs')).href;
  const run = startLlave(args, { cwd, nodeArgs: ['--import', hook], env: { LLAVE_TEST_TRACE: trace } });
  await use(run);
  await run.done;
  const urls = JSON.parse(readFileSync(trace, 'utf8')) as string[];
  const { outputs } = JSON.parse(readFileSync(join(repository, 'dist', 'meta.json'), 'utf8')) as Metafile;
  const { dependencies = {}, devDependencies = {} } = JSON.parse(
    readFileSync(join(repository, 'package.json'), 'utf8'),
  ) as Readonly<Record<string, object | undefined>>;
  const direct = Object.keys({ ...dependencies, ...devDependencies });
  const chunks = urls
    .filter((url) => url.startsWith('file:'))
    .map((url) => relative(repository, fileURLToPath(url)).replaceAll('\\', '/'))
    .filter((file) => file.startsWith('dist/') && file.endsWith('.js'));
  const inputs = chunks.flatMap((chunk) =>
    Object.entries(outputs[chunk]?.inputs ?? {})
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([input]) => input),
  );
  return {
    packages: unique(inputs.flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? [])).filter(
      (name) => direct.includes(name) || name.startsWith('@peculiar/'),
    ),
    areas: unique(inputs.filter((input) => input.startsWith('src/')).map(areaOf)),
    builtins: unique(urls.filter((url) => HEAVY.test(url)).map((url) => url.slice('node:'.length))),
    chunks: chunks.length,
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
