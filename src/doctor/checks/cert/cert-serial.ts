import { defineCheck } from '../../check.ts';
import { reissue } from '../../fixes/certificate.ts';

const MOST_OCTETS = 20;

/** The serial number is not what RFC 5280 4.1.2.2 asks for: positive, of 20 octets at most. */
export const certSerial = defineCheck({
  id: 'cert-serial',
  layer: 'cert',
  severity: 'info',
  needs: ['request', 'tls.handshake'],
  reads: [],
  explains: [],
  precedes: ['cert-ca-as-leaf'],
  run({ request, 'tls.handshake': { chain } }) {
    const [leaf] = chain;
    if (!leaf || (leaf.serialSign === 'positive' && leaf.serialOctets <= MOST_OCTETS)) return null;
    return {
      params: {
        subject: leaf.subject,
        serial: leaf.serial,
        octets: leaf.serialOctets,
        certFile: request.certFile,
        here: request.mode !== 'target',
      },
      // Go reads no certificate with a negative number; the others are only noticed by linters.
      severity: leaf.serialSign === 'negative' ? 'warning' : 'info',
      confidence: 'certain',
    };
  },
  fix: ({ certFile, here }) => [reissue('reissue', here ? 'here' : 'server', certFile)],
});
