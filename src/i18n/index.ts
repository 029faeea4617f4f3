import { escapeControls } from './escape.ts';
import { currentLanguage } from './language.ts';

/** Names of the placeholders of one text: `{name}`, or `{n|one|many}` which picks a plural form by `n`. */
export type ParamNames<S extends string> = S extends `${string}{${infer Body}}${infer Rest}`
  ? (Body extends `${infer Name}|${string}` ? Name : Body) | ParamNames<Rest>
  : never;

/** What a text's placeholders are filled with. */
export type ParamValue = string | number | boolean | readonly string[];

type Params<S extends string> = string extends S
  ? [params?: Readonly<Record<string, ParamValue>>]
  : [ParamNames<S>] extends [never]
    ? []
    : [params: Readonly<Record<ParamNames<S>, ParamValue>>];

/**
 * Looks a text up by key, in the language of this run, with its placeholders filled. Control characters in values are
 * made visible: values come from peers, files and certificates.
 */
export type Lookup<T extends Readonly<Record<string, string>>> = <K extends keyof T & string>(
  key: K,
  ...params: Params<T[K]>
) => string;

/**
 * Joins one catalogue in both languages into a lookup.
 * @param en the source; its keys and placeholders are the contract
 * @param es the same keys in Spanish: a missing one does not compile
 */
export function texts<const T extends Readonly<Record<string, string>>>(
  en: T,
  es: { readonly [K in keyof T]: string },
): Lookup<T> {
  return (key, ...params) => fill((currentLanguage() === 'es' ? es : en)[key] as string, params[0] ?? {});
}

/**
 * Fills a template's placeholders and, in the bracketed test language, marks the text as coming from a catalogue.
 * @param template text with `{name}` and `{name|singular|plural}` placeholders
 */
export function fill(template: string, params: Readonly<Record<string, ParamValue>>): string {
  const text = template.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      if (one !== undefined) return (Number(value) === 1 ? one : many) ?? '';
      return escapeControls(Array.isArray(value) ? value.join(', ') : String(value));
    },
  );
  return currentLanguage() === 'brackets' ? `⟦${text}⟧` : text;
}
