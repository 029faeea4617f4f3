// `npm run check`: the peers that the tests use, types, lint and formats, and every test (the directions of imports
// among them). The last line of its output is `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');
const scratch = mkdtempSync(join(tmpdir(), 'llave-check-'));

/** What decides how programs behave and must not come from whoever runs this. */
const FOREIGN =
  /^(NODE_|npm_|LC_|LANG|LANGUAGE|LLAVE_|SSL_CERT_|OPENSSL_|UPDATE_|https?_proxy|no_proxy|VITEST|FORCE_COLOR|CLICOLOR)/i;

const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
  PATH: [bin, process.env.PATH].join(delimiter),
  LC_ALL: 'C.UTF-8',
  NO_COLOR: '1',
};

/** Runs one of the project's tools with its output shown; resolves to its exit code (124 after the time limit). */
function tool(name, args, limit) {
  return new Promise((resolve) => {
    const child = spawn(join(bin, name), args, {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32',
    });
    const timer = setTimeout(() => {
      console.log(`${name} is stopped: it ran longer than ${limit / 1000} s`);
      killGroup(child);
      resolve(124);
    }, limit);
    child.on('error', (error) => {
      console.log(`${name} could not start: ${error.message}`);
      clearTimeout(timer);
      resolve(127);
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      killGroup(child); // what a test may have left running
      resolve(code ?? 1);
    });
  });
}

function killGroup(child) {
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone: the normal case.
  }
}

function heading(text) {
  console.log(`\n== ${text}`);
}

async function peers() {
  heading('peers');
  const { canInstall, installPeers, missingPeers } = await import('./support/install-peers.ts');
  let missing = missingPeers();
  if (missing.length > 0 && canInstall()) {
    const packages = [...new Set(missing.map((each) => each.package))];
    console.log(`installing ${packages.join(' ')}`);
    const failure = installPeers(packages);
    if (failure !== undefined) console.log(failure);
    missing = missingPeers();
  }
  for (const { name, package: debianPackage, suites } of missing)
    console.log(`missing: ${name} (Debian: ${debianPackage}); skipped in whole or in part: ${suites.join(', ')}`);
  if (missing.length === 0) console.log('all peers that the tests use are here');
  if (process.getuid?.() !== 0) console.log('not root: what needs network namespaces is skipped');
}

async function step(title, name, args) {
  heading(title);
  const code = await tool(name, args, 180_000);
  console.log(code === 0 ? 'ok' : `failed: ${[name, ...args].join(' ')} ended with ${code}`);
  return code === 0 ? 0 : 1;
}

async function tests() {
  heading('tests');
  const file = join(scratch, 'vitest.json');
  const code = await tool(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    3_000_000,
  );
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    counts.passed = report.numPassedTests;
    counts.failed = report.numFailedTests;
    counts.skipped = report.numPendingTests + report.numTodoTests;
    // A file that cannot even be loaded holds no test, and fails all the same.
    for (const suite of report.testResults)
      if (suite.status === 'failed' && !suite.assertionResults.some(({ status }) => status === 'failed'))
        counts.failed++;
    const skipped = report.testResults.filter((suite) =>
      suite.assertionResults.some(({ status }) => status !== 'passed' && status !== 'failed'),
    );
    for (const suite of skipped) console.log(`has skipped tests: ${suite.name.replace(`${root}/`, '')}`);
  } catch {
    console.log('vitest left no report');
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

const began = performance.now();
await peers();
const steps =
  (await step('types', 'tsc', ['--noEmit', '-p', 'tsconfig.json'])) +
  (await step('lint and formats', 'biome', ['ci', '--colors=off', '.']));
const { passed, failed, skipped } = await tests();
rmSync(scratch, { recursive: true, force: true });
heading(`done in ${Math.round((performance.now() - began) / 1000)} s`);
console.log(`${passed} passed, ${failed + steps} failed, ${skipped} skipped`);
process.exitCode = failed + steps === 0 ? 0 : 1;
