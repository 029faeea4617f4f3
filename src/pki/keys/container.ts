import { AppError } from '../../errors/app-error.ts';
import { looksLikePem, type PemBlock, pemBytes, splitPem } from '../../files/pem.ts';
import { DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { PKI_LIMITS } from '../limits.ts';
import { parseCertificationRequest } from '../parse/certification-request.ts';

/** How a private key is packed. */
export type KeyContainer =
  | {
      readonly form: 'pkcs8' | 'encrypted-pkcs8' | 'pkcs1' | 'sec1' | 'openssh';
      readonly encoding: 'pem' | 'der';
      readonly der: Buffer;
    }
  | { readonly form: 'legacy-encrypted'; readonly encoding: 'pem'; readonly block: PemBlock }
  | { readonly form: 'jwk'; readonly encoding: 'json'; readonly jwk: Readonly<Record<string, unknown>> };

const PEM_FORMS: Readonly<Record<string, 'pkcs8' | 'encrypted-pkcs8' | 'pkcs1' | 'sec1' | 'openssh'>> = {
  'PRIVATE KEY': 'pkcs8',
  'ENCRYPTED PRIVATE KEY': 'encrypted-pkcs8',
  'RSA PRIVATE KEY': 'pkcs1',
  'EC PRIVATE KEY': 'sec1',
  'OPENSSH PRIVATE KEY': 'openssh',
};

/**
 * Finds the private key in a file, in any container that we know. A PEM file may hold other things before it (EC
 * PARAMETERS, certificates).
 * @param file its name, for errors
 * @throws AppError ERR_KEY_IS_CERTIFICATE, ERR_KEY_IS_REQUEST, ERR_KEY_IS_PUBLIC, ERR_KEY_UNSUPPORTED_TYPE,
 *   ERR_KEY_MALFORMED, ERR_PEM_MALFORMED
 */
export function findPrivateKey(bytes: Buffer, file: string): KeyContainer {
  const found = findAny(bytes, file);
  if ('der' in found && found.der.length > PKI_LIMITS.keyBytes) throw new AppError('ERR_KEY_MALFORMED', { file });
  return found;
}

function findAny(bytes: Buffer, file: string): KeyContainer {
  if (looksLikePem(bytes)) return fromPem(splitPem(bytes, file, PKI_LIMITS.things).blocks, file);
  if (/^\s*\{/.test(bytes.subarray(0, 64).toString('latin1'))) return fromJson(bytes, file);
  return fromDer(bytes, file);
}

function fromPem(blocks: readonly PemBlock[], file: string): KeyContainer {
  const block = blocks.find(({ kind }) => kind in PEM_FORMS) ?? blocks.find(({ kind }) => kind.endsWith('PRIVATE KEY'));
  if (block === undefined) throw notAKey(blocks[0]?.kind, file);
  const form = PEM_FORMS[block.kind];
  if (form === undefined) throw new AppError('ERR_KEY_UNSUPPORTED_TYPE', { file, type: block.label });
  const der = pemBytes(block);
  if ('DEK-Info' in block.headers) return { form: 'legacy-encrypted', encoding: 'pem', block };
  return { form, encoding: 'pem', der };
}

function notAKey(kind: string | undefined, file: string): AppError {
  if (kind?.endsWith('CERTIFICATE')) return new AppError('ERR_KEY_IS_CERTIFICATE', { file });
  if (kind === 'CERTIFICATE REQUEST') return new AppError('ERR_KEY_IS_REQUEST', { file });
  if (kind?.endsWith('PUBLIC KEY')) return new AppError('ERR_KEY_IS_PUBLIC', { file });
  return new AppError('ERR_KEY_MALFORMED', { file });
}

function fromJson(bytes: Buffer, file: string): KeyContainer {
  if (bytes.length > PKI_LIMITS.keyBytes) throw new AppError('ERR_KEY_MALFORMED', { file });
  let jwk: unknown;
  try {
    jwk = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new AppError('ERR_KEY_MALFORMED', { file }, { cause: error });
  }
  if (typeof jwk !== 'object' || jwk === null || !('kty' in jwk)) throw new AppError('ERR_KEY_MALFORMED', { file });
  if (!('d' in jwk) && !('priv' in jwk)) throw new AppError('ERR_KEY_IS_PUBLIC', { file });
  return { form: 'jwk', encoding: 'json', jwk: jwk as Record<string, unknown> };
}

function fromDer(der: Buffer, file: string): KeyContainer {
  try {
    const outer = new DerCursor(der);
    const inner = outer.expect(Tag.sequence).enter();
    outer.finish();
    const first = inner.next();
    const second = inner.next();
    if (first === Tag.integer) {
      if (second === Tag.sequence) return { form: 'pkcs8', encoding: 'der', der };
      if (second === Tag.integer) return { form: 'pkcs1', encoding: 'der', der };
      if (second === Tag.octetString) return { form: 'sec1', encoding: 'der', der };
    }
    if (first === Tag.sequence) {
      if (second === Tag.octetString) return { form: 'encrypted-pkcs8', encoding: 'der', der };
      if (second === Tag.bitString) throw new AppError('ERR_KEY_IS_PUBLIC', { file });
      if (second === Tag.sequence)
        throw new AppError(isRequest(der) ? 'ERR_KEY_IS_REQUEST' : 'ERR_KEY_IS_CERTIFICATE', { file });
    }
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    throw new AppError('ERR_KEY_MALFORMED', { file }, { cause: error });
  }
  throw new AppError('ERR_KEY_MALFORMED', { file });
}

function isRequest(der: Buffer): boolean {
  try {
    parseCertificationRequest(der);
    return true;
  } catch {
    return false;
  }
}
