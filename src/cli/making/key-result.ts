import { createPublicKey, type KeyObject } from 'node:crypto';
import type { KeySpec } from '../../pki/algorithms.ts';
import { spkiPin } from '../../pki/parse/fingerprint.ts';

/** A key in the JSON of the commands that make things: what it is, never what it holds. */
export interface KeyResult {
  readonly file: string;
  readonly type: string;
  readonly bits?: number;
  readonly curve?: string;
  readonly level?: number;
  /** SHA-256 of the SubjectPublicKeyInfo in base64: the same for key, request and certificate. */
  readonly spkiSha256: string;
}

/** Describes a key for JSON. */
export function keyResult(file: string, spec: KeySpec, key: KeyObject): KeyResult {
  const publicKey = key.type === 'public' ? key : createPublicKey(key);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const details =
    spec.type === 'ec'
      ? { curve: spec.curve.name }
      : spec.type === 'ml-dsa'
        ? { level: spec.level }
        : 'bits' in spec
          ? { bits: spec.bits }
          : {};
  return { file, type: spec.type, ...details, spkiSha256: spkiPin({ der: spki }) };
}
