import { defineCheck } from '../../check.ts';
import type { CertificateFacts } from '../../facts/certificate.ts';
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
      params: {
        address,
        others: namesBeside(leaf, address),
        certFile: request.certFile,
        here: request.mode !== 'target',
      },
      confidence: 'certain',
      ruledOut: [{ code: 'cert-hostname', because: 'address-as-name', params: { address } }],
    };
  },
  fix: ({ address, others, certFile, here }) => [
    reissue('reissue', here ? 'here' : 'server', certFile, [`ip:${address}`], others),
  ],
});

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d+(?:\.\d+){3}$/.test(host);
}

/** The names that the certificate has rightly. */
function namesBeside({ dnsNames, ipAddresses }: CertificateFacts, address: string): string[] {
  return [...dnsNames.filter((name) => name.toLowerCase() !== address.toLowerCase()), ...ipAddresses].slice(0, 10);
}
