import { createPublicKey } from 'node:crypto';
import { isAppError } from '../../errors/app-error.ts';
import { looksLikePem, type PemBlock, splitPem } from '../../files/pem.ts';
import { parseSubjectPublicKeyInfo } from '../parse/index.ts';
import { identifyDer } from './der.ts';
import type { Found, KeyForm, Source } from './found.ts';

export type { Found, KeyForm, Source } from './found.ts';

/**
 * What a file's bytes hold, in order: PEM blocks with whatever is around them, DER or BER, a JWK, an OpenSSH public key,
 * or base64 without PEM boundaries. What cannot be read is listed as `unreadable` and does not hide the rest.
 */
export function identify(bytes: Buffer): Found[] {
  if (looksLikePem(bytes)) return splitPem(bytes).blocks.flatMap(identifyBlock);
  if (bytes[0] === 0x30) return attempt({ encoding: 'der' }, bytes, () => identifyDer(bytes, { encoding: 'der' }));
  const text = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim();
  if (text.startsWith('{')) return attempt({ encoding: 'jwk' }, bytes, () => identifyJwk(text, bytes));
  if (/^(ssh-|ecdsa-sha2-|sk-)\S+ [A-Za-z0-9+/=]+/.test(text))
    return [{ kind: 'unreadable', source: { encoding: 'openssh' }, reason: 'openssh-public', bytes }];
  const base64 = text.replace(/\s+/g, '');
  if (/^MI[A-Za-z0-9+/]+=*$/.test(base64)) {
    const der = Buffer.from(base64, 'base64');
    return attempt({ encoding: 'base64' }, bytes, () => identifyDer(der, { encoding: 'base64' }));
  }
  return [{ kind: 'unreadable', source: { encoding: 'der' }, reason: 'unknown-format', bytes }];
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
  if ('DEK-Info' in block.headers) return [{ kind: 'private-key', source, form: 'legacy-encrypted', bytes: block.der }];
  const form = KEY_LABELS[block.kind];
  if (form) return [{ kind: 'private-key', source, form, bytes: block.der }];
  if (block.kind.endsWith('PARAMETERS')) return [{ kind: 'parameters', source, der: block.der }];
  if (block.kind === 'RSA PUBLIC KEY') return attempt(source, block.der, () => pkcs1Public(block.der, source));
  return attempt(source, block.der, () => identifyDer(block.der, source));
}

function attempt(source: Source, bytes: Buffer, read: () => Found[] | undefined): Found[] {
  try {
    return read() ?? [{ kind: 'unreadable', source, reason: 'unknown-format', bytes }];
  } catch (error) {
    if (!isAppError(error)) return [{ kind: 'unreadable', source, reason: 'malformed', bytes }];
    return [{ kind: 'unreadable', source, reason: String(error.params.fault ?? 'malformed'), bytes }];
  }
}

function pkcs1Public(der: Buffer, source: Source): Found[] {
  const spki = createPublicKey({ key: der, format: 'der', type: 'pkcs1' }).export({ format: 'der', type: 'spki' });
  return [{ kind: 'public-key', source, spki: parseSubjectPublicKeyInfo(spki) }];
}

function identifyJwk(text: string, bytes: Buffer): Found[] {
  const source: Source = { encoding: 'jwk' };
  const jwk = JSON.parse(text) as Record<string, unknown>;
  if ('d' in jwk || 'priv' in jwk) return [{ kind: 'private-key', source, form: 'jwk', bytes }];
  const spki = createPublicKey({ key: jwk as never, format: 'jwk' }).export({ format: 'der', type: 'spki' });
  return [{ kind: 'public-key', source, spki: parseSubjectPublicKeyInfo(spki) }];
}
