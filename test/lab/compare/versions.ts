import { spawnSync } from 'node:child_process';
import { peer } from '../../support/peers.ts';

const ASK: readonly (readonly [program: string, flag: string, pattern: RegExp])[] = [
  ['openssl', 'version', /OpenSSL \S+/],
  ['curl', '--version', /curl \S+/],
  ['testssl', '--version', /testssl(?:\.sh)?\s+\S+/],
  ['sslscan', '--version', /sslscan.*?\d\S+|\d+\.\d+\.\d+\S*/],
  ['nmap', '--version', /Nmap version \S+/],
];

/** The versions of the tools, as they name themselves. */
export function toolVersions(): string[] {
  return ASK.flatMap(([name, flag, pattern]) => {
    const program = peer(name);
    if (program === undefined) return [];
    const { stdout, stderr } = spawnSync(program, [flag], { encoding: 'utf8' });
    const said = `${stdout}${stderr}`.replaceAll(/\u001b\[[\d;]*m/g, '');
    const version = pattern.exec(said)?.[0].replaceAll(/\s+/g, ' ');
    return version === undefined
      ? []
      : [version.includes(name) || /^\D/.test(version) ? version : `${name} ${version}`];
  });
}
