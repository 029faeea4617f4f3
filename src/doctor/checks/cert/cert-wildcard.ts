import { defineCheck } from '../../check.ts';
import { TRUST_FINDINGS } from '../../facts/path-reason.ts';
import { wildcardStanding } from '../../facts/wildcard.ts';
import { reissue } from '../../fixes/certificate.ts';

/** The name is covered only by a wildcard of a kind that clients do not honour. */
export const certWildcard = defineCheck({
  id: 'cert-wildcard',
  layer: 'cert',
  severity: 'warning',
  needs: ['request', 'target', 'tls.handshake'],
  reads: [],
  explains: [],
  absorbs: ['cert-hostname'],
  precedes: [...TRUST_FINDINGS, 'cert-ca-as-leaf'],
  run({ request, target, 'tls.handshake': { chain, nameMatches } }) {
    const [leaf] = chain;
    const name = target.servername;
    const standings = (leaf?.dnsNames ?? []).map((pattern) => [pattern, wildcardStanding(pattern, name)] as const);
    const pattern = standings.find(([, standing]) => standing === 'forbidden')?.[0];
    if (pattern === undefined || standings.some(([, standing]) => standing === 'honoured')) return null;
    return {
      params: {
        name,
        pattern,
        names: (leaf?.dnsNames ?? []).slice(0, 10),
        certFile: request.certFile,
        here: request.mode !== 'target',
      },
      severity: nameMatches ? 'warning' : 'error',
      confidence: 'certain',
      ruledOut: [{ code: 'cert-hostname', because: 'wildcard-fits', params: { pattern, name } }],
    };
  },
  fix: ({ name, names, certFile, here }) => [reissue('reissue', here ? 'here' : 'server', certFile, [name], names)],
});
