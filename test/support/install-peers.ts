import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './paths.ts';
import { PEERS, peer } from './peers.ts';

/** A peer program that is absent, and the test files that mention it. */
export interface MissingPeer {
  readonly name: string;
  readonly package: string;
  readonly suites: readonly string[];
}

/** The peers that tests mention and this machine lacks. */
export function missingPeers(): MissingPeer[] {
  const suites = readdirSync(join(repository, 'test'), { recursive: true })
    .map((file) => join('test', String(file)))
    .filter((file) => file.endsWith('.ts') && !/support.(install-)?peers\.ts$/.test(file))
    .map((file) => ({ file, source: readFileSync(join(repository, file), 'utf8') }));
  return Object.entries(PEERS)
    .filter(([name]) => peer(name) === undefined)
    .map(([name, debianPackage]) => ({
      name,
      package: debianPackage,
      suites: suites.filter(({ source }) => mentions(source, name)).map(({ file }) => file),
    }))
    .filter((missing) => missing.suites.length > 0);
}

/** Whether a source names the program in a string, alone or in front of its arguments. */
function mentions(source: string, name: string): boolean {
  const program = name.replaceAll('.', '\\.');
  return new RegExp(`['"\`](?:/usr)?(?:/s?bin/)?${program}(?=['"\` ])`).test(source);
}

/** Whether missing peers can be installed here: Debian or its kin, as root. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && peer('apt-get') !== undefined;
}

/**
 * Installs Debian packages: one update, one install. A package that the sources do not offer is left out; a failure is
 * said, not thrown: the suites that need the peer will skip.
 * @returns what apt-get said where it failed
 */
export function installPeers(packages: readonly string[]): string | undefined {
  const lists = aptGet(['update'], 120_000);
  if (lists !== undefined) return lists;
  const offered = packages.filter((name) => {
    const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
    return /^ {2}Candidate: (?!\(none\))/m.test(stdout ?? '');
  });
  return offered.length === 0 ? undefined : aptGet(['install', '-y', '--no-install-recommends', ...offered], 240_000);
}

function aptGet(args: readonly string[], timeout: number): string | undefined {
  const { status, error, stdout, stderr } = spawnSync(
    'apt-get',
    ['-q', '-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20', '-o', 'DPkg::Lock::Timeout=60', ...args],
    {
      encoding: 'utf8',
      timeout,
      // RUNLEVEL=1 keeps the packages from starting their daemons: a test starts what it needs, where it needs it.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  if (status === 0) return undefined;
  const said = `${stdout ?? ''}\n${stderr ?? ''}`.trim().split('\n').slice(-3).join('\n');
  return `apt-get ${args[0]} failed${error ? ` (${error.message})` : ''}: ${said}`;
}
