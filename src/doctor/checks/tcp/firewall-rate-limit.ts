import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { answerOf } from '../../facts/hello.ts';

/** How connecting fails behind a limit. */
const REFUSED = ['TIMEOUT', 'ECONNREFUSED', 'EHOSTUNREACH', 'ECONNRESET'];

/** The first connections are let through, and then none is. */
export const firewallRateLimit = defineCheck({
  id: 'firewall-rate-limit',
  layer: 'tcp',
  severity: 'error',
  needs: ['target', 'tcp.path'],
  reads: ['tls.handshake', 'tls.hello', 'tls.version', 'chat.exchange'],
  explains: ['chat.exchange'],
  run({
    target,
    'tcp.path': path,
    'tls.handshake': handshake,
    'tls.hello': hellos,
    'tls.version': versions,
    'chat.exchange': chat,
  }) {
    const later = [...hellos, ...versions].map(({ entry }) => entry);
    // A queue that fills up lets some connect and answers none of them.
    if (later.some((entry) => answerOf(entry) === 'silence')) return null;
    const codes = later.flatMap((entry) => (entry.state === 'failed' ? [entry.failure.code] : []));
    const second =
      chat?.state === 'failed' && !['handshake-second', 'join'].includes(chat.failure.step) ? [chat.failure.code] : [];
    const refused = [...codes, ...second].filter((code) => REFUSED.includes(code));
    const least = second.length > 0 && REFUSED.includes(second[0]!) ? 1 : 2;
    if (handshake?.state !== 'ok' || refused.length < least) return null;
    return {
      params: { host: target.host, port: target.port, address: path.address, refused: refused.length },
      confidence: 'likely',
      ...(second.length > 0 ? {} : { severity: 'warning' as const }),
      ruledOut: [{ code: 'firewall-drop-port', because: 'first-connected' }],
    };
  },
  fix: ({ address, port }) => [
    { text: 'wait', commands: [command('llave', 'doctor', `${address}:${port}`)], where: 'here', needsRoot: false },
    {
      text: 'unban',
      commands: [command('fail2ban-client', 'status'), command('nft', 'list', 'ruleset')],
      where: 'server',
      needsRoot: true,
      os: 'linux',
    },
  ],
});
