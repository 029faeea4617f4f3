import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { allSilent } from '../../facts/refusal.ts';

/** Nothing on the host answers at all: it is down, or everything to it is filtered. */
export const firewallDropHost = defineCheck({
  id: 'firewall-drop-host',
  layer: 'tcp',
  severity: 'error',
  needs: ['target'],
  reads: ['tcp.path', 'tcp.control', 'tcp.udp'],
  explains: ['tcp.path'],
  run({ 'tcp.path': path, 'tcp.control': controls, 'tcp.udp': udp }) {
    if (path?.state !== 'failed' || path.failure.code !== 'TIMEOUT' || !allSilent(controls, udp)) return null;
    const { address, port } = path.failure;
    const tried = controls.map(({ at }) => at);
    return {
      params: { address, port, tried },
      confidence: 'likely',
      ruledOut: [
        { code: 'firewall-drop-port', because: 'all-silent', params: { tried } },
        { code: 'tcp-refused', because: 'silence' },
      ],
    };
  },
  fix: ({ address, port }) => [
    {
      text: 'alive',
      commands: [command('ip', 'addr'), command('ss', '-ltn', `sport = :${port}`)],
      where: 'server',
      needsRoot: false,
    },
    { text: 'reach', commands: [command('ping', '-c', 3, address)], where: 'here', needsRoot: false },
    { text: 'allow', commands: [command('nft', 'list', 'ruleset')], where: 'server', needsRoot: true, os: 'linux' },
  ],
});
