import { expect, it } from 'vitest';
import { counterDelta, readCounters, readPacketsSent } from '../../src/doctor/counters.ts';
import { parseListenRows } from '../../src/doctor/probes/local/listen.ts';
import type { LocalSystem } from '../../src/runtime/local-system.ts';

const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:3039 00000000:0000 0A 00000000:00000002 00:00000000 00000000  1000        0 331532 1 0000000000000000 100 0 0 10 0
   1: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1234 1 0000000000000000 100 0 0 10 0
   2: 0100007F:B2A4 0100007F:3039 01 00000000:00000000 00:00000000 00000000     0        0 99 1 0000000000000000 20 4 30 10 -1
`;
const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000001000000:3039 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 5 1 0000000000000000 100 0 0 10 0
   1: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 6 1 0000000000000000 100 0 0 10 0
   2: B80D0120000000000000000001000000:01BB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 7 1 0000000000000000 100 0 0 10 0
`;

it('reads LISTEN rows of IPv4: address, port, owner, connections that wait', () => {
  expect(parseListenRows(TCP, 4)).toEqual([
    { address: '127.0.0.1', family: 4, port: 12345, uid: 1000, inode: 331532, waiting: 2 },
    { address: '0.0.0.0', family: 4, port: 22, uid: 0, inode: 1234, waiting: 0 },
  ]);
});

it('reads LISTEN rows of IPv6', () => {
  expect(parseListenRows(TCP6, 6).map(({ address, port }) => `${address} ${port}`)).toEqual([
    '::1 12345',
    ':: 80',
    '2001:db8::1 443',
  ]);
});

it('counts ICMP of both families, failed attempts, repeated SYNs and own resets', async () => {
  const files = (icmp: number, icmp6: number, fails: number, syn: number): Readonly<Record<string, string>> => ({
    '/proc/net/snmp': `Icmp: InMsgs InDestUnreachs\nIcmp: 9 ${icmp}\nTcp: RtoMin AttemptFails OutRsts\nTcp: 200 ${fails} ${2 * fails}\n`,
    '/proc/net/snmp6': `Ip6InReceives                   \t7\nIcmp6InDestUnreachs             \t${icmp6}\n`,
    '/proc/net/netstat': `TcpExt: Other TCPSynRetrans\nTcpExt: 5 ${syn}\n`,
  });
  const read = (tables: Readonly<Record<string, string>>, platform = 'linux') =>
    readCounters({ platform, readText: async (path: string) => tables[path] } as unknown as LocalSystem);
  const before = await read(files(1, 2, 3, 4));
  const after = await read(files(2, 4, 6, 8));
  expect(counterDelta(before!, after!, false)).toEqual({
    unreachable: 3,
    attemptFails: 3,
    synRetransmits: 4,
    resetsSent: 6,
    shared: false,
  });
  expect(await read({})).toBeUndefined();
  expect(await read(files(1, 1, 1, 1), 'darwin')).toBeUndefined();
});

it('adds up the packets that the interfaces sent, but for the loopback', async () => {
  const dev = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo: 99 9 0 0 0 0 0 0 99 9 0 0 0 0 0 0
  eth0: 1480 12 0 0 0 0 0 1 640 7 0 0 0 0 0 0
wlan0.5:100000 12 0 0 0 0 0 1 640 30 0 0 0 0 0 0
`;
  const read = (files: Readonly<Record<string, string>>) =>
    readPacketsSent({ platform: 'linux', readText: async (path: string) => files[path] } as unknown as LocalSystem);
  expect(await read({ '/proc/net/dev': dev })).toBe(37);
  expect(await read({})).toBeUndefined();
});
