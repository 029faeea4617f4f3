import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { LiveConnections } from '../../../src/doctor/live.ts';
import type { ProbeContext } from '../../../src/doctor/probe.ts';
import { attempt } from '../../../src/doctor/probes/tcp/attempt.ts';

const snmp = (unreachable: number, fails: number) =>
  `Icmp: InDestUnreachs\nIcmp: ${unreachable}\nTcp: AttemptFails OutRsts\nTcp: ${fails} 0\n`;

/** A socket that says that it is connected, and what the kernel counts meanwhile. */
function connected(remoteAddress: string | undefined, after: string) {
  const socket = {
    remoteAddress,
    localAddress: '10.0.0.1',
    destroyed: false,
    destroy: () => (socket.destroyed = true),
  };
  let connects = 0;
  const context = {
    network: {
      async connect() {
        connects += 1;
        return socket as unknown as Socket;
      },
    },
    system: {
      platform: 'linux',
      readText: async (path: string) => (path === '/proc/net/snmp' ? (connects > 0 ? after : snmp(3, 7)) : undefined),
    },
    ...{ timeoutMs: 1000, signal: new AbortController().signal, live: new LiveConnections() },
  } as unknown as ProbeContext;
  return { socket, context };
}

it('a connection without a peer, of which the kernel counted that it failed, was never made', async () => {
  const { socket, context } = connected(undefined, snmp(5, 8));
  const outcome = await attempt('10.0.0.5', 443, context, { shared: false });
  expect(outcome).toMatchObject({
    failure: { address: '10.0.0.5', port: 443, code: 'EHOSTUNREACH', local: false, counters: { unreachable: 2 } },
  });
  expect(socket.destroyed).toBe(true);
});

it.each([
  ['it was reset at once: nothing unreachable was counted', undefined, snmp(3, 8), false],
  ['it has a peer', '10.0.0.5', snmp(5, 8), false],
  ['other attempts ran meanwhile, which may be the ones that failed', undefined, snmp(5, 8), true],
])('a connection is one: %s', async (_when, peer, after, shared) => {
  const { socket, context } = connected(peer, after);
  const outcome = await attempt('10.0.0.5', 443, context, { shared });
  expect(outcome).toMatchObject({ socket, value: { address: '10.0.0.5', localAddress: '10.0.0.1' } });
  expect(socket.destroyed).toBe(false);
});
