import type { PemBlock } from '../../files/pem.ts';
import type { Certificate, CertificateList, CertificationRequest, SubjectPublicKeyInfo } from '../parse/index.ts';

/** Where and how something was found in a file. */
export interface Source {
  readonly encoding: 'pem' | 'der' | 'base64' | 'jwk' | 'openssh';
  /** PEM label as written. */
  readonly label?: string;
  /** Line of the PEM boundary, counted from 1. */
  readonly line?: number;
  /** The bytes were BER; what is shown was read from their DER form. */
  readonly ber?: true;
  /** Bytes behind the structure that do not belong to it. */
  readonly trailing?: number;
  /** openssl's TRUSTED CERTIFICATE: octets of its own settings behind the certificate, which nobody else reads. */
  readonly trustSettings?: number;
  /** Kind of the container that it was taken out of. */
  readonly inside?: 'pkcs7' | 'pkcs12';
}

/** How a private key is packed; what it holds is not read here. */
export type KeyForm = 'pkcs8' | 'encrypted-pkcs8' | 'pkcs1' | 'sec1' | 'legacy-encrypted' | 'openssh' | 'jwk';

/** What opening a private key showed of it. */
export interface OpenedKey {
  readonly encrypted: boolean;
  /** The public half; undefined where the key is encrypted and nobody gave a passphrase, damaged, or of an unknown kind. */
  readonly spki: SubjectPublicKeyInfo | undefined;
}

/** One thing that a file holds. */
export type Found =
  | { readonly kind: 'certificate'; readonly source: Source; readonly certificate: Certificate }
  | { readonly kind: 'csr'; readonly source: Source; readonly request: CertificationRequest }
  | { readonly kind: 'crl'; readonly source: Source; readonly list: CertificateList }
  | {
      readonly kind: 'private-key';
      readonly source: Source;
      readonly form: KeyForm;
      readonly bytes: Buffer;
      /** The PEM block, with the headers that a legacy encrypted key needs. */
      readonly block?: PemBlock;
      /** Set by `openKeys`. */
      readonly opened?: OpenedKey;
    }
  | { readonly kind: 'public-key'; readonly source: Source; readonly spki: SubjectPublicKeyInfo }
  | { readonly kind: 'pkcs12'; readonly source: Source; readonly der: Buffer }
  | { readonly kind: 'parameters'; readonly source: Source; readonly der: Buffer }
  | { readonly kind: 'unreadable'; readonly source: Source; readonly reason: string; readonly bytes: Buffer };
