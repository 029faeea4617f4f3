import type { DerCursor } from '../der/cursor.ts';
import { Tag } from '../der/tags.ts';
import { oidValue } from '../der/values.ts';
import { publicKeyAlgorithm } from '../oids/public-keys.ts';
import { signatureAlgorithm } from '../oids/signature-algorithms.ts';

/** AlgorithmIdentifier (RFC 5280 4.1.1.2). */
export interface AlgorithmIdentifier {
  readonly oid: string;
  /** Usual name, or the dotted OID of an unknown one. */
  readonly name: string;
  /** DER of the parameters; undefined when they are absent, `05 00` when they are NULL. */
  readonly parameters: Buffer | undefined;
  readonly der: Buffer;
}

/** The AlgorithmIdentifier whose SEQUENCE the cursor has just read. */
export function readAlgorithmIdentifier(c: DerCursor): AlgorithmIdentifier {
  const inner = c.enter();
  const oid = oidValue(inner.expect(Tag.oid));
  let parameters: Buffer | undefined;
  if (!inner.atEnd) {
    inner.next();
    parameters = inner.element();
    inner.finish();
  }
  return {
    oid,
    name: signatureAlgorithm(oid)?.name ?? publicKeyAlgorithm(oid)?.name ?? oid,
    parameters,
    der: c.element(),
  };
}
