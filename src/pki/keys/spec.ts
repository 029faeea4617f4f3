import type { KeyObject } from 'node:crypto';
import { AppError } from '../../errors/app-error.ts';
import { curveByName, type KeySpec, ML_DSA_LEVELS, type MlDsaLevel } from '../algorithms.ts';

/**
 * What a key is.
 * @param file where it came from, for the error
 * @throws AppError ERR_KEY_UNSUPPORTED_TYPE for keys that no certificate of ours can be made with (DSA, X25519, odd curves)
 */
export function keySpec(key: KeyObject, file: string): KeySpec {
  const type = key.asymmetricKeyType as string;
  const details = key.asymmetricKeyDetails ?? {};
  switch (type) {
    case 'rsa':
    case 'rsa-pss':
      return { type, bits: details.modulusLength ?? 0 };
    case 'ec': {
      const curve = curveByName(details.namedCurve ?? '');
      if (curve === undefined) {
        throw new AppError('ERR_KEY_UNSUPPORTED_TYPE', {
          file,
          type: `EC ${details.namedCurve ?? '(explicit parameters)'}`,
        });
      }
      return { type, curve };
    }
    case 'ed25519':
    case 'ed448':
      return { type };
    default: {
      const level = Number(/^ml-dsa-(\d+)$/.exec(type)?.[1]) as MlDsaLevel;
      if (ML_DSA_LEVELS.includes(level)) return { type: 'ml-dsa', level };
      throw new AppError('ERR_KEY_UNSUPPORTED_TYPE', { file, type });
    }
  }
}

/** How a key is named to people: `RSA 2048`, `EC P-256`, `Ed25519`, `ML-DSA-65`. */
export function keyName(spec: KeySpec): string {
  switch (spec.type) {
    case 'rsa':
      return `RSA ${spec.bits}`;
    case 'rsa-pss':
      return `RSA-PSS ${spec.bits}`;
    case 'ec':
      return `EC ${spec.curve.name}`;
    case 'ed25519':
      return 'Ed25519';
    case 'ed448':
      return 'Ed448';
    case 'ml-dsa':
      return `ML-DSA-${spec.level}`;
  }
}
