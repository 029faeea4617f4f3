/**
 * What is left of a text of the test language (`--lang brackets`) when everything that came from a catalogue is taken
 * away: `⟦…⟧`, nested as they come.
 * @throws Error where a bracket has no partner
 */
export function outsideBrackets(text: string): string {
  let depth = 0;
  let outside = '';
  for (const character of text) {
    if (character === '⟦') depth++;
    else if (character === '⟧') {
      depth--;
      if (depth < 0) throw new Error(`⟧ without ⟦: ${text}`);
      outside += ' ';
    } else if (depth === 0) outside += character;
  }
  if (depth !== 0) throw new Error(`⟦ without ⟧: ${text}`);
  return outside;
}

/** What is called the same in every language. */
const PROPER_NAMES = [
  'OpenSSL',
  'GnuTLS',
  'Node.js',
  'Java',
  'Python',
  'Go',
  'CA/Browser Forum',
  'WebTransport',
  'P-256 P-384 P-521',
];

/** The words of a text: runs of letters, with the digits, dots, dashes and underscores inside them. */
export function wordsIn(text: string): string[] {
  return text.match(/\p{L}[\p{L}\p{N}_.:@/\\-]*/gu)?.map((word) => word.replace(/[.:\\/-]+$/, '')) ?? [];
}

/**
 * The words of a bracketed text that neither a catalogue nor the data explains.
 * @param data texts whose words may stand outside of brackets: arguments, file names, JSON of the same run
 */
export function unexplained(text: string, data: readonly string[]): string[] {
  const words = [...data, ...PROPER_NAMES].flatMap((each) => wordsIn(each)).flatMap((word) => [word, ...parts(word)]);
  const known = new Set(words.map((word) => word.toLowerCase()));
  const isData = (word: string) => known.has(word.toLowerCase()) || /^[0-9A-Fa-f:.-]+$/.test(word) || word.length === 1;
  // What is random differs between two runs: digests and keys in base64.
  const steady = outsideBrackets(text).replace(/[A-Za-z0-9+/]{40,}={0,2}/g, ' ');
  return wordsIn(steady).filter((word) => !isData(word) && !parts(word).every(isData));
}

function parts(word: string): string[] {
  return word.split(/[:/@\\]+/).filter(Boolean);
}
