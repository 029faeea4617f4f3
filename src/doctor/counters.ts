import type { LocalSystem } from '../runtime/local-system.ts';
import type { CounterDelta } from './evidence/tcp.ts';

/** What the kernel has counted in this network namespace since it was made. */
export interface Counters {
  readonly unreachable: number;
  readonly attemptFails: number;
  readonly synRetransmits: number;
  readonly resetsSent: number;
}

/** Reads /proc/net/snmp, snmp6 and netstat; undefined where the system has none. */
export async function readCounters(system: LocalSystem): Promise<Counters | undefined> {
  if (system.platform !== 'linux') return undefined;
  const [snmp, snmp6, netstat] = await Promise.all(
    ['/proc/net/snmp', '/proc/net/snmp6', '/proc/net/netstat'].map((path) => system.readText(path)),
  );
  if (snmp === undefined) return undefined;
  const v4 = pairedTable(snmp);
  const v6 = new Map((snmp6 ?? '').split('\n').map((line) => line.trim().split(/\s+/) as [string, string]));
  return {
    unreachable: (v4.get('Icmp.InDestUnreachs') ?? 0) + Number(v6.get('Icmp6InDestUnreachs') ?? 0),
    attemptFails: v4.get('Tcp.AttemptFails') ?? 0,
    synRetransmits: pairedTable(netstat ?? '').get('TcpExt.TCPSynRetrans') ?? 0,
    resetsSent: v4.get('Tcp.OutRsts') ?? 0,
  };
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
    shared,
    ...(crowded ? { crowded } : {}),
  };
}
