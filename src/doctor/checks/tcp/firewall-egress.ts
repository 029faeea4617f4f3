import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { silentElsewhere } from '../../facts/control-host.ts';
import { keptIn } from '../../facts/departure.ts';
import { hostPort } from '../../target.ts';

/** What a refusal of this machine's own filter, or its silence, may be taken for. */
const OTHER_FACES = [
  ...['firewall-drop-port', 'firewall-drop-host', 'firewall-reject-port', 'firewall-reject-admin', 'firewall-reset'],
  ...['tcp-refused', 'ip-host-dead', 'ip-net-unreachable'],
];

/** This machine, or the network here, does not let connections to this port out, whoever they are for. */
export const firewallEgress = defineCheck({
  id: 'firewall-egress',
  layer: 'tcp',
  severity: 'error',
  needs: ['target'],
  reads: [
    'tcp.path',
    'tcp.connect',
    'tcp.retry',
    'tcp.departure',
    'tcp.vigil',
    'tcp.control',
    'tcp.udp',
    'tcp.egress',
    'local.machine',
    'ip.routes',
    'ip.neighbours',
  ],
  explains: ['tcp.path'],
  absorbs: OTHER_FACES,
  run(seen) {
    const { target, 'tcp.path': path } = seen;
    if (path?.state !== 'failed' || path.failure.local || target.loopback) return null;
    const { address, port, code } = path.failure;
    const machine = seen['local.machine'];
    if (machine?.state === 'ok' && machine.value.addresses.includes(address)) return null;
    const kept = keptIn(path.failure, seen);
    const outside = kept === undefined && code === 'TIMEOUT' ? silentElsewhere(seen['tcp.egress']) : undefined;
    const [here, beyond] = kept === undefined ? [0, 1] : [1, 0];
    const params = { host: target.host, port, address, here, beyond, ...outside };
    if (kept !== undefined) {
      return {
        params,
        confidence: kept === 'nothing-leaves' ? 'likely' : 'certain',
        ruledOut: [
          { code: code === 'TIMEOUT' ? 'firewall-drop-port' : 'firewall-reject-port', because: kept, params: { port } },
          { code: code === 'TIMEOUT' ? 'firewall-drop-host' : 'tcp-refused', because: 'never-left' },
        ],
      };
    }
    if (outside === undefined) return null;
    return {
      params,
      confidence: 'likely',
      ruledOut: [
        { code: 'firewall-drop-port', because: 'control-silent-too', params: { control: outside.control, port } },
        { code: 'firewall-drop-host', because: 'control-reached', params: outside },
      ],
    };
  },
  fix: ({ host, port, here }) => [
    ...(here === 1 ? [] : [{ text: 'ask', commands: [], where: 'network', needsRoot: false } as const]),
    { text: 'rules', commands: [command('nft', 'list', 'ruleset')], where: 'here', needsRoot: true, os: 'linux' },
    {
      text: 'other-port',
      commands: [command('llave', 'doctor', hostPort(host, port === 443 ? 8443 : 443))],
      where: 'here',
      needsRoot: false,
    },
  ],
});
