/**
 * C0 and C1 controls, line and paragraph separators, bidirectional marks, embeddings, overrides and isolates, zero-width
 * and byte-order marks, and lone surrogates: what can move a cursor, reorder a line or hide a character.
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]/gu;

/**
 * Makes text from untrusted sources safe for a terminal: every character that could steer it is shown as `\xNN` or
 * `\u{N}` (CWE-150).
 */
export function escapeControls(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const point = character.codePointAt(0) as number;
    return point < 0x100 ? `\\x${point.toString(16).padStart(2, '0')}` : `\\u{${point.toString(16)}}`;
  });
}

/** `escapeControls` for text of several lines: line feeds and tabs stay. */
export function escapeLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(escapeControls).join('\t'))
    .join('\n');
}
