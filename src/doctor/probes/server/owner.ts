import { defineProbe } from '../../probe.ts';

/** The program that holds the port on this machine; root sees all of them, everybody else their own. */
export const ownerProbe = defineProbe({
  yields: 'local.owner',
  stage: 'quick',
  connects: false,
  needs: ['request', 'target', 'local.listen'],
  reads: [],
  when: ({ request }) => request.mode === 'server',
  async run({ target, 'local.listen': listen }, { system }) {
    const row = listen.rows.find(({ port }) => port === target.port);
    if (row === undefined) return { failure: { code: 'NO_ROW' } };
    const owner = await system.ownerOf(row.inode);
    return owner ? { value: owner } : { failure: { code: 'HIDDEN' } };
  },
});
