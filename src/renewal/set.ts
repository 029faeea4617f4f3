import type { X509Certificate } from 'node:crypto';

/** What a file of a set is there for. One file may serve several: its role is the first that fits, in this order. */
export type Role = 'certificate' | 'key' | 'fullchain' | 'chain' | 'pkcs12';

/** One file that changes with the certificate. */
export interface SetFile {
  readonly role: Role;
  /** As it was named; it may be a symbolic link, which stays one. */
  readonly path: string;
  readonly data: Buffer;
  /** Permission bits, and the owner. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Whether a private key is in it. */
  readonly secret: boolean;
}

/** A certificate with all the files that change together with it. */
export interface CertificateSet {
  /** The path that the user named. */
  readonly certificate: string;
  /** The folder of its state. */
  readonly folder: string;
  readonly files: readonly SetFile[];
  readonly leaf: X509Certificate;
  /** What follows the leaf on the way to its issuer's root, as far as the files have it. */
  readonly chain: readonly X509Certificate[];
}

/** The content that one file of a set shall have. */
export interface NewFile extends SetFile {
  readonly data: Buffer;
}

/** A certificate in the few values that reports, hooks and proofs need. */
export interface CertificateFacts {
  /** Hexadecimal, upper case, as `crypto.X509Certificate` gives it. */
  readonly serial: string;
  /** SHA-256 of the DER, hexadecimal with colons. */
  readonly fingerprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** The facts of a certificate. */
export function factsOf(certificate: X509Certificate): CertificateFacts {
  return {
    serial: certificate.serialNumber,
    fingerprint: certificate.fingerprint256,
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
  };
}
