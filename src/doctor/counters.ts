import type { LocalSystem } from '../runtime/local-system.ts';
import type { CounterDelta } from './evidence/tcp.ts';

/** The place of the packets sent among the figures of an interface: they come after eight of what was received, and the bytes. */
const SENT_PACKETS = 9;

/** What the kernel has counted in this network namespace since it was made. */
export interface Counters {
  readonly unreachable: number;
  readonly attemptFails: number;
  readonly synRetransmits: number;
  readonly resetsSent: number;
  /** Packets sent by all network interfaces but the loopback; undefined where nobody counts them. */
  readonly packetsSent: number | undefined;
}

/** Reads /proc/net/snmp, snmp6, netstat and dev; undefined where the system has none. */
export async function readCounters(system: LocalSystem): Promise<Counters | undefined> {
  if (system.platform !== 'linux') return undefined;
  const [snmp, snmp6, netstat, packetsSent] = await Promise.all([
    system.readText('/proc/net/snmp'),
    system.readText('/proc/net/snmp6'),
    system.readText('/proc/net/netstat'),
    readPacketsSent(system),
  ]);
  if (snmp === undefined) return undefined;
  const v4 = pairedTable(snmp);
  const v6 = new Map((snmp6 ?? '').split('\n').map((line) => line.trim().split(/\s+/) as [string, string]));
  return {
    unreachable: (v4.get('Icmp.InDestUnreachs') ?? 0) + Number(v6.get('Icmp6InDestUnreachs') ?? 0),
    attemptFails: v4.get('Tcp.AttemptFails') ?? 0,
    synRetransmits: pairedTable(netstat ?? '').get('TcpExt.TCPSynRetrans') ?? 0,
    resetsSent: v4.get('Tcp.OutRsts') ?? 0,
    packetsSent,
  };
}

/** How many packets the network interfaces of this machine have sent, the loopback aside; undefined where nobody counts. */
export async function readPacketsSent(system: LocalSystem): Promise<number | undefined> {
  const text = system.platform === 'linux' ? await system.readText('/proc/net/dev') : undefined;
  if (text === undefined) return undefined;
  const interfaces = [...text.matchAll(/^ *([^\s:|]+): *(.+)$/gm)].filter(([, name]) => name !== 'lo');
  return interfaces.reduce((sum, [, , figures = '']) => sum + Number(figures.trim().split(/\s+/)[SENT_PACKETS]), 0);
}

/** The kernel writes two lines for each group: names, then figures. */
function pairedTable(text: string): Map<string, number> {
  const figures = new Map<string, number>();
  const lines = text.split('\n');
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const [group = '', ...names] = (lines[index] ?? '').split(' ');
    const [, ...values] = (lines[index + 1] ?? '').split(' ');
    for (const [at, name] of names.entries()) figures.set(`${group.replace(':', '')}.${name}`, Number(values[at]));
  }
  return figures;
}

/** What was counted between two readings. */
export function counterDelta(before: Counters, after: Counters, shared: boolean, crowded = false): CounterDelta {
  return {
    unreachable: after.unreachable - before.unreachable,
    attemptFails: after.attemptFails - before.attemptFails,
    synRetransmits: after.synRetransmits - before.synRetransmits,
    resetsSent: after.resetsSent - before.resetsSent,
    ...(before.packetsSent === undefined || after.packetsSent === undefined
      ? {}
      : { packetsSent: after.packetsSent - before.packetsSent }),
    shared,
    ...(crowded ? { crowded } : {}),
  };
}
