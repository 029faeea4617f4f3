import { DerCursor } from '../der/cursor.ts';
import { DerError } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { PKI_LIMITS } from '../limits.ts';
import { parseCertificate, parseCertificateList } from '../parse/index.ts';
import type { Found, Source } from './found.ts';

/** The certificates and CRLs of a PKCS#7 or CMS SignedData (RFC 5652 5.1), in their order. */
export function openPkcs7(der: Buffer, source: Source): Found[] {
  const found: Found[] = [];
  const inside = { ...source, inside: 'pkcs7' as const };
  try {
    const contentInfo = new DerCursor(der).expect(Tag.sequence).enter();
    contentInfo.expect(Tag.oid).expect(0xa0);
    const signedData = contentInfo.enter().expect(Tag.sequence).enter();
    signedData.expect(Tag.integer).expect(Tag.set).expect(Tag.sequence);
    if (signedData.optional(0xa0))
      for (const element of elements(signedData)) {
        if (found.length > PKI_LIMITS.things) return found;
        found.push({ kind: 'certificate', source: inside, certificate: parseCertificate(element) });
      }
    if (signedData.optional(0xa1))
      for (const element of elements(signedData)) {
        found.push({ kind: 'crl', source: inside, list: parseCertificateList(element) });
      }
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    found.push({ kind: 'unreadable', source, reason: error.fault, bytes: der });
  }
  return found;
}

/** Plain certificates and CRLs; the other choices of RFC 5652 10.2 (attribute certificates) carry context tags. */
function* elements(c: DerCursor): Generator<Buffer> {
  const inner = c.enter();
  while (!inner.atEnd) if (inner.next() === Tag.sequence) yield inner.element();
}
