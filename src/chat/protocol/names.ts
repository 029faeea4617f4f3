// Letters of any script; marks only after a letter, since several scripts cannot be written without them.
const NAME = /^(?:[\p{L}\p{Nd}_.-]\p{M}{0,2})+$/u;

/** The greatest length of a name, in code points. */
export const NAME_MAX = 32;

/**
 * A name of a member or room as it is kept: NFC. Undefined unless it is 1 to 32 letters, digits, `_`, `-`, `.` (at most
 * two combining marks a letter; marks count).
 */
export function parseName(text: string): string | undefined {
  const name = text.normalize('NFC');
  return NAME.test(name) && [...name].length <= NAME_MAX ? name : undefined;
}

/** What two names share that nobody should tell apart: compatibility-normalised and without case. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}
