import { ByteReader } from '../bytes/reader.ts';
import { describeCipherSuite } from '../tables/cipher-suite-parts.ts';
import { TLS12 } from '../tables/versions.ts';

const NAMED_CURVE = 3;

/** ServerKeyExchange: how the key of this connection is agreed on, up to TLS 1.2. */
export interface ServerKeyExchange {
  /** The named group of ECDHE. */
  group?: number | undefined;
  /** The size of the prime of finite-field DHE, in bits. */
  primeBits?: number | undefined;
  /** SignatureScheme of the server's signature (TLS 1.2; before it the scheme is implied by the certificate). */
  signatureScheme?: number | undefined;
}

/**
 * Reads the body of a ServerKeyExchange (RFC 5246, section 7.4.3; RFC 8422, section 5.4; RFC 4279 and RFC 5489 for
 * PSK). What it holds depends on the cipher suite; of exchanges not in these RFCs nothing is read. Throws
 * `DecodeError`.
 */
export function readServerKeyExchange(body: Buffer, cipherSuite: number, version: number): ServerKeyExchange {
  const { keyExchange, authentication } = describeCipherSuite(cipherSuite);
  const reader = new ByteReader(body);
  if (authentication === 'PSK') reader.vector(2, 'psk_identity_hint');
  const exchange: ServerKeyExchange = {};
  if (keyExchange === 'ECDHE') {
    if (reader.uint(1, 'curve_type') !== NAMED_CURVE) return exchange;
    exchange.group = reader.uint(2, 'namedcurve');
    reader.vector(1, 'public');
  } else if (keyExchange === 'DHE') {
    exchange.primeBits = bitLength(reader.vector(2, 'dh_p').rest());
    reader.vector(2, 'dh_g');
    reader.vector(2, 'dh_Ys');
  }
  const signed = exchange.group !== undefined || exchange.primeBits !== undefined;
  if (signed && version >= TLS12 && reader.remaining >= 4) exchange.signatureScheme = reader.uint(2, 'algorithm');
  return exchange;
}

function bitLength(number: Buffer): number {
  const first = number.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (number.length - first) * 8 - (Math.clz32(number[first]!) - 24);
}
