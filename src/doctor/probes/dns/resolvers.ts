import { namesResolver, searchOf } from '../../dns/names.ts';
import { defineProbe } from '../../probe.ts';
import { IMPATIENT_MS } from './ask.ts';

/** More are not asked by the resolver library either (MAXNS in resolv.h). */
const MOST = 3;

/** The resolvers that this machine is configured to ask, and its search domains. */
export const resolversProbe = defineProbe({
  yields: 'dns.resolvers',
  stage: 'battery',
  separates: ['dns.lookup', 'tcp.connect', 'tcp.path', 'tls.handshake', 'cert.name'],
  impatientMs: IMPATIENT_MS,
  connects: false,
  needs: [],
  reads: [],
  async run(_seen, { network, system }) {
    const servers = (await network.resolvers()).slice(0, MOST);
    const text = await system.readText('/etc/resolv.conf');
    const { search, ndots } = searchOf(text ?? '');
    const configured = system.platform === 'win32' || namesResolver(text ?? '');
    return { value: { servers, search: search.slice(0, MOST), ndots, configured } };
  },
});
