import type { FixStep, Params } from '../check.ts';
import { command } from '../commands.ts';

const SET: readonly (readonly [os: string, words: readonly string[]])[] = [
  ['linux', ['timedatectl', 'set-ntp', 'true']],
  ['darwin', ['sntp', '-sS', 'time.apple.com']],
  ['win32', ['w32tm', '/resync']],
];

/** To see what time it is, and to have the clock set, at the ends whose clock may be wrong. */
export function clockFixes({ here, there, either }: Params): readonly FixStep[] {
  const ends = [...(here || either ? (['here'] as const) : []), ...(there || either ? (['server'] as const) : [])];
  return [
    ...ends.map((where) => ({ text: 'look', commands: [command('date', '-u')], where, needsRoot: false })),
    ...ends.flatMap((where) =>
      SET.map(([os, words]) => ({ text: 'set', commands: [command(...words)], where, needsRoot: true, os })),
    ),
  ];
}
