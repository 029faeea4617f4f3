import type { DerCursor } from '../../der/cursor.ts';
import { Tag } from '../../der/tags.ts';
import { smallInteger } from '../../der/values.ts';

/** TLS Feature (RFC 7633): numbers of TLS extensions that the server must support; 5 is OCSP "must staple". */
export function readTlsFeature(c: DerCursor): readonly number[] {
  const inner = c.expect(Tag.sequence).enter();
  const features: number[] = [];
  while (!inner.atEnd) features.push(smallInteger(inner.expect(Tag.integer)));
  return features;
}
