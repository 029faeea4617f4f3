import type { DerCursor } from '../../der/cursor.ts';
import { Tag } from '../../der/tags.ts';
import { checkBitString, hasBit } from '../../der/values.ts';

/** Bits of KeyUsage in the order of RFC 5280 4.2.1.3. */
export const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

export type KeyUsage = (typeof KEY_USAGES)[number];

export function readKeyUsage(c: DerCursor): readonly KeyUsage[] {
  checkBitString(c.expect(Tag.bitString));
  const content = c.value();
  return KEY_USAGES.filter((_, bit) => hasBit(content, bit));
}

/** Bits of Netscape's certificate type, which old certificates carry. */
const NETSCAPE_TYPES = ['sslClient', 'sslServer', 'email', 'objectSigning', 'reserved', 'sslCa', 'emailCa', 'objectCa'];

export function readNetscapeCertType(c: DerCursor): readonly string[] {
  checkBitString(c.expect(Tag.bitString));
  const content = c.value();
  return NETSCAPE_TYPES.filter((_, bit) => hasBit(content, bit));
}
