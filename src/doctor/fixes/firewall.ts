import type { FixStep } from '../check.ts';
import { command } from '../commands.ts';

/** Opening a TCP port on the server's machine, for the front ends that are usual on Linux. */
export function openPort(port: number): readonly FixStep[] {
  const onServer = { where: 'server', needsRoot: true, os: 'linux' } as const;
  return [
    { text: 'allow-ufw', commands: [command('ufw', 'allow', `${port}/tcp`)], ...onServer },
    {
      text: 'allow-firewalld',
      commands: [command('firewall-cmd', '--permanent', `--add-port=${port}/tcp`), command('firewall-cmd', '--reload')],
      ...onServer,
    },
    { text: 'look-rules', commands: [command('nft', 'list', 'ruleset')], ...onServer },
  ];
}

/** A full queue looks like a firewall from outside: the server's own machine can tell at a glance. */
export function lookAtQueue(port: number): FixStep {
  return {
    text: 'queue',
    commands: [command('ss', '-ltn', `sport = :${port}`), command('llave', 'doctor', '--server', '--port', port)],
    where: 'server',
    needsRoot: false,
  };
}
