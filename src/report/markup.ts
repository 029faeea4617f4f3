import { escapeLines } from '../i18n/escape.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Makes text from peers, certificates and files safe inside HTML and XML 1.0, in content and in quoted attributes: controls
 * and what reorders or hides text are made visible, as on a terminal; what steers the markup becomes an entity. What XML
 * 1.0 does not allow at all (section 2.2) is left out. Line feeds and tabs stay.
 */
export function escapeMarkup(text: string): string {
  return escapeLines(text)
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
