import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostAnswers } from '../../facts/refusal.ts';

/** Some of this machine's addresses are let through to the port, and the one that is used is not. */
export const firewallAllowlist = defineCheck({
  id: 'firewall-allowlist',
  layer: 'tcp',
  severity: 'error',
  needs: ['target'],
  reads: ['tcp.path', 'tcp.source', 'tcp.control', 'tcp.udp'],
  explains: ['tcp.path'],
  absorbs: [
    'firewall-drop-port',
    'firewall-drop-host',
    'firewall-reject-port',
    'firewall-reject-admin',
    'firewall-egress',
    'firewall-reset',
    'tcp-refused',
    'ip-host-dead',
    'ip-net-unreachable',
  ],
  run({ 'tcp.path': path, 'tcp.source': sources, 'tcp.control': controls, 'tcp.udp': udp }) {
    if (path?.state !== 'failed' || path.failure.local) return null;
    const works = sources.find(({ entry }) => entry.state === 'ok')?.at;
    // The same failure again, from an address that is named: chance would not choose by address.
    const dead = sources.find(({ entry }) => entry.state === 'failed' && entry.failure.code === path.failure.code)?.at;
    if (works === undefined || dead === undefined) return null;
    const { address, port } = path.failure;
    const [answer] = hostAnswers(controls, udp);
    return {
      params: { address, port, works, dead },
      confidence: 'certain',
      ruledOut: [
        { code: 'firewall-drop-port', because: 'other-source-connects', params: { works } },
        { code: 'tcp-refused', because: 'other-source-connects', params: { works } },
        ...(answer === undefined
          ? []
          : [{ code: 'ip-no-route', because: 'other-port-answers', params: { answer: answer.what } }]),
      ],
    };
  },
  fix: ({ address, port, works, dead }) => [
    {
      text: 'allow',
      commands: [command('ufw', 'allow', 'from', dead, 'to', 'any', 'port', port, 'proto', 'tcp')],
      where: 'server',
      needsRoot: true,
      os: 'linux',
    },
    {
      text: 'source',
      commands: [command('ip', 'route', 'add', address, 'src', works, 'dev', 'eth0')],
      where: 'here',
      needsRoot: true,
      os: 'linux',
    },
    { text: 'look', commands: [command('ip', 'route', 'get', address)], where: 'here', needsRoot: false, os: 'linux' },
  ],
});
