import { defineCheck } from '../../check.ts';
import { forServers } from '../../facts/traits.ts';
import { reissue } from '../../fixes/certificate.ts';

/** The certificate file that the server is to serve is not for servers: servers start with it all the same. */
export const serverCertEku = defineCheck({
  id: 'server-cert-eku',
  layer: 'server',
  severity: 'error',
  needs: ['request', 'files.cert'],
  reads: [],
  explains: ['cert.path'],
  absorbs: ['cert-eku'],
  run({ request, 'files.cert': { path, chain } }) {
    const [leaf] = chain;
    if (!leaf || forServers(leaf.purposes) || (request.mode === 'server' && !request.filesNamed)) return null;
    return { params: { certFile: path, subject: leaf.subject, purposes: leaf.purposes ?? [] }, confidence: 'certain' };
  },
  fix: ({ certFile }) => [reissue('reissue', 'here', certFile)],
});
