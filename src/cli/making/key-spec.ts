import { AppError } from '../../errors/app-error.ts';
import { curveByName, type KeySpec, type KeyType, type MlDsaLevel, RSA_BITS } from '../../pki/algorithms.ts';

/** The flags that say what kind of key to make. */
export interface KeySpecFlags {
  readonly type?: KeyType | undefined;
  readonly bits?: number | undefined;
  readonly curve?: string | undefined;
  readonly level?: string | undefined;
}

/**
 * The kind of key that flags ask for: RSA 2048 unless told; `--curve` alone means EC, `--level` alone ML-DSA.
 * @throws AppError ERR_USAGE_FLAG_CONFLICT, ERR_USAGE_INVALID_VALUE
 */
export function keySpecOf({ type, bits, curve, level }: KeySpecFlags): KeySpec {
  const kind = type ?? (curve !== undefined ? 'ec' : level !== undefined ? 'ml-dsa' : 'rsa');
  const isRsa = kind === 'rsa' || kind === 'rsa-pss';
  if (bits !== undefined && !isRsa) throw conflict(kind, '--bits');
  if (curve !== undefined && kind !== 'ec') throw conflict(kind, '--curve');
  if (level !== undefined && kind !== 'ml-dsa') throw conflict(kind, '--level');
  switch (kind) {
    case 'rsa':
    case 'rsa-pss':
      return { type: kind, bits: rsaBits(bits) };
    case 'ec':
      return { type: kind, curve: curveByName(curve ?? 'P-256')! };
    case 'ml-dsa':
      return { type: kind, level: Number(level ?? 65) as MlDsaLevel };
    default:
      return { type: kind };
  }
}

function rsaBits(bits: number | undefined): number {
  if (bits === undefined) return RSA_BITS.default;
  if (bits % RSA_BITS.step === 0) return bits;
  throw new AppError('ERR_USAGE_INVALID_VALUE', {
    flag: '--bits',
    value: String(bits),
    expected: '2048, 3072, 4096, 8192',
  });
}

function conflict(kind: KeyType, flag: string): AppError {
  return new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: `--type ${kind}, ${flag}` });
}
