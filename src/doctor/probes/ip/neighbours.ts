import { parseNeighbours } from '../../facts/routes.ts';
import { defineProbe } from '../../probe.ts';

/** Who on the link answered ARP; read at once, because the kernel soon forgets who did not. */
export const neighboursProbe = defineProbe({
  yields: 'ip.neighbours',
  stage: 'battery',
  separates: ['tcp.path'],
  connects: false,
  needs: [],
  reads: ['tcp.path'],
  when: ({ 'tcp.path': path }) => path?.state === 'failed' && !path.failure.local,
  async run(_seen, { system }) {
    const table = await system.readText('/proc/net/arp');
    return table === undefined ? { failure: { code: 'NO_PROC' } } : { value: { rows: parseNeighbours(table) } };
  },
});
