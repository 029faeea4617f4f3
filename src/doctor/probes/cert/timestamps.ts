import { buildClientHello } from '../../../tls/hello/build.ts';
import { versionHello } from '../../../tls/hello/presets.ts';
import { EXTENSION } from '../../../tls/tables/extension-types.ts';
import { TLS12 } from '../../../tls/tables/versions.ts';
import { asFailure } from '../../failure.ts';
import { defineProbe } from '../../probe.ts';
import { helloExchange } from '../peer/plain.ts';

/** 1.3.6.1.4.1.11129.2.4.5, the extension of an OCSP response that holds timestamps (RFC 6962 3.3), DER. */
const IN_OCSP = Buffer.from('060a2b06010401d679020405', 'hex');

/** Looks for Certificate Transparency timestamps outside a certificate of a public authority that holds none. */
export const timestampsProbe = defineProbe({
  yields: 'cert.timestamps',
  stage: 'quick',
  connects: true,
  timeoutMs: 1000,
  needs: ['target', 'tcp.path', 'tls.handshake', 'cert.path'],
  reads: [],
  // Nobody asks it of private authorities, and nearly everybody has them in the certificate.
  when: ({ 'cert.path': { publicRoot }, 'tls.handshake': { chain } }) => publicRoot && chain[0]?.timestamps === 0,
  async run({ target, 'tcp.path': path, 'tls.handshake': { chain, wire } }, context) {
    const staple = wire.certificates[0]?.ocspResponse;
    const stapled = staple !== undefined && Buffer.from(staple, 'base64').includes(IN_OCSP);
    const found = { embedded: chain[0]?.timestamps ?? 0, stapled };
    try {
      // TLS 1.2 says it in the clear, in its ServerHello.
      const { bytes } = buildClientHello({
        ...versionHello(TLS12, { serverName: target.servername }),
        timestamps: true,
      });
      const { version, extensions } = await helloExchange(path, bytes, context);
      const inHandshake = version === null ? null : (extensions ?? []).includes(EXTENSION.signedCertificateTimestamp);
      return { value: { ...found, inHandshake } };
    } catch (error) {
      return { failure: asFailure(error) };
    }
  },
});
