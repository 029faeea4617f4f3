/** What the new certificate has otherwise than the old one, and which rule forces it. */
export type DifferenceCode =
  /** X.509 v1 (or v2) becomes v3: only v3 has extensions (RFC 5280 4.1.2.1). */
  | 'version'
  /** Names from the common name: clients look at subjectAltName alone (RFC 9525 2). */
  | 'san-completed'
  /** An extension that v3 certificates of this kind have. */
  | 'extension-added'
  /** Left out: it belongs to the old certificate alone, or is damaged, or was there twice. */
  | 'extension-dropped'
  /** The authority key identifier named the old certificate's own serial number. */
  | 'authority-key-identifier'
  /** SHA-1 and older hashes are refused everywhere. */
  | 'signature-hash'
  /** Server certificates of more than 825 days are refused by Apple's systems, whoever issued them. */
  | 'lifetime-shortened'
  /** Asked for by flag. */
  | 'lifetime-set'
  | 'key-rotated'
  /** RSA of fewer than 2048 bits is refused by today's libraries. */
  | 'key-too-weak'
  /** The old container cannot be written any more (legacy PEM encryption, OpenSSH). */
  | 'key-container'
  /** Seen in what an issuer gave. */
  | 'subject-changed'
  | 'names-added'
  | 'extension-lost';

/** One difference; `params` hold names, numbers and algorithms, free of language. */
export interface Difference {
  readonly code: DifferenceCode;
  readonly params: Readonly<Record<string, string | number>>;
}
