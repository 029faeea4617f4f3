import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort } from '../../target.ts';

/** bad_record_mac, decryption_failed (up to TLS 1.1) and decrypt_error. */
const BROKEN: readonly number[] = [20, 21, 51];
/** What OpenSSL calls the same when it is we who notice, in all its versions. */
const NOTICED =
  /bad record mac|decryption failed|cipher operation failed|digest check failed|bad signature|bad decrypt|block cipher pad/i;

/** Bytes were changed on the way: what one side encrypted or signed, the other one cannot make sense of. */
export const tlsCorrupted = defineCheck({
  id: 'tls-corrupted',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake'],
  explains: ['tls.handshake'],
  run({ target, 'tls.handshake': handshake }) {
    if (handshake?.state !== 'failed') return null;
    const { alert, phase, message = '', wire } = handshake.failure;
    if (phase === 'before-server-hello') return null;
    const theirs = alert?.by === 'peer' && BROKEN.includes(alert.number);
    const ours = NOTICED.test(message) && !theirs && alert === undefined;
    if (!theirs && !ours) return null;
    // Alert 51 is also what a server says whose client signed with a key that is not its certificate's.
    const client = alert?.number === 51 && (wire.clientCertificates?.length ?? 0) > 0;
    return {
      params: { host: target.host, port: target.port, by: theirs ? 'peer' : 'us', alert: alert?.number ?? 0 },
      confidence: client ? 'possible' : 'likely',
      ruledOut: [{ code: 'tls-no-shared-cipher', because: 'after-server-hello' }],
    };
  },
  fix: ({ host, port }) => [
    {
      text: 'elsewhere',
      commands: [command('llave', 'doctor', hostPort(host, port))],
      where: 'network',
      needsRoot: false,
    },
    {
      text: 'direct',
      commands: [command('llave', 'doctor', `localhost:${port}`, '--servername', host)],
      where: 'server',
      needsRoot: false,
    },
  ],
});
