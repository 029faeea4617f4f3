import { describe, expect, it } from 'vitest';
import {
  hasDefault,
  parseNeighbours,
  parseRefusingRoutes4,
  parseRoutes4,
  parseRoutes6,
  routeTo,
} from '../../../src/doctor/facts/routes.ts';

// Tables as Linux 6.18 shows them.
const ROUTE = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
eth0	00000000	FE4D000A	0003	0	0	0	00000000	0	0	0
eth0	00004D0A	00000000	0001	0	0	0	00FFFFFF	0	0	0
*	0000020A	00000000	0201	0	0	0	00FFFFFF	0	0	0
`;
const FIB_TRIE = `Main:
  +-- 0.0.0.0/1 2 0 2
     +-- 10.0.0.0/13 3 0 4
        |-- 10.2.0.0
           /24 universe PROHIBIT
        |-- 10.3.0.1
           /32 universe BLACKHOLE
     |-- 127.0.0.1
        /32 host LOCAL
Local:
        |-- 10.2.0.0
           /24 universe PROHIBIT
`;
const IPV6_ROUTE = `fd990000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000400 00000003 00000000 00200200       lo
00000000000000000000000000000000 00 00000000000000000000000000000000 00 fd770000000000000000000000000001 00000400 00000001 00000000 00000003     eth0
00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo
00000000000000000000000000000001 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000002 00000000 80200001       lo
`;
const ARP = `IP address       HW type     Flags       HW address            Mask     Device
10.77.0.66       0x1         0x0         00:00:00:00:00:00     *        eth0
10.77.0.2        0x1         0x2         4e:f4:b0:12:34:56     *        eth0
`;

describe('the tables of the kernel', () => {
  const routes = [...parseRoutes4(ROUTE), ...parseRefusingRoutes4(FIB_TRIE), ...parseRoutes6(IPV6_ROUTE)];

  it('give the way of an address, the longest prefix first', () => {
    expect(routeTo(routes, '10.77.0.9')).toMatchObject({ gateway: '', interface: 'eth0', kind: 'unicast' });
    expect(routeTo(routes, '192.0.2.1')).toMatchObject({ prefix: '0.0.0.0', length: 0, gateway: '10.0.77.254' });
  });

  it('say which routes refuse, and how', () => {
    expect(routeTo(routes, '10.2.0.7')).toMatchObject({ kind: 'prohibit', length: 24 });
    expect(routeTo(routes, '10.3.0.1')).toMatchObject({ kind: 'blackhole' });
    expect(routeTo(routes, 'fd99::1')).toMatchObject({ kind: 'reject' });
  });

  it("leave out what is this machine's own, and the kernel's last resort", () => {
    expect(routes.filter(({ family }) => family === 6)).toHaveLength(2);
    expect(hasDefault(routes, 4)).toBe(true);
    expect(hasDefault(parseRoutes6(IPV6_ROUTE.split('\n').slice(2).join('\n')), 6)).toBe(false);
  });

  it('say who answered ARP', () => {
    expect(parseNeighbours(ARP)).toEqual([
      { address: '10.77.0.66', interface: 'eth0', complete: false },
      { address: '10.77.0.2', interface: 'eth0', complete: true },
    ]);
  });
});
