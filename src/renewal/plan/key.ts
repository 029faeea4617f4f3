import type { HashName, KeySpec } from '../../pki/algorithms.ts';
import type { KeyForm } from '../../pki/keys/forms.ts';
import type { LoadedKey } from '../../pki/keys/load.ts';
import { keyName } from '../../pki/keys/spec.ts';
import { signatureAlgorithm } from '../../pki/oids/signature-algorithms.ts';
import type { Certificate } from '../../pki/parse/index.ts';
import type { Difference } from './difference.ts';

/** Which key the new certificate gets. */
export interface PlannedKey {
  readonly action: 'reuse' | 'rotate';
  readonly spec: KeySpec;
  /** How a rotated key is written. */
  readonly form: KeyForm;
  readonly encoding: 'pem' | 'der';
  readonly encrypted: boolean;
  readonly differences: readonly Difference[];
}

const MIN_RSA_BITS = 2048;

/** The key of the new certificate: the old one, or a new one of the same type in the same container. */
export function plannedKey(old: LoadedKey, rotate: boolean): PlannedKey {
  const { spec } = old;
  const weak = (spec.type === 'rsa' || spec.type === 'rsa-pss') && spec.bits < MIN_RSA_BITS;
  const next = weak ? { ...spec, bits: MIN_RSA_BITS } : spec;
  const { form, encoding, keeps } = container(old);
  if (!rotate && !weak) return { action: 'reuse', spec, form, encoding, encrypted: old.encrypted, differences: [] };
  const differences: Difference[] = [
    weak
      ? { code: 'key-too-weak', params: { from: keyName(spec), to: keyName(next) } }
      : { code: 'key-rotated', params: { key: keyName(next) } },
  ];
  if (!keeps) differences.push({ code: 'key-container', params: { from: old.form, to: 'pkcs8' } });
  return { action: 'rotate', spec: next, form, encoding, encrypted: old.encrypted, differences };
}

function container({ form, encoding, encrypted }: LoadedKey): {
  form: KeyForm;
  encoding: 'pem' | 'der';
  keeps: boolean;
} {
  const written = encoding === 'der' ? 'der' : 'pem';
  if (form === 'jwk') return { form: 'jwk', encoding: 'pem', keeps: true };
  if ((form === 'pkcs1' || form === 'sec1') && !encrypted)
    return { form: 'traditional', encoding: written, keeps: true };
  return { form: 'pkcs8', encoding: written, keeps: form === 'pkcs8' || form === 'encrypted-pkcs8' };
}

const HASH_NAMES: Readonly<Record<string, HashName>> = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };

/**
 * The hash to sign with: that of the old signature where it is still good, otherwise the key's own (undefined). Schemes
 * without a choice have none.
 */
export function plannedHash(
  old: Certificate,
  spec: KeySpec,
): { hash: HashName | undefined; differences: Difference[] } {
  const used = signatureAlgorithm(old.signatureAlgorithm.oid)?.hash;
  if (spec.type !== 'rsa' && spec.type !== 'ec') return { hash: undefined, differences: [] };
  const hash = used === undefined ? undefined : HASH_NAMES[used];
  // A weak or unknown hash is replaced by the key's own.
  if (hash !== undefined || used === undefined) return { hash, differences: [] };
  return { hash, differences: [{ code: 'signature-hash', params: { from: used } }] };
}
