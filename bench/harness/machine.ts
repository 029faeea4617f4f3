import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { find, root } from './programs.ts';

/** What the numbers were measured on: hardware, system and versions, but no name of a host or a person. */
export function machine(programs: readonly string[]): Record<string, string> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const [cpu] = cpus();
  return {
    processor: `${cpus().length} x ${cpu?.model.trim() || process.arch}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${distribution()}${type()} ${/^\d+\.\d+/.exec(release())?.[0] ?? release()}`,
    'load average at the end': (loadavg()[0] ?? 0).toFixed(1),
    llave: version,
    node: `${process.version} (OpenSSL ${process.versions.openssl})`,
    ...Object.fromEntries(programs.flatMap((name) => (find(name) ? [[name, versionOf(name)]] : []))),
  };
}

function distribution(): string {
  try {
    const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    return name ? `${name}, ` : '';
  } catch {
    return '';
  }
}

/** The first line with a version that a program says of itself, without what it adds in brackets behind it. */
function versionOf(program: string): string {
  const args = program === 'openssl' ? ['version'] : ['--version'];
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  const lines = stripVTControlCharacters(`${stdout}${stderr}`).split('\n');
  const line = lines.find((each) => /\d\.\d/.test(each)) ?? 'unknown';
  const said = line.trim().replaceAll(/\s+/g, ' ');
  return /^(.*?\d\.\d.*?) \(/.exec(said)?.[1] ?? said;
}
