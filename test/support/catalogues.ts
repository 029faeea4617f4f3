import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from './paths.ts';

/** One text of a catalogue in both languages. */
export interface TextPair {
  /** Catalogue and key: `errors.ts ERR_INPUT_EMPTY.message`. */
  readonly where: string;
  readonly en: string | undefined;
  readonly es: string | undefined;
}

const folder = (language: string) => join(repository, 'src', 'i18n', language);

/** The catalogue files of a language, relative to its folder. */
export function catalogueFiles(language: 'en' | 'es'): string[] {
  return readdirSync(folder(language), { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .sort();
}

/** Every text of every catalogue, flattened: objects and lists by path. */
export async function textPairs(): Promise<TextPair[]> {
  const files = [...new Set([...catalogueFiles('en'), ...catalogueFiles('es')])].sort();
  const perFile = await Promise.all(
    files.map(async (file) => {
      const [en, es] = await Promise.all((['en', 'es'] as const).map((language) => load(language, file)));
      const keys = [...new Set([...(en?.keys() ?? []), ...(es?.keys() ?? [])])];
      return keys.map((key) => ({ where: posix.join(file, ` ${key}`), en: en?.get(key), es: es?.get(key) }));
    }),
  );
  return perFile.flat();
}

async function load(language: 'en' | 'es', file: string): Promise<Map<string, string> | undefined> {
  const path = join(folder(language), file);
  if (!existsSync(path)) return undefined;
  const module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
  const texts = new Map<string, string>();
  flatten(module.default ?? {}, '', texts);
  return texts;
}

function flatten(value: unknown, at: string, into: Map<string, string>): void {
  if (typeof value === 'string') into.set(at, value);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) flatten(inner, at === '' ? key : `${at}.${key}`, into);
}
