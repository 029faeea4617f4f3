import { escapeMarkup } from './markup.ts';

/** A piece of HTML that is safe to be part of a page. Only `html` and `trusted` make one. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Part = Html | string | number | false | undefined | readonly (Html | string)[];

/**
 * Puts values into HTML: text is escaped, HTML stays, lists are joined, `false` and `undefined` are nothing. Values may stand
 * in content and in quoted attributes, nowhere else.
 */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(literals.map((literal, index) => literal + rendered(parts[index])).join(''));
}

/** HTML of our own that holds nothing from outside, such as a style sheet. */
export function trusted(text: string): Html {
  return new Html(text);
}

function rendered(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (Array.isArray(part)) return part.map(rendered).join('');
  return escapeMarkup(String(part));
}
