import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort } from '../../target.ts';

/** The network here does not let connections to this port out, whoever they are for. */
export const firewallEgress = defineCheck({
  id: 'firewall-egress',
  layer: 'tcp',
  severity: 'error',
  needs: ['target'],
  reads: ['tcp.path', 'tcp.egress'],
  explains: ['tcp.path'],
  absorbs: ['firewall-drop-port', 'firewall-drop-host'],
  run({ target, 'tcp.path': path, 'tcp.egress': controls }) {
    if (path?.state !== 'failed' || path.failure.code !== 'TIMEOUT') return null;
    const entryOf = (at: string) => controls.find((member) => member.at === at)?.entry;
    const same = entryOf('same');
    const reached = [entryOf('own'), entryOf('other')].find(
      (entry) => entry?.state === 'ok' || (entry?.state === 'failed' && entry.failure.code === 'ECONNREFUSED'),
    );
    // The other host lives, and the same port of it is just as silent: the port is what both have in common.
    if (same?.state !== 'failed' || same.failure.code !== 'TIMEOUT' || reached === undefined) return null;
    const control = same.failure.address;
    const works = reached.state === 'ok' ? reached.value.port : reached.state === 'failed' ? reached.failure.port : 0;
    return {
      params: { host: target.host, port: target.port, control, works },
      confidence: 'likely',
      ruledOut: [
        { code: 'firewall-drop-port', because: 'control-silent-too', params: { control, port: target.port } },
        { code: 'firewall-drop-host', because: 'control-reached', params: { control, works } },
      ],
    };
  },
  fix: ({ host, port }) => [
    { text: 'ask', commands: [], where: 'network', needsRoot: false },
    { text: 'rules', commands: [command('nft', 'list', 'ruleset')], where: 'here', needsRoot: true, os: 'linux' },
    {
      text: 'other-port',
      commands: [command('llave', 'doctor', hostPort(host, port === 443 ? 8443 : 443))],
      where: 'here',
      needsRoot: false,
    },
  ],
});
