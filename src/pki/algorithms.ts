/**
 * The one table of what llave can make keys and signatures with. Everything else asks it.
 */

/** A hash function that signatures are made with, as WebCrypto names it. */
export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';
/** Hashes on offer; weaker ones are not (RFC 8603, CA/B). */
export const HASHES: readonly HashName[] = ['SHA-256', 'SHA-384', 'SHA-512'];

/** The kinds of key that `genkey --type` takes. */
export const KEY_TYPES = ['rsa', 'rsa-pss', 'ec', 'ed25519', 'ed448', 'ml-dsa'] as const;
export type KeyType = (typeof KEY_TYPES)[number];

/** One named curve. */
export interface EcCurve {
  /** The field's usual name: NIST's, else SEC's or Brainpool's. */
  readonly name: string;
  /** What OpenSSL, and so Node, calls it. */
  readonly openssl: string;
  /** What @peculiar/webcrypto calls it. */
  readonly webcrypto: string;
  /** The hash of its own strength. */
  readonly hash: HashName;
  /** Further names that people type. */
  readonly aliases: readonly string[];
  /** Whether JWK has a name for it (RFC 7518, RFC 8812). */
  readonly jwk: boolean;
}

function brainpool(name: string, hash: HashName): EcCurve {
  return { name, openssl: name, webcrypto: name, hash, aliases: [], jwk: false };
}

/** Curves that keys are made on. */
export const EC_CURVES: readonly EcCurve[] = [
  {
    name: 'P-256',
    openssl: 'prime256v1',
    webcrypto: 'P-256',
    hash: 'SHA-256',
    aliases: ['prime256v1', 'secp256r1', 'P256'],
    jwk: true,
  },
  {
    name: 'P-384',
    openssl: 'secp384r1',
    webcrypto: 'P-384',
    hash: 'SHA-384',
    aliases: ['secp384r1', 'P384'],
    jwk: true,
  },
  {
    name: 'P-521',
    openssl: 'secp521r1',
    webcrypto: 'P-521',
    hash: 'SHA-512',
    aliases: ['secp521r1', 'P521'],
    jwk: true,
  },
  { name: 'secp256k1', openssl: 'secp256k1', webcrypto: 'K-256', hash: 'SHA-256', aliases: ['K-256'], jwk: true },
  brainpool('brainpoolP256r1', 'SHA-256'),
  brainpool('brainpoolP256t1', 'SHA-256'),
  brainpool('brainpoolP320r1', 'SHA-384'),
  brainpool('brainpoolP320t1', 'SHA-384'),
  brainpool('brainpoolP384r1', 'SHA-384'),
  brainpool('brainpoolP384t1', 'SHA-384'),
  brainpool('brainpoolP512r1', 'SHA-512'),
  brainpool('brainpoolP512t1', 'SHA-512'),
];

/** A curve by any of its names, in any case of letters. */
export function curveByName(name: string): EcCurve | undefined {
  const wanted = name.toLowerCase();
  return EC_CURVES.find((curve) =>
    [curve.name, curve.openssl, ...curve.aliases].some((known) => known.toLowerCase() === wanted),
  );
}

/** Sizes of RSA modulus that are made: less is refused by every client of today, more costs seconds and gains nothing. */
export const RSA_BITS = { min: 2048, max: 8192, step: 8, default: 2048 } as const;

/** Parameter sets of ML-DSA (FIPS 204). */
export const ML_DSA_LEVELS = [44, 65, 87] as const;
export type MlDsaLevel = (typeof ML_DSA_LEVELS)[number];

/** What a key is: enough to make one like it, and to show it. */
export type KeySpec =
  | { readonly type: 'rsa' | 'rsa-pss'; readonly bits: number }
  | { readonly type: 'ec'; readonly curve: EcCurve }
  | { readonly type: 'ed25519' | 'ed448' }
  | { readonly type: 'ml-dsa'; readonly level: MlDsaLevel };

/** The hash that a signature with this key uses unless told; undefined where the scheme has its own (EdDSA, ML-DSA). */
export function defaultHash(spec: KeySpec): HashName | undefined {
  if (spec.type === 'ec') return spec.curve.hash;
  return spec.type === 'rsa' || spec.type === 'rsa-pss' ? 'SHA-256' : undefined;
}

/** Octets of a PSS salt: as many as the hash gives (RFC 8017 9.1). */
export function saltLength(hash: HashName): number {
  return Number(hash.slice(4)) / 8;
}

/** How WebCrypto imports a key of this kind for signing; undefined where @peculiar/webcrypto has no such algorithm. */
export function signingAlgorithm(spec: KeySpec, hash: HashName | undefined): object | undefined {
  switch (spec.type) {
    case 'rsa':
      return { name: 'RSASSA-PKCS1-v1_5', hash };
    case 'rsa-pss':
      return { name: 'RSA-PSS', hash, saltLength: saltLength(hash ?? 'SHA-256') };
    case 'ec':
      return { name: 'ECDSA', namedCurve: spec.curve.webcrypto, hash };
    case 'ed25519':
      return { name: 'EdDSA', namedCurve: 'Ed25519' };
    case 'ed448':
      return { name: 'EdDSA', namedCurve: 'Ed448' };
    case 'ml-dsa':
      return undefined;
  }
}
