import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { canMakeNamespaces, peer } from '../support/peers.ts';
import { scenarios } from './all-scenarios.ts';
import { labSuite } from './suite.ts';
import { labUser } from './user.ts';

/** From every area of findings: what doctor knows from the kernel, from files and from other processes, where privilege could matter. */
const CHOSEN = [
  ...['local-sandbox-forbids-connect', 'local-fd-limit', 'local-clock-skew-ahead'],
  ...['dns-nxdomain-dnsmasq', 'dns-hosts-stale-refused'],
  ...['ip-no-route', 'ip-route-policy-by-a-rule'],
  ...['tcp-refused-loopback-only', 'firewall-reject-port', 'firewall-reject-admin'],
  ...['tcp-pmtu-server-to-client-large-messages', 'peer-http-nginx', 'peer-plaintext--echo'],
  ...['tls-alpn', 'tls-no-shared-cipher', 'tls-client-cert-required-tls13'],
  ...['cert-missing-intermediate-by-key-identifier', 'cert-revoked-says-the-staple'],
  ...['server-key-mismatch', 'server-not-listening', 'server-port-in-use-by-http', 'server-key-world-readable'],
  ...['healthy-llave-serve', 'healthy-nginx-ec', 'healthy-files-of-this-directory', 'healthy-starttls-smtp-stunnel'],
  ...['healthy-two-ends-nat', 'healthy-link-local-with-scope'],
];

/** `npm run lab` runs each scenario once, as one user. */
const whole = process.env.LAB_WHOLE !== undefined;
if (!whole) labSuite({ has: ({ name }) => CHOSEN.includes(name), user: 'userns' });

describe.skipIf(whole || !canMakeNamespaces() || !peer('unshare') || !peer('setpriv'))('as whom that was', () => {
  const { words, instead } = labUser('userns');
  const said = (...command: readonly string[]) => {
    const [program = '', ...rest] = [...words, ...command];
    return spawnSync(program, rest, { encoding: 'utf8' }).stdout;
  };

  it('names scenarios that exist', () => {
    const names = scenarios.map(({ name }) => name);
    expect(CHOSEN.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('has no capability', () => {
    expect(said('cat', '/proc/self/status')).toMatch(/^CapPrm:\s+0+\nCapEff:\s+0+$/m);
  });

  it.skipIf(instead !== undefined)('is in a user namespace in which root is nobody', () => {
    expect(said('cat', '/proc/self/uid_map').trim().split(/\s+/)).toEqual(['1000', '65534', '1']);
    expect(said('stat', '-c', '%u', '/').trim()).toBe('65534');
  });
});
