import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '../../errors/app-error.ts';
import type { KeySpec } from '../algorithms.ts';
import { keyName } from './spec.ts';

const generate = promisify(generateKeyPair) as unknown as (type: string, options: object) => Promise<KeyPair>;

/** A private key and its public half. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/**
 * Makes a key pair in libuv's pool: the event loop stays free.
 * @throws AppError ERR_RUNTIME_UNSUPPORTED where this Node's OpenSSL has no such algorithm (ML-DSA before OpenSSL 3.5)
 */
export async function generateKey(spec: KeySpec): Promise<KeyPair> {
  try {
    return await generate(nodeType(spec), options(spec));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const unknown =
      spec.type === 'ml-dsa' ? ['ERR_INVALID_ARG_VALUE', 'ERR_OSSL_EVP_UNSUPPORTED'] : ['ERR_CRYPTO_INVALID_CURVE'];
    if (!unknown.includes(code)) throw error;
    throw new AppError(
      'ERR_RUNTIME_UNSUPPORTED',
      { version: process.version, feature: keyName(spec), needed: 'Node.js 24.7, OpenSSL 3.5' },
      { cause: error },
    );
  }
}

function nodeType(spec: KeySpec): string {
  return spec.type === 'ml-dsa' ? `ml-dsa-${spec.level}` : spec.type;
}

function options(spec: KeySpec): object {
  switch (spec.type) {
    case 'rsa':
    case 'rsa-pss':
      return { modulusLength: spec.bits, publicExponent: 65537 };
    case 'ec':
      return { namedCurve: spec.curve.openssl };
    default:
      return {};
  }
}
