import { isIP } from 'node:net';
import { tappedTlsConnect } from '../../../tls/tap/tapped-connect.ts';
import type { Target } from '../../evidence/request.ts';
import { certificateFacts } from '../../facts/certificate.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';

const NONE = 'none';
const MOST_NAMES = 10;

/** The same server under another name, or none: whom does it present itself as? */
export const sniProbe = defineProbe({
  yields: 'tls.sni',
  stage: 'quick',
  connects: true,
  timeoutMs: 1000,
  needs: ['tcp.path', 'target'],
  reads: ['tls.handshake'],
  instances({ 'tls.handshake': handshake, target }) {
    const named = isIP(target.servername) === 0;
    if (handshake?.state === 'ok') return handshake.value.nameMatches ? [] : otherNames(target, named);
    if (handshake?.state !== 'failed' || handshake.failure.code !== 'ALERT') return [];
    return named && handshake.failure.phase === 'before-server-hello' ? [NONE] : [];
  },
  async run({ 'tcp.path': { address, port } }, context, at) {
    const { timeoutMs, signal } = context;
    try {
      const socket = await context.network.connect({ address, port, timeoutMs, signal });
      const connection = await tappedTlsConnect({
        ...{ address, port, socket, timeoutMs, signal },
        ...(at === NONE ? {} : { serverName: at }),
      });
      const { wire, authorization } = connection.observe();
      connection.close();
      const [leaf] = wire.certificates;
      if (!leaf) return { failure: { code: 'NO_CERTIFICATE' } };
      const { dnsNames, ipAddresses, fingerprint256 } = certificateFacts(Buffer.from(leaf.der, 'base64'));
      const names = [...dnsNames, ...ipAddresses].slice(0, MOST_NAMES);
      const covers = at !== NONE && authorization.identity === 'ok';
      return { value: { asked: at === NONE ? null : at, names, fingerprint256, covers } };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});

/** Names that may have been meant instead: the host itself, and it with and without its first label. */
function otherNames(target: Target, named: boolean): string[] {
  const host = target.hostKind === 'name' ? target.host.replace(/\.$/, '') : undefined;
  const asked = target.servername;
  const relatives = (name: string) =>
    name.startsWith('www.') ? [name.slice(4)] : name.split('.').length > 1 ? [`www.${name}`] : [];
  const parent =
    named && asked.split('.').length > 2 && !asked.startsWith('www.') ? [asked.replace(/^[^.]+\./, '')] : [];
  const candidates = [...(host ? [host] : []), ...(named ? relatives(asked) : []), ...parent];
  const others = [...new Set(candidates)].filter((name) => name !== asked).slice(0, 2);
  return others;
}
