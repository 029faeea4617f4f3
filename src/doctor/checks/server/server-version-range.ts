import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { refusedHello } from '../../facts/hello.ts';

const PROTOCOL_VERSION = 70;
const ALL_VERSIONS = 4;
const DEFAULT_PORT = 12345;

/** The server is left with no protocol version: its oldest is newer than its newest. */
export const serverVersionRange = defineCheck({
  id: 'server-version-range',
  layer: 'server',
  severity: 'error',
  needs: ['request'],
  reads: ['local.server', 'target', 'tls.handshake', 'tls.version'],
  explains: ['local.server', 'tls.handshake'],
  run({ request, 'local.server': server, target, 'tls.handshake': handshake, 'tls.version': versions }) {
    const port = target?.state === 'ok' ? target.value.port : DEFAULT_PORT;
    const params = (where: 'settings' | 'outside', min: string, max: string) => ({ where, min, max, port });
    if (server?.state === 'failed') {
      if (server.failure.problem !== 'server-version-range') return null;
      const { minVersion = 'TLSv1.2', maxVersion = 'TLSv1.3' } = request;
      return { params: params('settings', minVersion, maxVersion), confidence: 'certain' };
    }
    // From outside: whatever version a hello asks for, it is the version that is refused.
    const refused = refusedHello(handshake);
    const answers = versions.flatMap(({ entry }) => (entry.state === 'ok' ? [entry.value] : []));
    const none = answers.every(({ version, alert }) => version === null && alert === PROTOCOL_VERSION);
    if (refused?.number !== PROTOCOL_VERSION || answers.length < ALL_VERSIONS || !none) return null;
    return {
      params: params('outside', '', ''),
      confidence: 'likely',
      ruledOut: [
        { code: 'tls-version-too-old', because: 'every-version-refused' },
        { code: 'tls-server-keyless', because: 'refuses-the-version' },
      ],
    };
  },
  fix: ({ where, port }) => [
    {
      text: 'widen',
      commands: [command('llave', 'serve', '--port', port, '--min-version', 'TLSv1.2', '--max-version', 'TLSv1.3')],
      where: where === 'settings' ? 'here' : 'server',
      needsRoot: port < 1024,
    },
    ...(where === 'outside'
      ? [
          {
            text: 'look',
            commands: [command('grep', '-riE', 'ssl_?protocols?|(min|max)_?(protocol|version)', '/etc')],
            where: 'server',
            needsRoot: true,
            os: 'linux',
          } as const,
        ]
      : []),
  ],
});
