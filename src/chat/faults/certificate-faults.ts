import type { KeyObject } from 'node:crypto';
import { defaultHash } from '../../pki/algorithms.ts';
import { keySpec } from '../../pki/keys/spec.ts';
import { createOcspResponse } from '../../pki/ocsp/create.ts';
import { parseCertificates } from '../../pki/parse/bundle.ts';
import { defineFault, type Fault, type FaultBehaviour, type FaultContext } from './fault.ts';
import { CA_USAGE, days, FaultyPki, pair } from './faulty-pki.ts';
import {
  type CertificateRecipe,
  dnsName,
  KEY_USAGE,
  type MadeCertificate,
  PURPOSE,
  rsaKey,
} from './make-certificate.ts';

/** A fault of a leaf that an otherwise good CA issued. */
function leafFault(
  id: string,
  changes: (context: FaultContext) => Partial<CertificateRecipe>,
  tls?: FaultBehaviour['tls'],
): Fault {
  return defineFault(id, (context) => {
    const pki = new FaultyPki(context);
    return { ...pki.serve(pki.leaf(changes(context))), ...(tls ? { tls } : {}) };
  });
}

/** A fault in how a chain of root, intermediate and leaf is served or made. */
function chainFault(id: string, serve: (pki: FaultyPki, intermediate: MadeCertificate) => FaultBehaviour): Fault {
  return defineFault(id, (context) => {
    const pki = new FaultyPki(context);
    return serve(pki, pki.authority('llave fault intermediate', pki.root));
  });
}

const weak = (): { key: KeyObject; keyUsage: number[] } => ({
  key: rsaKey(1024),
  keyUsage: [KEY_USAGE.digitalSignature, KEY_USAGE.keyEncipherment],
});

// OpenSSL loads no weak certificate at its normal security level.
const LAX = { ciphers: 'DEFAULT:@SECLEVEL=0' };

/** Faults of certificates and chains; those that need a CA say which in `ca`. */
export const CERTIFICATE_FAULTS: readonly Fault[] = [
  leafFault('cert-expired', (context) => ({ notBefore: days(context, -90), notAfter: days(context, -1) })),
  leafFault('cert-not-yet-valid', (context) => ({ notBefore: days(context, 1), notAfter: days(context, 90) })),
  leafFault('cert-expires-soon', (context) => ({ notBefore: days(context, -85), notAfter: days(context, 5) })),
  leafFault('cert-hostname', () => ({ commonName: 'other.example', alternativeNames: [dnsName('other.example')] })),
  leafFault('cert-ip-san', (context) => ({ alternativeNames: context.hosts.map(dnsName) })),
  leafFault('cert-eku', () => ({ purposes: [PURPOSE.clientAuth] })),
  leafFault('cert-key-usage', () => ({ keyUsage: [KEY_USAGE.keyAgreement] })),
  leafFault('cert-ca-as-leaf', () => ({ ca: true, keyUsage: [KEY_USAGE.digitalSignature, ...CA_USAGE] })),
  leafFault('cert-weak-key', weak, LAX),
  leafFault('cert-weak-signature', () => ({ hash: 'sha1' }), LAX),
  leafFault('cert-validity-too-long', (context) => ({ notAfter: days(context, 1000) })),
  leafFault('cert-must-staple', () => ({ mustStaple: true })),
  leafFault('cert-serial', () => ({ serial: Buffer.alloc(21, 0x5a) })),
  leafFault('cert-wildcard', () => ({ alternativeNames: [dnsName('*')] })),
  leafFault('cert-no-san', () => ({ alternativeNames: undefined })),
  leafFault('cert-v1', () => ({ version: 1 })),
  // Nobody is told what to trust: that is the fault of these three.
  defineFault('cert-self-signed', (context) => ({ credentials: [pair(new FaultyPki(context).leaf({}, null))] })),
  defineFault('cert-unknown-ca', (context) => ({ credentials: [pair(new FaultyPki(context).leaf())] })),
  defineFault('cert-root-untrusted', (context) => {
    const pki = new FaultyPki(context);
    return { credentials: [pair(pki.leaf(), pki.root)] };
  }),
  chainFault('cert-missing-intermediate', (pki, intermediate) => pki.serve(pki.leaf({}, intermediate))),
  chainFault('cert-wrong-order', (pki, intermediate) => pki.serve(pki.leaf({}, intermediate), pki.root, intermediate)),
  chainFault('cert-root-sent', (pki, intermediate) => pki.serve(pki.leaf({}, intermediate), intermediate, pki.root)),
  chainFault('cert-extra', (pki, intermediate) =>
    pki.serve(pki.leaf({}, intermediate), intermediate, pki.authority('llave unrelated')),
  ),
  chainFault('cert-path-length', (pki) => {
    const narrow = pki.authority('llave fault intermediate', pki.root, { pathLength: 0 });
    const below = pki.authority('llave fault second intermediate', narrow);
    return pki.serve(pki.leaf({}, below), below, narrow);
  }),
  chainFault('cert-name-constraint', (pki) => {
    const narrow = pki.authority('llave fault intermediate', pki.root, { permittedDns: 'permitted.example' });
    return pki.serve(pki.leaf({}, narrow), narrow);
  }),
  defineFault('cert-pool-mixed', (context) => {
    const pki = new FaultyPki(context);
    return { credentials: [pair(pki.leaf()), pair(pki.leaf())], inTurn: true, ca: pki.root.cert };
  }),
  defineFault('cert-revoked', (context) => {
    const pki = new FaultyPki(context);
    const leaf = pki.leaf();
    return { ...pki.serve(leaf), ocspResponse: revocation(leaf, pki.root, context) };
  }),
];

/** What the issuer says of a leaf whose key was stolen yesterday. */
function revocation(leaf: MadeCertificate, issuer: MadeCertificate, context: FaultContext): Buffer {
  const [certificate, by] = parseCertificates(Buffer.from(leaf.cert + issuer.cert));
  const spec = keySpec(issuer.key, '');
  return createOcspResponse(
    {
      certificate: certificate!,
      issuer: by!,
      revoked: { at: days(context, -1), reason: 'keyCompromise' },
      thisUpdate: context.now,
      nextUpdate: days(context, 7),
    },
    { privateKey: issuer.key, spec, hash: defaultHash(spec) },
  );
}
