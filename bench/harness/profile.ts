import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { env, freshDir, root, scratch } from './programs.ts';
import type { ProfileLine } from './row.ts';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly url: string; readonly functionName: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface Metafile {
  readonly outputs: Readonly<Record<string, { inputs: Readonly<Record<string, { bytesInOutput: number }>> }>>;
}

/** Where the time of one command goes, by part: V8's sampling profiler over a number of runs, the largest first. */
export function profile(args: readonly string[], runs = 10): ProfileLine[] {
  const folder = mkdtempSync(join(scratch, 'profile-'));
  for (let run = 0; run < runs; run++)
    spawnSync(
      process.execPath,
      ['--cpu-prof', '--cpu-prof-interval=200', `--cpu-prof-dir=${folder}`, join(root, 'bin', 'run.js'), ...args],
      { cwd: freshDir(), env, stdio: 'ignore' },
    );
  const parts = new Map<string, number>();
  for (const file of readdirSync(folder)) {
    const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
    const frames = new Map(nodes.map(({ id, callFrame }) => [id, partOf(callFrame)]));
    samples.forEach((id, i) => {
      const part = frames.get(id) as string;
      parts.set(part, (parts.get(part) ?? 0) + (timeDeltas[i] as number) / 1000 / runs);
    });
  }
  const total = [...parts.values()].reduce((sum, ms) => sum + ms, 0);
  return [...parts]
    .map(([part, ms]) => ({ part, ms, percent: (100 * ms) / total }))
    .sort((a, b) => b.ms - a.ms)
    .filter(({ percent }) => percent >= 2);
}

function partOf({ url, functionName }: { readonly url: string; readonly functionName: string }): string {
  if (url.startsWith('node:')) return 'Node: modules of its own';
  if (functionName === '(garbage collector)') return 'V8: garbage collector';
  if (functionName === '(idle)') return 'waiting (threads, network, disk)';
  if (functionName.startsWith('(') || url === '') return 'Node and V8: native code, start and end of the process';
  if (!url.startsWith('file:')) return url;
  const file = relative(root, fileURLToPath(url)).replaceAll('\\', '/');
  return chunkName(file);
}

/** A chunk of the bundle by what most of it is: a package, or a folder of ours. */
function chunkName(file: string): string {
  const { outputs } = JSON.parse(readFileSync(join(root, 'dist', 'meta.json'), 'utf8')) as Metafile;
  const inputs = Object.entries(outputs[file]?.inputs ?? {});
  const sizes = new Map<string, number>();
  for (const [input, { bytesInOutput }] of inputs) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? input.split('/').slice(0, 2).join('/');
    sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
  }
  const [largest] = [...sizes].sort((a, b) => b[1] - a[1]);
  return largest === undefined
    ? 'the glue of the bundle (CommonJS inside ES modules)'
    : `the bundle's part with ${largest[0]}`;
}
