import { createPublicKey, X509Certificate } from 'node:crypto';
import type { Source } from './source.ts';

/** A little before now, for clocks that lag behind ours. */
const BACKDATE_MS = 30_000;

/** Signs with the certificate's own key. */
export const selfSigned: Source = {
  kind: 'self-signed',
  async issue({ old, privateKey, spec, hash, extensions, lifetimeMs, now }) {
    const { buildCertificate } = await import('../../pki/engine.ts');
    const { randomSerial } = await import('../../pki/certificate.ts');
    const { defaultHash } = await import('../../pki/algorithms.ts');
    const notBefore = new Date(Math.floor((now.getTime() - Math.min(BACKDATE_MS, lifetimeMs / 20)) / 1000) * 1000);
    const der = await buildCertificate(
      {
        serialNumber: randomSerial(),
        issuer: old.subject.der,
        subject: old.subject.der,
        notBefore,
        notAfter: new Date(notBefore.getTime() + lifetimeMs - 1000),
        subjectPublicKeyInfo: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
        extensions,
      },
      { privateKey, spec, hash: hash ?? defaultHash(spec) },
    );
    return { leaf: new X509Certificate(der), chain: [] };
  },
};
