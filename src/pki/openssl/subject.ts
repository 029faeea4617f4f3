import { isStringTag } from '../der/strings.ts';
import { parseName } from '../parse/name.ts';
import type { LossCode } from './equivalent.ts';

/** The attribute types of llave that openssl 3.0 knows by another keyword than ours. */
const KEYWORDS: Readonly<Record<string, string>> = {
  '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
  '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
  '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
};

/** A subject as `-subj` takes it, and whether an attribute had to be left out: openssl skips those that it does not know. */
export function subjectArgument(der: Uint8Array): { readonly text: string; readonly loses: readonly LossCode[] } {
  let lost = false;
  const rdns = parseName(Buffer.from(der)).rdns.flatMap((rdn) => {
    const parts = rdn.flatMap(({ oid, type, value, tag }) => {
      const keyword = KEYWORDS[oid] ?? type;
      // Dotted, it is none of openssl's own; an empty value is skipped as well.
      if (/^\d/.test(keyword) || value === '' || !isStringTag(tag)) {
        lost = true;
        return [];
      }
      return [`${keyword}=${value.replace(/[\\/+]/g, '\\$&')}`];
    });
    return parts.length === 0 ? [] : [`/${parts.join('+')}`];
  });
  return { text: rdns.join('') || '/', loses: lost ? ['subject-attribute'] : [] };
}
