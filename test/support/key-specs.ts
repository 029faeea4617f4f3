import { curveByName, EC_CURVES, type KeySpec } from '../../src/pki/algorithms.ts';

/** Every kind of key that genkey makes, by the name that it shows. */
export const KEY_SPECS: readonly (readonly [name: string, spec: KeySpec])[] = [
  ['RSA 2048', { type: 'rsa', bits: 2048 }],
  ['RSA 3072', { type: 'rsa', bits: 3072 }],
  ['RSA 4096', { type: 'rsa', bits: 4096 }],
  ['RSA-PSS 2048', { type: 'rsa-pss', bits: 2048 }],
  ...EC_CURVES.map((curve) => [`EC ${curve.name}`, { type: 'ec', curve }] as const),
  ['Ed25519', { type: 'ed25519' }],
  ['Ed448', { type: 'ed448' }],
  ['ML-DSA-44', { type: 'ml-dsa', level: 44 }],
  ['ML-DSA-65', { type: 'ml-dsa', level: 65 }],
  ['ML-DSA-87', { type: 'ml-dsa', level: 87 }],
];

/** The kind of an EC key by its curve's name. */
export function ec(name: string): KeySpec {
  return { type: 'ec', curve: curveByName(name)! };
}
