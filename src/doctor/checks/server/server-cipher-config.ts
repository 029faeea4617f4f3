import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { refusesAll } from '../../facts/refuses-all.ts';

const DEFAULT_PORT = 12345;

/** The server's cipher list leaves nothing that it could use: it names nothing that exists, or nothing for its key. */
export const serverCipherConfig = defineCheck({
  id: 'server-cipher-config',
  layer: 'server',
  severity: 'error',
  needs: ['request'],
  reads: ['local.server', 'target', 'files.key', 'files.cert', 'tls.handshake', 'tls.hello', 'tls.version'],
  explains: ['local.server', 'tls.handshake'],
  absorbs: ['tls-server-keyless'],
  run({ request, 'local.server': server, target, 'files.key': key, 'files.cert': cert, ...seen }) {
    const keyType = key?.state === 'ok' ? key.value.keyType : '';
    const port = target?.state === 'ok' ? target.value.port : DEFAULT_PORT;
    const params = (list: string, why: string) => ({ list, keyType, why, port });
    if (server?.state === 'failed') {
      if (server.failure.problem !== 'server-cipher-config') return null;
      return {
        params: params(request.ciphers ?? '', server.failure.detail ?? ''),
        confidence: 'certain',
        ruledOut: [{ code: 'server-key-mismatch', because: 'files-match' }],
      };
    }
    // The server runs, refuses every hello, and its files are a pair: then it is not the pair that it lacks.
    const leaf = cert?.state === 'ok' ? cert.value.chain[0] : undefined;
    const pair = key?.state === 'ok' && leaf?.publicKeySha256 === key.value.publicKeySha256;
    if (request.mode !== 'server' || !pair) return null;
    if (refusesAll(seen['tls.handshake'], seen['tls.hello'], seen['tls.version']) === null) return null;
    return {
      params: params('', 'refuses-all'),
      confidence: 'likely',
      ruledOut: [
        { code: 'tls-server-keyless', because: 'files-match' },
        { code: 'tls-no-shared-cipher', because: 'widest-refused' },
      ],
    };
  },
  fix: ({ list, port }) => [
    {
      text: 'expand',
      commands: [command('openssl', 'ciphers', '-v', list === '' ? 'DEFAULT' : list)],
      where: 'here',
      needsRoot: false,
    },
    { text: 'default', commands: [command('llave', 'serve', '--port', port)], where: 'here', needsRoot: port < 1024 },
  ],
});
