/** Caps on untrusted encodings. Generous for anything that exists, small enough to answer at once. */
export const DER_LIMITS = {
  /** Bytes of one structure; the largest public CRLs are about 30 MB. */
  maxBytes: 64 * 1024 * 1024,
  /** Levels of nesting; a certificate needs about 12. */
  maxDepth: 64,
  /** Elements that a generic walk (`readDerTree`, `berToDer`) visits. */
  maxNodes: 100_000,
} as const;

export interface DerLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
  readonly maxNodes: number;
}
