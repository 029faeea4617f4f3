import type { SubjectPublicKeyInfo } from '../../pki/parse/index.ts';
import type { InspectTexts } from './texts.ts';

const NAMES: Readonly<Record<string, string>> = { rsa: 'RSA', 'rsa-pss': 'RSA-PSS', ec: 'EC', dsa: 'DSA', dh: 'DH' };

/** A public key in a few words: `RSA 2048`, `EC P-256`, `Ed25519`. */
export function keyWords(
  key: Pick<SubjectPublicKeyInfo, 'type' | 'bits' | 'curve' | 'explicitCurve' | 'algorithm'>,
  t: InspectTexts,
): string {
  if (key.explicitCurve) return `EC ${key.bits ?? ''}, ${t('value.explicitCurve')}`;
  if (key.type === 'ec') return `EC ${key.curve ?? ''}`;
  const name = NAMES[key.type];
  return name ? `${name} ${key.bits ?? ''}`.trim() : key.algorithm.name;
}
