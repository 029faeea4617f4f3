import { defineCheck } from '../../check.ts';
import { TRUST_FINDINGS } from '../../facts/path-reason.ts';
import { reissue } from '../../fixes/certificate.ts';

/** The address that was asked for stands in the certificate as a DNS name, which no client takes for an address. */
export const certIpSan = defineCheck({
  id: 'cert-ip-san',
  layer: 'cert',
  severity: 'error',
  needs: ['request', 'target', 'tls.handshake'],
  reads: [],
  explains: [],
  absorbs: ['cert-hostname'],
  precedes: TRUST_FINDINGS,
  run({ request, target, 'tls.handshake': { chain, nameMatches } }) {
    const [leaf] = chain;
    const address = target.servername;
    if (!leaf || nameMatches || !isAddress(address)) return null;
    if (!leaf.dnsNames.some((name) => name.toLowerCase() === address.toLowerCase())) return null;
    return {
      params: { address, certFile: request.certFile, here: request.mode !== 'target' },
      confidence: 'certain',
      ruledOut: [{ code: 'cert-hostname', because: 'address-as-name', params: { address } }],
    };
  },
  fix: ({ address, certFile, here }) => [reissue('reissue', here ? 'here' : 'server', certFile, [`ip:${address}`])],
});

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d+(?:\.\d+){3}$/.test(host);
}
