import { defineCheck } from '../../check.ts';
import { command } from '../../commands.ts';
import { hostPort } from '../../target.ts';

const ECH_REQUIRED = 121;

/** The server knows the name only from an encrypted ClientHello, and ours was in the clear (RFC 9849). */
export const tlsEch = defineCheck({
  id: 'tls-ech',
  layer: 'tls',
  severity: 'error',
  needs: ['target'],
  reads: ['tls.handshake', 'cert.name', 'dns.https'],
  explains: ['tls.handshake'],
  absorbs: ['cert-hostname', 'tls-sni-default', 'tls-sni-unknown'],
  run({ target, 'tls.handshake': handshake, 'cert.name': name, 'dns.https': record }) {
    if (handshake === undefined || handshake.state === 'blocked') return null;
    const outer = record?.state === 'ok' ? (record.value.echNames ?? []) : [];
    const params = (publicName: string) => ({
      host: target.host,
      target: hostPort(target.host, target.port),
      publicName,
    });
    if (handshake.state === 'failed') {
      const { alert } = handshake.failure;
      if (alert?.by !== 'peer' || alert.number !== ECH_REQUIRED) return null;
      return {
        params: params(outer[0] ?? ''),
        confidence: outer.length > 0 ? 'certain' : 'likely',
        ruledOut: [{ code: 'tls-no-shared-cipher', because: 'alert-says-ech' }],
      };
    }
    const [leaf] = handshake.value.chain;
    const shown = outer.find((one) => leaf?.dnsNames.some((dns) => dns.toLowerCase() === one.toLowerCase()));
    if (name?.state !== 'failed' || shown === undefined) return null;
    return {
      params: params(shown),
      confidence: 'certain',
      ruledOut: [{ code: 'cert-hostname', because: 'shows-outer-name', params: { name: shown } }],
    };
  },
  fix: ({ target, host }) => [
    { text: 'client', commands: [], where: 'here', needsRoot: false },
    {
      text: 'record',
      commands: [command('dig', host, 'HTTPS'), command('llave', 'inspect', target)],
      where: 'here',
      needsRoot: false,
    },
    { text: 'server', commands: [], where: 'server', needsRoot: false },
  ],
});
