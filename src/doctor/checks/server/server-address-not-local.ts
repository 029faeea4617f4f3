import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';

const ANY: readonly string[] = ['0.0.0.0', '::', ''];

/** The address that the server is to be bound to is none of this machine's. */
export const serverAddressNotLocal = defineCheck({
  id: 'server-address-not-local',
  layer: 'server',
  severity: 'error',
  needs: ['request', 'local.machine'],
  reads: ['tcp.path'],
  explains: ['tcp.path', 'tcp.connect'],
  absorbs: ['tcp-refused', 'server-not-listening'],
  run({ request, 'local.machine': { addresses } }) {
    const host = request.host ?? '';
    if (request.mode !== 'server' || ANY.includes(host) || !/^[\d.]+$|:/.test(host)) return null;
    if (addresses.includes(host.toLowerCase()) || /^127\./.test(host)) return null;
    return {
      params: { address: host, own: addresses.slice(0, 8), port: request.port ?? 12345 },
      confidence: 'certain',
    };
  },
  fix: ({ port }) => [
    {
      text: 'any',
      commands: [command('llave', 'serve', '--host', '::', '--port', port)],
      where: 'here',
      needsRoot: false,
    },
    { text: 'look', commands: [command('ip', 'address')], where: 'here', needsRoot: false, os: 'linux' },
  ],
});
