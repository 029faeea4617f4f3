import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { answerOf, isTls } from '../../facts/hello.ts';

/** What fits into the smallest packet that every IPv4 path carries (RFC 1122): it cannot have been lost for its size. */
const FITS_ANYWHERE = 536;

/** The server begins its answer and stops in the midst of it. */
export const tlsStalled = defineCheck({
  id: 'tls-stalled',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'tls.tiny'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake, 'tls.tiny': tiny }) {
    if (handshake?.state !== 'failed') return null;
    const { code, raw, wire } = handshake.failure;
    if (code !== 'TIMEOUT' || raw.bytesIn === 0 || wire.notTls) return null;
    const { partialRecord: record, partialMessage: message } = wire;
    const need = record?.need ?? message?.need ?? 0;
    const have = record?.have ?? message?.have ?? raw.bytesIn;
    const small = record !== undefined && need > 0 && need <= FITS_ANYWHERE;
    return {
      params: { host: target.host, port: target.port, have, need, got: raw.bytesIn },
      confidence: small ? 'certain' : 'likely',
      ruledOut: [
        { code: 'peer-silent', because: 'it-began', params: { got: raw.bytesIn } },
        ...(small ? [{ code: 'tcp-pmtu-server-to-client', because: 'rest-fits', params: { have, need } }] : []),
        ...(isTls(answerOf(tiny)) ? [{ code: 'tcp-single-accept', because: 'answers-others' }] : []),
      ],
    };
  },
  fix: ({ port }) => [
    { text: 'log', commands: [command('journalctl', '-e')], where: 'server', needsRoot: true, os: 'linux' },
    { text: 'replace', commands: [command('llave', 'serve', '--port', port)], where: 'server', needsRoot: port < 1024 },
  ],
});
