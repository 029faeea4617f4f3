import { buildClientHello } from '../../../tls/hello/build.ts';
import { smallHello } from '../../../tls/hello/presets.ts';
import { recogniseGreeting, starttlsCandidates } from '../../../tls/starttls/greeting.ts';
import type { StarttlsProtocol } from '../../../tls/starttls/protocols.ts';
import { unanswered } from '../../facts/hello.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { starttlsExchange } from './plain.ts';

/** Protocols in which the client speaks first: only trying them tells. */
const CLIENT_FIRST: readonly StarttlsProtocol[] = ['postgres', 'ldap', 'xmpp'];

/** Protocols that change to TLS on their way, as the greeting suggests, or those without a greeting. */
export const starttlsProbe = defineProbe({
  yields: 'peer.starttls',
  stage: 'battery',
  separates: ['tls.handshake'],
  connects: true,
  timeoutMs: 800,
  needs: ['tcp.path', 'target', 'request'],
  reads: ['tls.handshake', 'peer.greeting'],
  instances({ request, 'tls.handshake': handshake, 'peer.greeting': greeting }) {
    if (handshake?.state !== 'failed' || (request.starttls && request.starttls !== 'auto')) return [];
    const heard =
      greeting?.state === 'ok' && greeting.value.bytesIn > 0 ? greeting.value.text : handshake.failure.firstText;
    if (heard) return starttlsCandidates(recogniseGreeting(Buffer.from(heard, 'latin1')));
    return unanswered(handshake) && greeting?.state === 'ok' && greeting.value.end === 'timeout' ? CLIENT_FIRST : [];
  },
  async run({ 'tcp.path': path, target }, context, at) {
    try {
      const { bytes } = buildClientHello(smallHello({ serverName: target.servername }));
      const starttls = { protocol: at as StarttlsProtocol, serverName: target.servername };
      return { value: await starttlsExchange(path, starttls, bytes, context) };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});
