/** JSON whose strings hold no raw C1 controls and no characters that reorder or hide text. */
export function toJson(document: unknown, indent?: number): string {
  return JSON.stringify(document, undefined, indent).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
