import { type Reason, verifyChain } from '../../../pki/verify/index.ts';
import { defineProbe } from '../../probe.ts';
import { chainInput, isPublicRoot } from './chain.ts';

/** Whether the chain that the server showed leads to an anchor that is trusted, by RFC 5280 as TLS clients apply it. */
export const certPathProbe = defineProbe({
  yields: 'cert.path',
  stage: 'quick',
  goal: true,
  connects: false,
  needs: ['request', 'tls.handshake', 'cert.trust'],
  reads: [],
  async run({ request, 'tls.handshake': session, 'cert.trust': trust }) {
    const input = await chainInput(request, session, trust);
    if (!input) return { failure: { code: 'certificate-malformed', reasons: [] } };
    const result = verifyChain(input);
    if (result.ok) {
      const { path } = result;
      return {
        value: {
          path: path.map((one) => one.subject.toString()),
          fingerprints: path.map(({ fingerprint256 }) => fingerprint256),
          publicRoot: trust.source === 'default' && (await isPublicRoot(path.at(-1)!)),
        },
      };
    }
    const reasons = [result.reason, ...result.others].map(told);
    return { failure: { code: result.reason.code, reasons } };
  },
});

function told({ code, certificate, params }: Reason): Pick<Reason, 'code' | 'certificate' | 'params'> {
  return { code, certificate, params };
}
