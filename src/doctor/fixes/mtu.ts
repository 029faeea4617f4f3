import type { FixStep } from '../check.ts';
import { command } from '../commands.ts';

const CLAMP = 'add rule inet filter forward tcp flags syn tcp option maxseg size set rt mtu';

/** To find the place where large packets are lost, and to keep them from being sent: on the way, or at the `end` that sends. */
export function pmtuFixes(address: string, end: 'here' | 'server'): readonly FixStep[] {
  return [
    {
      text: 'measure',
      commands: [command('tracepath', '-n', address), command('ping', '-M', 'do', '-s', 1372, '-c', 2, address)],
      where: 'here',
      needsRoot: false,
      os: 'linux',
    },
    { text: 'clamp', commands: [command('nft', ...CLAMP.split(' '))], where: 'network', needsRoot: true, os: 'linux' },
    {
      text: 'smaller',
      commands: [command('ip', 'link', 'set', 'dev', 'eth0', 'mtu', 1400)],
      where: end,
      needsRoot: true,
      os: 'linux',
    },
  ];
}
