import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { answerOf, answerTo, isTls, unanswered } from '../../facts/hello.ts';

/** Large packets from the server do not arrive; small ones do. */
export const tcpPmtuServerToClient = defineCheck({
  id: 'tcp-pmtu-server-to-client',
  layer: 'tcp',
  severity: 'error',
  needs: ['target', 'tcp.path'],
  reads: ['tls.handshake', 'tls.tiny', 'tls.hello'],
  explains: ['tls.handshake'],
  run({ target, 'tcp.path': path, 'tls.handshake': handshake, 'tls.tiny': tiny, 'tls.hello': hellos }) {
    if (unanswered(handshake)?.code !== 'TIMEOUT' || !isTls(answerOf(tiny))) return null;
    // The smallest answer comes; the one that carries a certificate does not, be it from a small hello or a large one.
    const small = answerTo(hellos, 'small');
    const large = answerTo(hellos, 'ml-kem');
    const named = answerTo(hellos, 'other-sni');
    if (small !== 'silence' && !(isTls(small) && large === 'silence' && isTls(answerTo(hellos, 'tiny-padded'))))
      return null;
    if (named === 'hello') return null;
    return {
      params: { host: target.host, port: target.port, address: path.address },
      confidence: 'likely',
      ruledOut: [
        { code: 'peer-silent', because: 'tiny-answered' },
        { code: 'firewall-drop-port', because: 'tcp-connects' },
        ...(isTls(answerTo(hellos, 'tiny-padded'))
          ? [{ code: 'tcp-pmtu-client-to-server', because: 'large-arrives' }]
          : []),
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
      where: 'server',
      needsRoot: true,
      os: 'linux',
    },
  ],
});
