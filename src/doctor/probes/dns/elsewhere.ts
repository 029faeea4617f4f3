import { addressesOf, resolverViews } from '../../facts/resolution.ts';
import { defineProbe } from '../../probe.ts';
import { glance } from '../tls/glance.ts';
import { IMPATIENT_MS } from './ask.ts';

const MOST = 3;

/**
 * The target's port on the addresses that the resolvers give, where programs on this machine get other ones or none: if
 * the service answers there, the name is what leads astray.
 */
export const elsewhereProbe = defineProbe({
  yields: 'dns.elsewhere',
  stage: 'battery',
  separates: ['dns.lookup', 'tcp.connect', 'tcp.path', 'tls.handshake', 'cert.name'],
  impatientMs: IMPATIENT_MS,
  connects: true,
  needs: ['target'],
  reads: ['addresses', 'dns.answer', 'dns.resolvers'],
  timeoutMs: 1200,
  instances({ addresses, 'dns.answer': answers, 'dns.resolvers': resolvers }) {
    const used = addresses?.state === 'ok' ? addresses.value.list.map(({ address }) => address) : [];
    const told = resolverViews(answers, resolvers).flatMap(addressesOf);
    return [...new Set(told)].filter((address) => !used.includes(address)).slice(0, MOST);
  },
  run: ({ target }, context, at) => glance(at, target.port, target.servername, context),
});
