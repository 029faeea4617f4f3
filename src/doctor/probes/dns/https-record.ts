import { defineProbe } from '../../probe.ts';
import { ask } from './ask.ts';

const ECH_REQUIRED = 121;

/** The HTTPS record of a name whose server refused us, or took us for somebody else: perhaps it wants an encrypted hello. */
export const httpsRecordProbe = defineProbe({
  yields: 'dns.https',
  stage: 'battery',
  separates: ['tls.handshake', 'cert.name'],
  connects: false,
  needs: ['target', 'dns.resolvers'],
  reads: ['tls.handshake', 'cert.name'],
  timeoutMs: 800,
  when({ target, 'tls.handshake': handshake, 'cert.name': name }) {
    const required = handshake?.state === 'failed' && handshake.failure.alert?.number === ECH_REQUIRED;
    return target.hostKind === 'name' && !target.loopback && (required || name?.state === 'failed');
  },
  async run({ target, 'dns.resolvers': { servers } }, context) {
    const [server] = servers;
    if (server === undefined) return { blockedBy: 'dns.resolvers' };
    return await ask(server, { name: target.servername, type: 'HTTPS' }, context);
  },
});
