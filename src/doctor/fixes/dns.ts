import { splitServer } from '../../runtime/resolver-address.ts';
import type { FixStep } from '../check.ts';
import { command } from '../commands.ts';

/** A resolver as `dig` takes it. */
function digServer(server: string): readonly string[] {
  const { address, port } = splitServer(server);
  return [`@${address}`, ...(port === 53 ? [] : ['-p', String(port)])];
}

/** Asks one resolver, past everything else on this machine. */
export function digCommand(server: string, host: string, ...more: readonly string[]): string {
  return command('dig', ...(server === '' ? [] : digServer(server)), host, ...more);
}

/** A look at which resolvers this machine asks. */
export function showResolvers(text: string): readonly FixStep[] {
  return [
    { text, commands: [command('cat', '/etc/resolv.conf')], where: 'here', needsRoot: false, os: 'linux' },
    { text, commands: [command('scutil', '--dns')], where: 'here', needsRoot: false, os: 'darwin' },
    { text, commands: [command('ipconfig', '/all')], where: 'here', needsRoot: false, os: 'win32' },
  ];
}
