import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import type { TcpPath } from '../../evidence/tcp.ts';
import type { Member } from '../../evidence.ts';

/** How the attempts of one kind fared; a refusal is an answer. */
function tally(samples: readonly Member<'tcp.sample'>[], kind: 'target' | 'other' | 'control') {
  const own = samples.filter(({ at }) => at.startsWith(kind)).map(({ entry }) => entry);
  const failed = (code: string) => own.filter((entry) => entry.state === 'failed' && entry.failure.code === code);
  const lost = failed('TIMEOUT').length;
  return { lost, answered: own.filter(({ state }) => state === 'ok').length + failed('ECONNREFUSED').length };
}

const RESENT_MS = 1000;

/** The connection of the diagnosis itself took a second SYN (RFC 6298 section 2), where the way is short enough for one. */
function wasResent({ connectMs }: TcpPath, samples: readonly Member<'tcp.sample'>[]): boolean {
  const own = samples.flatMap(({ at, entry }) =>
    at.startsWith('target') && entry.state === 'ok' ? [entry.value] : [],
  );
  return connectMs >= RESENT_MS && own.some((sample) => sample.connectMs < RESENT_MS / 2);
}

const lossy = ({ lost, answered }: ReturnType<typeof tally>) => lost > 0 && answered > 0;

/** Packets are lost now and then, whatever they are for. */
export const tcpLoss = defineCheck({
  id: 'tcp-loss',
  layer: 'tcp',
  severity: 'error',
  needs: ['target', 'tcp.path'],
  reads: ['tls.handshake', 'tcp.sample'],
  explains: ['tls.handshake'],
  absorbs: [
    'tls-slow',
    'tls-stalled',
    'tls-hello-intolerant',
    'peer-silent',
    'tcp-single-accept',
    'tcp-pmtu-client-to-server',
    'tcp-pmtu-server-to-client',
    'firewall-rate-limit',
  ],
  run({ target, 'tcp.path': path, 'tls.handshake': handshake, 'tcp.sample': samples }) {
    const [sampled, other, control] = (['target', 'other', 'control'] as const).map((kind) => tally(samples, kind));
    const own = { ...sampled!, lost: sampled!.lost + (wasResent(path, samples) ? 1 : 0) };
    const [lost, answered] = [own.lost + other!.lost, own.answered + other!.answered];
    if (lost < 2 || answered < 2) return null;
    // One port alone may have a full queue or a limit: what befalls another one as well befalls the way to both.
    const everywhere = lossy(control!);
    if (!(lossy(own) && lossy(other!)) && !everywhere) return null;
    const works = handshake?.state === 'ok';
    return {
      params: { host: target.host, port: target.port, address: path.address, lost, tries: lost + answered, everywhere },
      confidence: everywhere ? 'certain' : 'likely',
      ...(works ? { severity: 'warning' as const } : {}),
      ruledOut: [
        { code: 'firewall-rate-limit', because: 'lost-in-between', params: { lost, answered } },
        ...(lossy(other!) ? [{ code: 'tcp-backlog-full', because: 'other-port-loses-too' }] : []),
      ],
    };
  },
  fix: ({ address, everywhere }) => [
    {
      text: 'measure',
      commands: [command('ping', '-c', 50, '-i', 0.2, address), command('tracepath', '-n', address)],
      where: 'here',
      needsRoot: false,
      os: 'linux',
    },
    {
      text: 'counters',
      commands: [command('nstat', '-az', 'TcpRetransSegs', 'TcpExtTCPSynRetrans')],
      where: 'here',
      needsRoot: false,
      os: 'linux',
    },
    { text: everywhere ? 'here' : 'path', commands: [], where: everywhere ? 'here' : 'network', needsRoot: false },
  ],
});
