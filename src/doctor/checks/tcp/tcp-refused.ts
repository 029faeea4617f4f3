import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostAnswers, icmpSeen } from '../../facts/refusal.ts';

/** The host itself said that nothing listens on the port. */
export const tcpRefused = defineCheck({
  id: 'tcp-refused',
  layer: 'tcp',
  severity: 'error',
  needs: ['target', 'local.machine'],
  reads: ['tcp.path', 'tcp.retry', 'tcp.control', 'tcp.udp', 'local.listen'],
  explains: ['tcp.path'],
  run(seen) {
    const path = seen['tcp.path'];
    if (path?.state !== 'failed' || path.failure.code !== 'ECONNREFUSED') return null;
    const icmp = icmpSeen(path.failure, seen['tcp.retry']);
    if (icmp === 'icmp') return null;
    const { address, port } = path.failure;
    const here = seen['local.machine'].addresses.includes(address) || seen.target.loopback;
    const alike = hostAnswers(seen['tcp.control'], seen['tcp.udp']).find(
      ({ what, how }) => what !== 'udp' && how === 'refused',
    );
    const rows = seen['local.listen']?.state === 'ok' ? seen['local.listen'].value.rows : undefined;
    const listening = here && rows ? [...new Set(rows.map((row) => row.port))].sort((a, b) => a - b) : [];
    const confidence = icmp === 'none' && (here || alike !== undefined) ? 'certain' : 'likely';
    const ruledOut = [
      { code: 'firewall-drop-port', because: 'refused-not-silent' },
      ...(icmp === 'none' ? [{ code: 'firewall-reject-port', because: 'no-icmp' }] : []),
      ...(alike ? [{ code: 'firewall-reset', because: 'other-refused-alike', params: { answer: alike.what } }] : []),
    ];
    const notRuledOut = here || alike ? [] : [{ code: 'firewall-reset', because: 'reset-from-anybody' }];
    const params = { address, port, host: seen.target.host, here, listening: listening.map(String) };
    return { params, confidence, ruledOut, notRuledOut };
  },
  fix({ port, here, host, listening }) {
    const where = here ? 'here' : 'server';
    return [
      { text: 'look', commands: [command('ss', '-ltn', `sport = :${port}`)], where, needsRoot: false, os: 'linux' },
      { text: 'start', commands: [command('llave', 'serve', '--port', port)], where, needsRoot: port < 1024 },
      ...(listening.length > 0
        ? [{ text: 'other-port', commands: [command('ss', '-ltnp')], where: 'here', needsRoot: false } as const]
        : [
            {
              text: 'port',
              commands: [command('llave', 'doctor', `${host}:443`)],
              where: 'here',
              needsRoot: false,
            } as const,
          ]),
    ];
  },
});
