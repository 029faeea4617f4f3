import { defineProbe } from '../../probe.ts';

const EXHAUSTED = ['EMFILE', 'ENFILE', 'EADDRNOTAVAIL'];
const TIME_WAIT = '06';
const LISTEN = '0A';

/** Open files and local ports, where the system said that it has no more of them. */
export const resourcesProbe = defineProbe({
  yields: 'local.resources',
  stage: 'battery',
  separates: ['dns.lookup', 'tcp.path'],
  connects: false,
  needs: [],
  reads: ['dns.lookup', 'tcp.path', 'dns.answer'],
  when: ({ 'dns.lookup': lookup, 'tcp.path': path, 'dns.answer': answers }) =>
    [lookup, path, ...answers.map(({ entry }) => entry)].some(
      (entry) => entry?.state === 'failed' && EXHAUSTED.includes(entry.failure.code),
    ),
  async run(_seen, { system }) {
    const files = await system.list('/proc/self/fd');
    const limits = await system.readText('/proc/self/limits');
    const limit = /^Max open files\s+(\d+)/m.exec(limits ?? '')?.[1];
    const range = await system.readText('/proc/sys/net/ipv4/ip_local_port_range');
    const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((path) => system.readText(path)));
    return {
      value: {
        openFiles: files.length > 0 ? files.length : null,
        openFilesLimit: limit === undefined ? null : Number(limit),
        ports: range === undefined ? null : portUse(range, tables.join('\n')),
      },
    };
  },
});

/** How many ports of the range for outgoing connections are taken. */
export function portUse(range: string, tables: string) {
  const [low = 0, high = 0] = range.trim().split(/\s+/).map(Number);
  const taken = new Set<number>();
  let timeWait = 0;
  for (const line of tables.split('\n')) {
    const [, local = '', , state] = line.trim().split(/\s+/);
    const port = Number.parseInt(local.split(':')[1] ?? '', 16);
    if (!(port >= low && port <= high) || state === LISTEN) continue;
    taken.add(port);
    if (state === TIME_WAIT) timeWait += 1;
  }
  return { low, high, used: taken.size, timeWait };
}
