import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

const FORBIDDEN = ['EPERM', 'EACCES'];

/** The system forbids this process to use the network at all, this machine included. */
export const localSandbox = defineCheck({
  id: 'local-sandbox',
  layer: 'config',
  severity: 'error',
  needs: ['local.sandbox', 'local.machine'],
  reads: ['tcp.path', 'dns.lookup'],
  explains: ['tcp.path', 'dns.lookup'],
  run({ 'local.sandbox': { code }, 'local.machine': machine, 'tcp.path': path, 'dns.lookup': lookup }) {
    const failed = path?.state === 'failed' || lookup?.state === 'failed';
    if (!failed || !FORBIDDEN.includes(code)) return null;
    const ruledOut = [
      { code: 'firewall-reject-admin', because: 'no-packet-left' },
      { code: 'ip-route-policy', because: 'loopback-forbidden', params: { errno: code } },
    ];
    return { params: { errno: code, platform: machine.platform }, confidence: 'certain', ruledOut };
  },
  fix: () => [
    { text: 'outside', commands: [], where: 'here', needsRoot: false },
    {
      text: 'look',
      commands: [command('grep', '-E', 'Seccomp|NoNewPrivs', '/proc/self/status')],
      where: 'here',
      needsRoot: false,
      os: 'linux',
    },
    { text: 'allow', commands: [], where: 'here', needsRoot: true },
  ],
});
