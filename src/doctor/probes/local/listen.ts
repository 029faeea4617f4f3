import type { ListenRow } from '../../evidence/tcp.ts';
import { defineProbe } from '../../probe.ts';

const LISTEN = '0A';

/** The listening TCP sockets of this machine (or network namespace), from /proc/net/tcp and tcp6. */
export const listenProbe = defineProbe({
  yields: 'local.listen',
  stage: 'quick',
  connects: false,
  needs: ['request'],
  reads: ['tcp.path', 'tls.handshake'],
  when: ({ request, 'tcp.path': path, 'tls.handshake': handshake }) =>
    request.deep || request.mode === 'server' || path?.state === 'failed' || handshake?.state === 'failed',
  async run(_seen, { system }) {
    const v4 = await system.readText('/proc/net/tcp');
    const v6 = await system.readText('/proc/net/tcp6');
    if (v4 === undefined && v6 === undefined) return { failure: { code: 'NO_PROC' } };
    return { value: { rows: [...parseListenRows(v4 ?? '', 4), ...parseListenRows(v6 ?? '', 6)] } };
  },
});

/** Reads the LISTEN rows of a /proc/net/tcp table; the kernel writes addresses as 32-bit words in host byte order. */
export function parseListenRows(table: string, family: 4 | 6): ListenRow[] {
  const rows: ListenRow[] = [];
  for (const line of table.split('\n').slice(1)) {
    const [, local, , state, queues, , , uid, , inode] = line.trim().split(/\s+/);
    if (state !== LISTEN || !local || !queues) continue;
    const [address = '', port = '0'] = local.split(':');
    rows.push({
      address: family === 4 ? ipv4Of(address) : ipv6Of(address),
      family,
      port: Number.parseInt(port, 16),
      uid: Number(uid),
      inode: Number(inode),
      waiting: Number.parseInt(queues.split(':')[1] ?? '0', 16),
    });
  }
  return rows;
}

function bytesOf(hex: string): number[] {
  // Little-endian words: every kernel that Node 22 runs on.
  return (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((byte) => Number.parseInt(byte, 16)),
  );
}

function ipv4Of(hex: string): string {
  return bytesOf(hex).join('.');
}

function ipv6Of(hex: string): string {
  const bytes = bytesOf(hex);
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16),
  );
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
