import { X509Certificate } from 'node:crypto';
import { parseCertificate } from '../../../pki/parse/certificate.ts';
import { certificatesIn } from '../../facts/pem.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { openPkcs12 } from './pkcs12.ts';

/** The certificate that we show to the server as its client. */
export const clientCertificateProbe = defineProbe({
  yields: 'client.certificate',
  stage: 'quick',
  connects: false,
  needs: ['request'],
  reads: [],
  when: ({ request }) => request.clientCertificate,
  async run({ request }, context) {
    const path = request.certFile;
    try {
      const { bytes } = await context.system.readFile(path);
      const store = await openPkcs12(bytes, path, context);
      if (store && 'failure' in store) return store;
      const chain = certificatesIn(store ? Buffer.from(store.pair.cert) : bytes);
      const ders = chain.map(({ der }) => Buffer.from(der, 'base64'));
      const [leaf] = ders;
      if (!leaf) return { failure: { code: 'NO_CERTIFICATE', path } };
      const issuers = ders.map((der) => parseCertificate(der).issuer.toString());
      // Node's keyUsage is the extended one.
      return { value: { path, chain, issuers, extendedKeyUsage: new X509Certificate(leaf).keyUsage ?? [] } };
    } catch (error) {
      return { failure: { ...asFailure(error), path } };
    }
  },
});
