import type { LocalSystem } from '../runtime/local-system.ts';

/** One TCP socket of this machine, as the kernel's table has it. */
export interface SocketRow {
  readonly localPort: number;
  readonly remotePort: number;
  /** The state in hexadecimal: `01` is ESTABLISHED, `0A` LISTEN. */
  readonly state: string;
  /** Bytes that were sent and not acknowledged. */
  readonly txQueue: number;
  /** The peer's address as the kernel writes it. */
  readonly remote: string;
  /** 0 while the connection waits for accept(). */
  readonly inode: number;
}

export const ESTABLISHED = '01';

/** Reads a /proc/net/tcp table. */
export function parseSocketRows(table: string): SocketRow[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local, remote, state, queues, , , , , inode] = line.trim().split(/\s+/);
      if (!local || !remote || !state || !queues) return [];
      const [txQueue = '0'] = queues.split(':');
      return [
        {
          localPort: Number.parseInt(local.split(':')[1] ?? '0', 16),
          remotePort: Number.parseInt(remote.split(':')[1] ?? '0', 16),
          state,
          txQueue: Number.parseInt(txQueue, 16),
          remote: remote.split(':')[0] ?? '',
          inode: Number(inode),
        },
      ];
    });
}

/** Every TCP socket of this machine (or network namespace); undefined where the system has no such table. */
export async function socketRows(system: LocalSystem): Promise<SocketRow[] | undefined> {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((path) => system.readText(path)));
  if (tables.every((table) => table === undefined)) return undefined;
  return tables.flatMap((table) => parseSocketRows(table ?? ''));
}

/** What the peer's kernel has not acknowledged of what we sent; undefined where nobody can tell. */
export async function unackedBytes(
  system: LocalSystem,
  localPort: number,
  remotePort: number,
): Promise<number | undefined> {
  const rows = await socketRows(system);
  return rows?.find((row) => row.localPort === localPort && row.remotePort === remotePort)?.txQueue;
}
