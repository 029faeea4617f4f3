/** A word of a POSIX shell command, quoted only where it must be. */
function quoted(word: string): string {
  return /^[\w@%+=:,./[\]-]+$/.test(word) && !/[[\]]/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command line for people to copy, from its words. */
export function command(...words: readonly (string | number)[]): string {
  return words.map((word) => quoted(String(word))).join(' ');
}
