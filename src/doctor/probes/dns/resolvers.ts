import { defineProbe } from '../../probe.ts';

/** The resolvers that this machine is configured to ask. */
export const resolversProbe = defineProbe({
  yields: 'dns.resolvers',
  stage: 'battery',
  separates: ['dns.lookup', 'tcp.path'],
  connects: false,
  needs: [],
  reads: [],
  async run(_seen, { network }) {
    return { value: { servers: await network.resolvers() } };
  },
});
