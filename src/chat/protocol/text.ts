// C0 and C1 controls, and what reorders or hides text on a terminal: bidirectional embeddings, overrides and isolates, the
// zero-width no-break space, interlinear annotation and the deprecated format and tag characters.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}|[\u2028\u2029]/gu;

// These separate words: to drop them would join the words.
const SPACE_LIKE = /[\t\n\u000b\f\r\u0085\u2028\u2029]/gu;

/**
 * Text as it may be shown to others: Unicode NFC, without control and bidirectional-override characters (white-space
 * controls become a space). Idempotent.
 */
export function cleanText(text: string): string {
  return text.replace(SPACE_LIKE, ' ').replace(UNSAFE, '').normalize('NFC');
}
