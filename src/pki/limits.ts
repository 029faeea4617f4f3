/**
 * Caps on files from strangers, generous for anything that exists: what stays below them is answered within a second and 200 MB.
 * CRLs are not among these, since they are read entry by entry: `readInput` has the only cap of theirs.
 */
export const PKI_LIMITS = {
  /** Octets of one certificate or request: 12,000 names take 300 kB. */
  signedBytes: 512 * 1024,
  /** Octets of one key, private or public: RSA of 16,384 bits takes 10 kB. */
  keyBytes: 64 * 1024,
  /** Octets of a JWK Set. */
  jsonBytes: 1024 * 1024,
  /** Keys, certificates, requests and lists of one file: the largest bundles of roots have about 150. */
  things: 1500,
  /** Octets of all of these in one file. */
  fileBytes: 2 * 1024 * 1024,
  /** Attributes of one distinguished name; people's have ten. */
  nameAttributes: 1000,
  /** Distribution points of one extension; authorities write one. */
  distributionPoints: 100,
} as const;
