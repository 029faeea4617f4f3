import { isIP } from 'node:net';
import { peer } from '../../../support/peers.ts';
import { type AcceptsClient, askEach, run } from './client.ts';

/** curl on OpenSSL, as Debian builds it. The servers speak no HTTP: whatever curl says after the handshake is a yes. */
export const curl: AcceptsClient = {
  client: 'curl',
  peers: ['curl'],
  ask: (cases, rootFile) =>
    askEach(cases, async ({ port, host }) => {
      const where = isIP(host) ? [] : ['--connect-to', `${host}:${port}:127.0.0.1:${port}`];
      const asked = ['--silent', '--show-error', '--noproxy', '*', '--max-time', '20', '--http0.9'];
      const { status, output } = await run(
        peer('curl')!,
        [...asked, '--cacert', rootFile, '--capath', '/nonexistent', ...where, `https://${host}:${port}/`],
        '',
        { PATH: process.env.PATH, LC_ALL: 'C' },
      );
      return status !== null && REFUSALS.has(status) ? output.trim() : undefined;
    }),
};

/** Exit codes of curl(1): the handshake failed; the certificate is not trusted, or not the host's. */
const REFUSALS: ReadonlySet<number> = new Set([35, 51, 60, 83]);
