import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { answerTo, isTls, unanswered, variant } from '../../facts/hello.ts';

/** Large packets to the server do not arrive; small ones do. */
export const tcpPmtuClientToServer = defineCheck({
  id: 'tcp-pmtu-client-to-server',
  layer: 'tcp',
  severity: 'error',
  needs: ['target', 'tcp.path'],
  reads: ['tls.handshake', 'tls.hello'],
  explains: ['tls.handshake'],
  run({ target, 'tcp.path': path, 'tls.handshake': handshake, 'tls.hello': hellos }) {
    if (unanswered(handshake)?.code !== 'TIMEOUT' || !isTls(answerTo(hellos, 'small'))) return null;
    const large = variant(hellos, 'tiny-padded');
    if (answerTo(hellos, 'tiny-padded') !== 'silence' || large?.state !== 'ok') return null;
    // Acknowledged bytes arrived, and then the silence is the server's own.
    const { unacked } = large.value;
    if (unacked === 0) return null;
    return {
      params: { host: target.host, port: target.port, address: path.address, unacked: unacked ?? 0 },
      confidence: unacked === undefined ? 'likely' : 'certain',
      ruledOut: [
        { code: 'tcp-pmtu-server-to-client', because: 'small-hello-answered' },
        ...(unacked === undefined
          ? []
          : [{ code: 'tls-hello-intolerant', because: 'never-acknowledged', params: { unacked } }]),
      ],
    };
  },
  fix: ({ address }) => [
    {
      text: 'measure',
      commands: [command('tracepath', '-n', address), command('ping', '-M', 'do', '-s', 1372, '-c', 2, address)],
      where: 'here',
      needsRoot: false,
      os: 'linux',
    },
    {
      text: 'clamp',
      commands: [
        command(
          'nft',
          'add',
          'rule',
          'inet',
          'filter',
          'forward',
          'tcp',
          'flags',
          'syn',
          'tcp',
          'option',
          'maxseg',
          'size',
          'set',
          'rt',
          'mtu',
        ),
      ],
      where: 'network',
      needsRoot: true,
      os: 'linux',
    },
    {
      text: 'smaller',
      commands: [command('ip', 'link', 'set', 'dev', 'eth0', 'mtu', 1400)],
      where: 'here',
      needsRoot: true,
      os: 'linux',
    },
  ],
});
