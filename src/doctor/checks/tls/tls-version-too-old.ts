import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { versionNumber, versionsSpoken } from '../../facts/versions.ts';
import { hostPort } from '../../target.ts';

/** TLS 1.2 as it stands in a ServerHello; what current clients ask for at least. */
const TLS12 = 0x0303;

/** The server knows only protocol versions that current clients refuse (RFC 8996). */
export const tlsVersionTooOld = defineCheck({
  id: 'tls-version-too-old',
  layer: 'tls',
  severity: 'error',
  needs: ['target', 'request'],
  reads: ['tls.handshake', 'tls.version'],
  explains: ['tls.handshake'],
  run({ target, request, 'tls.handshake': handshake, 'tls.version': versions }) {
    if (handshake?.state !== 'failed') return null;
    const spoken = versionsSpoken(versions);
    const asked = request.minVersion === undefined ? TLS12 : versionNumber(request.minVersion);
    if (spoken.length === 0 || spoken.some(({ version }) => version >= asked)) return null;
    const refused = versions.filter(({ entry }) => entry.state === 'ok' && entry.value.version === null);
    const best = spoken.reduce((a, b) => (b.version > a.version ? b : a)).at;
    return {
      params: { host: target.host, port: target.port, target: hostPort(target.host, target.port), best },
      confidence: refused.length + spoken.length === versions.length ? 'certain' : 'likely',
      ruledOut: [{ code: 'tls-no-shared-cipher', because: 'answers-version', params: { version: best } }],
    };
  },
  fix: ({ port, target, best }) => [
    { text: 'upgrade', commands: [command('openssl', 'version')], where: 'server', needsRoot: false },
    { text: 'replace', commands: [command('llave', 'serve', '--port', port)], where: 'server', needsRoot: port < 1024 },
    {
      text: 'meanwhile',
      commands: [
        command(
          'openssl',
          's_client',
          '-connect',
          target,
          `-${best.toLowerCase().replace('v', '').replace('.', '_')}`,
          '-cipher',
          'ALL:@SECLEVEL=0',
        ),
      ],
      where: 'here',
      needsRoot: false,
    },
  ],
});
