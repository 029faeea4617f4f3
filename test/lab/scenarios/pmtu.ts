import { opensslPair } from '../certificates.ts';
import { nodeTls, PORT } from '../programs.ts';
import { type Lab, type Scenario, scenario } from '../scenario.ts';

/** What the hop behind the router carries, in bytes. */
const NARROW = 1300;
const TOO_BIG = 'icmp type destination-unreachable icmp code frag-needed';
const TOO_BIG_6 = 'icmpv6 type packet-too-big';

type Direction = 'client-to-server' | 'server-to-client';
type Hop = 'silent' | 'tells' | 'clamps';

/** The router's next hop in one direction is narrow; whether it may say so, or keeps TCP below it, is what differs. */
function narrow({ client, server, router }: Lab, direction: Direction, hop: Hop): void {
  if (router === undefined) throw new Error('no router');
  const onward =
    direction === 'client-to-server'
      ? (['10.78.0.0/24', 'fd78::/64', 'eth1'] as const)
      : (['10.77.0.0/24', 'fd77::/64', 'eth0'] as const);
  const [v4, v6, device] = onward;
  const route = (...words: readonly string[]) =>
    router.run('ip', ...words, 'dev', device, 'mtu', 'lock', String(NARROW));
  route('-4', 'route', 'replace', v4);
  // The kernel's own route to the same network has 256.
  route('-6', 'route', 'add', v6, 'metric', '1');
  // The sender's kernel would cut a large segment only after it has left; on a cable it arrives whole.
  for (const machine of [client, server])
    machine.run('ethtool', '-K', 'eth0', 'tso', 'off', 'gso', 'off', 'gro', 'off');
  if (hop === 'silent')
    router.firewall(
      `table inet lab { chain out { type filter hook output priority 0; ${TOO_BIG} drop; ${TOO_BIG_6} drop; }; }`,
    );
  if (hop === 'clamps')
    router.firewall(
      `table inet lab {
        chain out { type filter hook output priority 0; ${TOO_BIG} drop; ${TOO_BIG_6} drop; };
        chain forward { type filter hook forward priority 0; tcp flags & (syn | rst) == syn tcp option maxseg size set ${NARROW - 100}; };
      }`,
    );
}

const PAIR = `{ key: read('server.key'), cert: read('server.crt') }`;

function hole(direction: Direction, hop: Hop, family: 4 | 6): Scenario {
  const cause = `tcp-pmtu-${direction}`;
  return scenario({
    name: hop === 'silent' ? `${cause}--router-v${family}` : `healthy-narrow-hop-that-${hop}-${direction}-v${family}`,
    expect: hop === 'silent' ? { status: 'broken', cause } : { status: 'healthy', cause: null },
    needs: ['nft', 'openssl', 'ethtool'],
    routed: true,
    async setUp(lab) {
      // A certificate that needs more than one packet.
      opensslPair(lab.folder, ['rsa:4096'], ['-addext', 'subjectAltName=IP:10.78.0.2,IP:fd78::2']);
      await nodeTls(lab.server, PAIR);
      narrow(lab, direction, hop);
      return [family === 4 ? `${lab.v4}:${PORT}` : `[${lab.v6}]:${PORT}`, '--ca', 'server.crt'];
    },
  });
}

export default [
  hole('client-to-server', 'silent', 4),
  hole('client-to-server', 'silent', 6),
  hole('server-to-client', 'silent', 4),
  hole('server-to-client', 'silent', 6),
  hole('client-to-server', 'tells', 4),
  hole('client-to-server', 'tells', 6),
  hole('server-to-client', 'tells', 4),
  hole('server-to-client', 'tells', 6),
  hole('server-to-client', 'clamps', 4),
  hole('client-to-server', 'clamps', 6),
] as Scenario[];
