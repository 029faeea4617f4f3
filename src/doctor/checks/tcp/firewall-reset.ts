import { defineCheck } from '../../check.ts';
import { icmpSeen, refusedByOwnTcp } from '../../facts/refusal.ts';
import { answered, refusedSooner, sooner } from '../../facts/sooner.ts';
import { openPort } from '../../fixes/firewall.ts';

/** So many answers of either port, taken in turns, can be compared. */
const TURNS = 2;

/** A reset comes from somebody before the server: the server listens, or is farther away than that. */
export const firewallReset = defineCheck({
  id: 'firewall-reset',
  layer: 'tcp',
  severity: 'error',
  needs: ['target'],
  reads: [
    'request',
    'tcp.path',
    'tcp.retry',
    'tcp.connect',
    'tcp.control',
    'tcp.turn',
    'local.machine',
    'local.listen',
  ],
  explains: ['tcp.path'],
  absorbs: ['tcp-refused'],
  run(seen) {
    const path = seen['tcp.path'];
    if (path?.state !== 'failed' || path.failure.code !== 'ECONNREFUSED') return null;
    if (icmpSeen(path.failure, seen['tcp.retry']) === 'icmp') return null;
    const { address, port, family } = path.failure;
    const here = seen['local.machine']?.state === 'ok' && seen['local.machine'].value.addresses.includes(address);
    const rows = here && seen['local.listen']?.state === 'ok' ? seen['local.listen'].value.rows : [];
    const any = family === 6 ? ['::'] : ['0.0.0.0', '::'];
    const bound = rows.filter((row) => row.port === port && [...any, address].includes(row.address));
    const params = { address, port, listens: bound.length > 0 };
    if (bound.length > 0) {
      // A socket of `::` may be for IPv6 alone: then it is TCP itself that refuses IPv4, and counts it.
      const own = refusedByOwnTcp(path.failure, seen['tcp.retry']);
      if (own === true) return null;
      const sure = own === false || bound.some((row) => row.family === family);
      const ruledOut = [{ code: 'tcp-refused', because: 'listens-there', params }];
      return { params, confidence: sure ? 'certain' : 'likely', ruledOut };
    }
    // Amid other diagnoses it is not the network that decides which of two attempts is slower.
    if (seen.request?.state === 'ok' && seen.request.value.crowded) return null;
    // On the way to an address of this machine there is nobody: what differs is how busy it is.
    if (here) return null;
    if (!refusedSooner(path.failure, seen)) return null;
    // Answers that were waited for together can all be late by the same delay of this machine: those in turns cannot.
    const [own, others] = [answered(seen['tcp.turn'], 'own'), answered(seen['tcp.turn'], 'other')];
    const figures = own.length < TURNS || others.length < TURNS ? undefined : sooner(own, others);
    if (figures === undefined) return null;
    return {
      params,
      confidence: 'likely',
      ruledOut: [{ code: 'tcp-refused', because: 'reset-too-soon', params: figures }],
    };
  },
  fix: ({ port }) => [...openPort(port), { text: 'network', commands: [], where: 'network', needsRoot: false }],
});
