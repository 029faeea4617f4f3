import { readPacketsSent } from '../../counters.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { AT_ONCE_MS } from './attempt.ts';

/** While the first attempt still waits, and nothing of ours is under way but what goes to the same port. */
const IMPATIENT_MS = 2100;
/** Others send as well, so that one look is not enough. */
const LOOKS = 3;

/** The silent port a few times more, each for a moment: does a packet leave this machine at all? */
export const departureProbe = defineProbe({
  yields: 'tcp.departure',
  stage: 'battery',
  separates: ['tcp.connect'],
  impatientMs: IMPATIENT_MS,
  onlyOnFailure: true,
  connects: true,
  timeoutMs: 500,
  needs: ['request', 'target', 'addresses'],
  reads: ['tcp.connect'],
  early: () => true,
  // Whoever was answered, be it with a no, was reached.
  when: ({ request, target, 'tcp.connect': connects }) =>
    !request.crowded &&
    !target.loopback &&
    !connects.some(({ entry }) => entry.state === 'failed' && entry.failure.code !== 'TIMEOUT'),
  async run({ target: { port }, addresses }, { system, network, signal }) {
    const [first] = addresses.list;
    if (first === undefined) return { blockedBy: 'addresses' };
    const { address } = first;
    const packetsSent: number[] = [];
    for (let look = 0; look < LOOKS; look += 1) {
      const before = await readPacketsSent(system);
      const failure = await network
        .connect({ address, port, timeoutMs: AT_ONCE_MS, signal })
        .then((socket) => void socket.destroy(), asFailure);
      // What this machine itself refuses (no descriptor, no budget left) never asked for a packet to leave.
      if (failure !== undefined && failure.code !== 'TIMEOUT') return { failure };
      const after = await readPacketsSent(system);
      if (before === undefined || after === undefined) return { failure: { code: 'ENOENT' } };
      packetsSent.push(after - before);
    }
    return { value: { address, packetsSent } };
  },
});
