// Builds dist/ with esbuild. With --setup it first installs the dependencies where they are missing or stale, on
// whatever Node runs it (20 or later), and then builds on the Node that those dependencies bring.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const windows = process.platform === 'win32';

/** The ids of all commands, from the files under commands/: `ca/create.ts` is `ca:create`. */
function commandFiles() {
  return readdirSync(join(root, 'commands'), { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => ({ id: file.slice(0, -3).replaceAll('/', ':'), file: join(root, 'commands', file) }));
}

/** The entry, whose source is made here. */
const mainEntry = {
  name: 'main-entry',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^llave:main$/ }, ({ path }) => ({ path, namespace: 'llave' }));
    onLoad({ filter: /.*/, namespace: 'llave' }, () => ({ contents: entrySource(), resolveDir: root, loader: 'js' }));
  },
};

/** The source of the entry: the table of commands is made from the folder, so that each is loaded only when it runs. */
function entrySource() {
  const rows = commandFiles().map(
    ({ id, file }) =>
      `  ${JSON.stringify(id)}: () => import(${JSON.stringify(`./${relative(root, file).replaceAll('\\', '/')}`)}),`,
  );
  return [
    `import { run } from './src/cli/main.ts';`,
    `const commands = {`,
    ...rows,
    `};`,
    `const root = new URL('..', import.meta.url);`,
    `export const main = (argv) => run(argv, { commands, root });`,
  ].join('\n');
}

/**
 * Bundles llave into dist/.
 * @returns esbuild's metafile: which input went into which output
 */
export async function build() {
  const { build: bundle } = await import('esbuild');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const result = await bundle({
    absWorkingDir: root,
    entryPoints: [
      { in: 'llave:main', out: 'main' },
      { in: join(root, 'src', 'cli', 'doctor', 'fleet-worker.ts'), out: 'fleet-worker' },
    ],
    plugins: [mainEntry],
    chunkNames: 'chunks/[name]-[hash]',
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    // ES modules where a package has both: its CommonJS half would be wrapped, and each require of it copied.
    mainFields: ['module', 'main'],
    // oclif names it for plugins written in TypeScript, which llave has none of.
    external: ['typescript'],
    target: 'node22.13',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    // CommonJS dependencies inside an ES module still call these.
    banner: {
      js: [
        `import{createRequire as __llaveRequire}from'node:module';`,
        `const require=__llaveRequire(import.meta.url);`,
        `const __filename=import.meta.filename;const __dirname=import.meta.dirname;`,
      ].join(''),
    },
  });
  writeFileSync(join(root, 'dist', 'meta.json'), JSON.stringify(result.metafile));
  writeFileSync(join(root, 'dist', 'package.json'), '{"type":"module"}\n');
  writeFileSync(join(root, 'dist', 'THIRD-PARTY.txt'), thirdPartyNotices(result.metafile));
  return result.metafile;
}

/** The licences of the packages that the bundle contains, as those licences ask. */
function thirdPartyNotices(metafile) {
  const packages = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input);
    if (match) packages.add(input.slice(0, match.index) + match[0].slice(0, -1));
  }
  return [...packages]
    .sort()
    .map((folder) => {
      const path = join(root, folder);
      const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
      const file = readdirSync(path).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
      const text = file ? readFileSync(join(path, file), 'utf8').trim() : `Licence: ${license}`;
      return `${name} ${version}\n${'-'.repeat(name.length + version.length + 1)}\n${text}\n`;
    })
    .join('\n');
}

/** Whether node_modules is what package-lock.json asks for, as far as npm's own record of the last install tells. */
function installed() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const have = JSON.parse(readFileSync(record, 'utf8')).packages;
  const stale = Object.entries(wanted).some(
    ([path, entry]) => path !== '' && !entry.optional && have[path]?.version !== entry.version,
  );
  return !stale && existsSync(localNode());
}

/** The path of the Node that the `node` package installs. */
function localNode() {
  return join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
}

function install() {
  // Inside `npm install --global .` npm would take these for its own.
  const { npm_config_global: _, npm_config_location: __, ...env } = process.env;
  // stderr: what `npm run quickstart -- --json` prints on stdout must stay one JSON document.
  must('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: ['ignore', 2, 2], shell: windows, env });
}

function must(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error || status !== 0) {
    process.stderr.write(
      `"${[command, ...args].join(' ')}" failed${error ? `: ${error.message}` : ` with ${status}`}\n`,
    );
    process.exit(status || 1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--setup')) {
    // npm builds as well when it has installed (`prepare`).
    const fresh = !installed();
    if (fresh) install();
    if (!existsSync(localNode())) {
      process.stderr.write(
        'node_modules has no Node of its own: were install scripts switched off (--ignore-scripts)?\n',
      );
      process.exit(1);
    }
    if (!fresh) must(localNode(), [fileURLToPath(import.meta.url)]);
  } else {
    await build();
  }
}
