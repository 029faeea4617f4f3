import { isIP } from 'node:net';
import { peer } from '../../../support/peers.ts';
import { type AcceptsClient, askEach, run } from './client.ts';

/** `openssl s_client` at a security level. */
const atLevel = (level: 1 | 2 | 3): AcceptsClient => ({
  client: `openssl-${level}`,
  peers: ['openssl'],
  ask: (cases, rootFile) =>
    askEach(cases, async ({ port, host }) => {
      const named = isIP(host)
        ? ['-noservername', '-verify_ip', host]
        : ['-servername', host, '-verify_hostname', host];
      const trusted = ['-CAfile', rootFile, '-no-CApath', '-no-CAstore', '-verify_return_error'];
      const { status, output } = await run(peer('openssl')!, [
        's_client',
        ...['-connect', `127.0.0.1:${port}`, '-cipher', `DEFAULT@SECLEVEL=${level}`],
        ...[...named, ...trusted],
      ]);
      return status === 0 ? undefined : (/^verify error:.*$|:error:.*$/m.exec(output)?.[0] ?? output);
    }),
});

export const openssl: readonly AcceptsClient[] = [atLevel(1), atLevel(2), atLevel(3)];
