import type { DerCursor } from '../../der/cursor.ts';
import { Tag } from '../../der/tags.ts';
import { smallInteger } from '../../der/values.ts';
import { type GeneralName, readGeneralName } from '../general-name.ts';
import { formatIp } from '../ip-address.ts';

/** GeneralSubtree (RFC 5280 4.2.1.10). For `ip` names, `bytes` hold address and mask (8 or 32 octets), `value` the CIDR. */
export interface GeneralSubtree {
  readonly base: GeneralName;
  readonly minimum: number;
  readonly maximum: number | undefined;
}

/** NameConstraints (RFC 5280 4.2.1.10); an absent list is undefined, a present but empty one is empty. */
export interface NameConstraints {
  readonly permitted: readonly GeneralSubtree[] | undefined;
  readonly excluded: readonly GeneralSubtree[] | undefined;
}

export function readNameConstraints(c: DerCursor): NameConstraints {
  const inner = c.expect(Tag.sequence).enter();
  const permitted = inner.optional(0xa0) ? readSubtrees(inner.enter()) : undefined;
  const excluded = inner.optional(0xa1) ? readSubtrees(inner.enter()) : undefined;
  inner.finish();
  return { permitted, excluded };
}

function readSubtrees(c: DerCursor): GeneralSubtree[] {
  const subtrees: GeneralSubtree[] = [];
  while (!c.atEnd) {
    const inner = c.expect(Tag.sequence).enter();
    inner.next();
    const base = inner.tag === 0x87 ? readNetwork(inner) : readGeneralName(inner);
    const minimum = inner.optional(0x80) ? smallInteger(inner) : 0;
    const maximum = inner.optional(0x81) ? smallInteger(inner) : undefined;
    inner.finish();
    subtrees.push({ base, minimum, maximum });
  }
  return subtrees;
}

function readNetwork(c: DerCursor): GeneralName {
  const bytes = c.value();
  const half = bytes.length / 2;
  if (half !== 4 && half !== 16) return { type: 'ip', value: bytes.toString('hex'), bytes, malformed: true };
  const prefix = prefixLength(bytes.subarray(half));
  const mask = prefix === undefined ? formatIp(bytes.subarray(half)) : String(prefix);
  const network = { type: 'ip', value: `${formatIp(bytes.subarray(0, half))}/${mask}`, bytes } as const;
  return prefix === undefined ? { ...network, malformed: true } : network;
}

/** Length of a mask in CIDR form; undefined when its ones are not contiguous (RFC 4632 3.1 has no such mask). */
function prefixLength(mask: Buffer): number | undefined {
  let length = 0;
  while (length < mask.length * 8 && (mask[length >> 3]! & (0x80 >> (length & 7))) !== 0) length++;
  for (let bit = length; bit < mask.length * 8; bit++)
    if ((mask[bit >> 3]! & (0x80 >> (bit & 7))) !== 0) return undefined;
  return length;
}
