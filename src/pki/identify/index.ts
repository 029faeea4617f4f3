import { createPublicKey } from 'node:crypto';
import { AppError, isAppError } from '../../errors/app-error.ts';
import { looksLikePem, type PemBlock, splitPem } from '../../files/pem.ts';
import { DerError } from '../der/error.ts';
import { isOpenSshPublic, readOpenSshPublic } from '../keys/openssh-public.ts';
import { PKI_LIMITS } from '../limits.ts';
import { identifyDer } from './der.ts';
import type { Found, KeyForm, Source } from './found.ts';
import { spkiOf } from './spki.ts';

export type { Found, KeyForm, Source } from './found.ts';

/**
 * What a file's bytes hold, in order: PEM blocks with whatever is around them, DER or BER, a JWK, an OpenSSH public key,
 * or base64 without PEM boundaries. What cannot be read is listed as `unreadable` and does not hide the rest.
 * @param file its name, for errors
 * @throws AppError ERR_INPUT_TOO_MANY, ERR_INPUT_TOO_LARGE beyond `PKI_LIMITS`
 */
export function identify(bytes: Buffer, file: string): Found[] {
  const found = identifyAll(bytes, file);
  if (found.length > PKI_LIMITS.things) throw new AppError('ERR_INPUT_TOO_MANY', { file, limit: PKI_LIMITS.things });
  return found;
}

function identifyAll(bytes: Buffer, file: string): Found[] {
  if (looksLikePem(bytes)) return identifyPem(bytes, file);
  if (bytes[0] === 0x30) {
    const found = attempt({ encoding: 'der' }, bytes, () => identifyDer(bytes, { encoding: 'der' }));
    if (bytes.length > PKI_LIMITS.fileBytes && found.some(({ kind }) => kind !== 'crl')) throw tooLarge(file);
    return found;
  }
  const text = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim();
  if (text.startsWith('{')) return attempt({ encoding: 'jwk' }, bytes, () => identifyJwk(text));
  if (isOpenSshPublic(text)) return text.split(/\r?\n/, PKI_LIMITS.things + 1).flatMap(identifyOpenSsh);
  const base64 = text.replace(/\s+/g, '');
  if (/^MI[A-Za-z0-9+/]+=*$/.test(base64)) {
    const der = Buffer.from(base64, 'base64');
    return attempt({ encoding: 'base64' }, bytes, () => identifyDer(der, { encoding: 'base64' }));
  }
  return [{ kind: 'unreadable', source: { encoding: 'der' }, reason: 'unknown-format', bytes }];
}

/** @throws AppError ERR_INPUT_TOO_MANY, ERR_INPUT_TOO_LARGE */
function identifyPem(bytes: Buffer, file: string): Found[] {
  const { blocks } = splitPem(bytes, file, PKI_LIMITS.things);
  const size = blocks.reduce((sum, { kind, der }) => sum + (kind === 'X509 CRL' ? 0 : der.length), 0);
  if (size > PKI_LIMITS.fileBytes) throw tooLarge(file);
  return blocks.flatMap(identifyBlock);
}

function tooLarge(file: string): AppError {
  return new AppError('ERR_INPUT_TOO_LARGE', { file, limit: PKI_LIMITS.fileBytes / 1024 / 1024 });
}

const KEY_LABELS: Readonly<Record<string, KeyForm>> = {
  'PRIVATE KEY': 'pkcs8',
  'ENCRYPTED PRIVATE KEY': 'encrypted-pkcs8',
  'RSA PRIVATE KEY': 'pkcs1',
  'EC PRIVATE KEY': 'sec1',
  'OPENSSH PRIVATE KEY': 'openssh',
};

function identifyBlock(block: PemBlock): Found[] {
  const source: Source = { encoding: 'pem', label: block.label, line: block.line };
  if (block.problem) return [{ kind: 'unreadable', source, reason: block.problem.fault, bytes: Buffer.alloc(0) }];
  const form = KEY_LABELS[block.kind];
  const isKey = form !== undefined || block.kind === 'RSA PUBLIC KEY';
  if (isKey && block.der.length > PKI_LIMITS.keyBytes) return [tooLargeKey(source, block.der)];
  if ('DEK-Info' in block.headers)
    return [{ kind: 'private-key', source, form: 'legacy-encrypted', bytes: block.der, block }];
  if (form) return [{ kind: 'private-key', source, form, bytes: block.der }];
  if (block.kind.endsWith('PARAMETERS')) return [{ kind: 'parameters', source, der: block.der }];
  if (block.kind === 'RSA PUBLIC KEY') return attempt(source, block.der, () => pkcs1Public(block.der, source));
  if (block.kind === 'TRUSTED CERTIFICATE') return attempt(source, block.der, () => trusted(block.der, source));
  return attempt(source, block.der, () => identifyDer(block.der, source));
}

/** openssl writes its own trust settings behind the certificate, in the same block. */
function trusted(der: Buffer, from: Source): Found[] | undefined {
  return identifyDer(der, from)?.map((found) => {
    const { trailing, ...source } = found.source;
    return trailing === undefined ? found : { ...found, source: { ...source, trustSettings: trailing } };
  });
}

function identifyOpenSsh(line: string, at: number): Found[] {
  if (line.trim() === '' || line.startsWith('#')) return [];
  const source: Source = { encoding: 'openssh', line: at + 1 };
  if (line.length > PKI_LIMITS.keyBytes) return [tooLargeKey(source, Buffer.from(line))];
  return attempt(source, Buffer.from(line), () => {
    const key = readOpenSshPublic(line);
    return key && [{ kind: 'public-key', source, spki: spkiOf(key) }];
  });
}

function tooLargeKey(source: Source, bytes: Buffer): Found {
  return { kind: 'unreadable', source, reason: 'too-large', bytes };
}

function attempt(source: Source, bytes: Buffer, read: () => Found[] | undefined): Found[] {
  try {
    return read() ?? [{ kind: 'unreadable', source, reason: 'unknown-format', bytes }];
  } catch (error) {
    if (error instanceof DerError) return [{ kind: 'unreadable', source, reason: error.fault, bytes }];
    if (!isAppError(error)) return [{ kind: 'unreadable', source, reason: 'malformed', bytes }];
    return [{ kind: 'unreadable', source, reason: String(error.params.fault ?? 'malformed'), bytes }];
  }
}

function pkcs1Public(der: Buffer, source: Source): Found[] {
  return [{ kind: 'public-key', source, spki: spkiOf(createPublicKey({ key: der, format: 'der', type: 'pkcs1' })) }];
}

/** A JWK, or a set of them (RFC 7517 5). */
function identifyJwk(text: string): Found[] | undefined {
  if (text.length > PKI_LIMITS.jsonBytes) throw new DerError('too-large', 0);
  const source: Source = { encoding: 'jwk' };
  const jwk = JSON.parse(text) as Record<string, unknown>;
  if (!Array.isArray(jwk.keys)) return [identifyOneJwk(jwk, source)];
  return jwk.keys.flatMap((key) =>
    attempt(source, Buffer.from(JSON.stringify(key)), () => [identifyOneJwk(key, source)]),
  );
}

function identifyOneJwk(jwk: Record<string, unknown>, source: Source): Found {
  if ('d' in jwk || 'priv' in jwk) {
    return { kind: 'private-key', source, form: 'jwk', bytes: Buffer.from(JSON.stringify(jwk)) };
  }
  return { kind: 'public-key', source, spki: spkiOf(createPublicKey({ key: jwk as never, format: 'jwk' })) };
}
