import type { KeyObject } from 'node:crypto';
import type { CredentialPem } from '../server/credentials.ts';
import { defineFault, type Fault, type FaultBehaviour, type FaultContext } from './fault.ts';
import {
  type CertificateRecipe,
  dnsName,
  ecKey,
  hostName,
  KEY_USAGE,
  type MadeCertificate,
  makeCertificate,
  PURPOSE,
  rsaKey,
} from './make-certificate.ts';

const DAY = 86_400_000;
const CA_USAGE = [KEY_USAGE.keyCertSign, KEY_USAGE.cRLSign];

/** A CA whose certificates are right but for what `changes` says. */
class FaultyPki {
  readonly root: MadeCertificate;
  constructor(readonly context: FaultContext) {
    this.root = this.authority('llave fault root');
  }

  authority(commonName: string, issuer?: MadeCertificate, changes: Partial<CertificateRecipe> = {}): MadeCertificate {
    return makeCertificate({
      commonName,
      key: ecKey(),
      ...this.#validity(),
      ca: true,
      keyUsage: CA_USAGE,
      ...(issuer ? { issuer } : {}),
      ...changes,
    });
  }

  leaf(changes: Partial<CertificateRecipe> = {}, issuer: MadeCertificate | null = this.root): MadeCertificate {
    const { hosts } = this.context;
    return makeCertificate({
      commonName: hosts[0] as string,
      key: ecKey(),
      ...this.#validity(),
      ca: false,
      keyUsage: [KEY_USAGE.digitalSignature],
      purposes: [PURPOSE.serverAuth],
      alternativeNames: hosts.map(hostName),
      ...(issuer ? { issuer } : {}),
      ...changes,
    });
  }

  /** What it takes to serve a leaf with further certificates behind it. */
  serve(leaf: MadeCertificate, ...more: MadeCertificate[]): FaultBehaviour {
    return { credentials: [pair(leaf, ...more)], ca: this.root.cert };
  }

  #validity(): Pick<CertificateRecipe, 'notBefore' | 'notAfter'> {
    const now = this.context.now.getTime();
    return { notBefore: new Date(now - DAY), notAfter: new Date(now + 199 * DAY) };
  }
}

function pair(leaf: MadeCertificate, ...more: MadeCertificate[]): CredentialPem {
  return {
    key: leaf.key.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: [leaf, ...more].map(({ cert }) => cert).join(''),
  };
}

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

const days = (context: FaultContext, n: number): Date => new Date(context.now.getTime() + n * DAY);
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
    return { credentials: [pair(pki.leaf()), pair(pki.leaf())], ca: pki.root.cert };
  }),
];
