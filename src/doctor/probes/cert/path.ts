import { type Certificate, parseCertificate } from '../../../pki/parse/certificate.ts';
import { type Reason, verifyChain } from '../../../pki/verify/index.ts';
import type { Trust } from '../../evidence/cert.ts';
import { defineProbe } from '../../probe.ts';

/** Whether the chain that the server showed leads to an anchor that is trusted, by RFC 5280 as TLS clients apply it. */
export const certPathProbe = defineProbe({
  yields: 'cert.path',
  stage: 'quick',
  goal: true,
  connects: false,
  needs: ['request', 'tls.handshake', 'cert.trust'],
  reads: [],
  async run({ request, 'tls.handshake': { chain }, 'cert.trust': trust }) {
    const [leaf, ...intermediates] = parsed(chain.map(({ der }) => der));
    if (!leaf) return { failure: { code: 'certificate-malformed', reasons: [] } };
    const result = verifyChain({
      leaf,
      intermediates,
      anchors: parsed(await anchorsOf(trust)),
      at: new Date(request.at),
      purpose: 'server',
      policy: 'path',
    });
    if (result.ok) return { value: { path: result.path.map((one) => one.subject.toString()) } };
    const reasons = [result.reason, ...result.others].map(told);
    return { failure: { code: result.reason.code, reasons } };
  },
});

function told({ code, certificate, params }: Reason): Pick<Reason, 'code' | 'certificate' | 'params'> {
  return { code, certificate, params };
}

async function anchorsOf({ source, anchors }: Trust): Promise<readonly string[]> {
  if (source !== 'default') return anchors.map(({ der }) => der);
  const { getCACertificates, rootCertificates } = await import('node:tls');
  // Node before 22.15 cannot say what it trusts beyond its own roots.
  const pems = getCACertificates?.('default') ?? rootCertificates;
  return pems.map((pem) => pem.replace(/-----[^-]+-----|\s/g, ''));
}

/** What cannot be read as a certificate is left out: a leaf that cannot stays without a path. */
function parsed(ders: readonly string[]): Certificate[] {
  return ders.flatMap((der) => {
    try {
      return [parseCertificate(Buffer.from(der, 'base64'))];
    } catch {
      return [];
    }
  });
}
