import { CIPHER_SUITES } from './cipher-suites.ts';

/** What the name of a cipher suite says. */
export interface CipherSuiteParts {
  id: number;
  name: string;
  /** How keys are agreed on; `any` in TLS 1.3, where the suite does not say. */
  keyExchange: 'any' | 'ECDHE' | 'ECDH' | 'DHE' | 'DH' | 'RSA' | 'PSK' | 'other';
  /** What the server proves itself with; `any` in TLS 1.3, `none` for the anonymous suites. */
  authentication: 'any' | 'ECDSA' | 'RSA' | 'DSS' | 'PSK' | 'none' | 'other';
}

/**
 * Takes the registered name of a cipher suite apart (RFC 5246, appendix C, and RFC 8446, appendix B.4 set the
 * pattern of names). An ECDSA suite also serves Ed25519 and Ed448 certificates (RFC 8422, section 2.2).
 */
export function describeCipherSuite(id: number): CipherSuiteParts {
  const name = CIPHER_SUITES.nameOf(id);
  if (!CIPHER_SUITES.knows(id) || name.endsWith('_SCSV')) {
    return { id, name, keyExchange: 'other', authentication: 'other' };
  }
  const method = /^TLS_(.+)_WITH_/.exec(name)?.[1]?.replace(/_EXPORT$/, '');
  if (method === undefined) return { id, name, keyExchange: 'any', authentication: 'any' };
  return { id, name, keyExchange: keyExchangeOf(method), authentication: authenticationOf(method) };
}

function keyExchangeOf(method: string): CipherSuiteParts['keyExchange'] {
  const words = method.split('_');
  if (words[0] === 'ECDH' || words[0] === 'DH') return words[1] === 'anon' ? `${words[0]}E` : words[0];
  if (words[0] === 'ECDHE' || words[0] === 'DHE' || words[0] === 'RSA') return words[0];
  if (words[0] === 'PSK') return words[1] === 'DHE' ? 'DHE' : 'PSK';
  return 'other';
}

function authenticationOf(method: string): CipherSuiteParts['authentication'] {
  const words = method.split('_');
  if (words.includes('anon')) return 'none';
  if (words.includes('PSK')) return 'PSK';
  const last = words.at(-1)!;
  if (last === 'ECDSA' || last === 'RSA' || last === 'DSS') return last;
  return 'other';
}
