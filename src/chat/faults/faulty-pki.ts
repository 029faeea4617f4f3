import type { CredentialPem } from '../server/credentials.ts';
import type { FaultBehaviour, FaultContext } from './fault.ts';
import {
  type CertificateRecipe,
  ecKey,
  hostName,
  KEY_USAGE,
  type MadeCertificate,
  makeCertificate,
  PURPOSE,
} from './make-certificate.ts';

const DAY = 86_400_000;
/** What a CA may do with its key. */
export const CA_USAGE = [KEY_USAGE.keyCertSign, KEY_USAGE.cRLSign];

/** A CA whose certificates are right but for what `changes` says. */
export class FaultyPki {
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
    return { notBefore: days(this.context, -1), notAfter: days(this.context, 199) };
  }
}

/** A leaf with what is sent along, as a server is given them. */
export function pair(leaf: MadeCertificate, ...more: MadeCertificate[]): CredentialPem {
  return {
    key: leaf.key.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: [leaf, ...more].map(({ cert }) => cert).join(''),
  };
}

/** The moment that is so many days after the fault was made. */
export function days({ now }: FaultContext, n: number): Date {
  return new Date(now.getTime() + n * DAY);
}
