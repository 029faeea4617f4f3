import { expect, test } from 'vitest';
import { SHORT, soak } from '../../bench/soak/soak.ts';
import { peer } from '../support/peers.ts';

// Correctness alone: how fast and how large is for `npm run bench -- --only chat`.
test.skipIf(!peer('python3'))(
  'among those who do not behave, members get every message of their room once and in order',
  {
    timeout: 120_000,
  },
  async () => {
    const { crowd, rude, reconnects, limited } = await soak(SHORT);
    const { clients, vanishing, rooms } = SHORT.crowd;
    expect(crowd).toMatchObject({
      connected: clients,
      behaved: clients - vanishing,
      lost: 0,
      duplicated: 0,
      misordered: 0,
      dropped: 0,
      receiptsLow: 0,
    });
    expect(crowd.delivered).toBe((clients - vanishing - rooms) * SHORT.talk.messagesPerRoom);
    expect(crowd.vanished).toBeGreaterThan(0);
    expect(Object.values(rude).every((n) => n >= 0)).toBe(true);
    expect(reconnects.reconnects).toBeGreaterThan(0);
    expect(rude.halfHandshakes).toBe(SHORT.rude.halfHandshakes);
    expect(limited['line-too-long']).toBeGreaterThan(0);
    expect(limited.throttled).toBeGreaterThan(0);
    expect(limited['handshakes that failed']).toBeGreaterThan(0);
  },
);
