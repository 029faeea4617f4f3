import type { DerProblem } from '../../pki/der/error.ts';
import type { ExtensionDescription } from '../../pki/describe/extension.ts';
import type { Plain } from '../../pki/describe/plain.ts';
import type { Extension } from '../../pki/parse/index.ts';
import type { Row } from './row.ts';
import type { InspectTexts } from './texts.ts';

/** Rows of the extensions that have no row of their own, and of every broken one. */
export function extensionRows(
  descriptions: readonly ExtensionDescription[],
  extensions: readonly Extension[],
  elsewhere: ReadonlySet<string>,
  t: InspectTexts,
): Row[] {
  return descriptions.flatMap((description, at): Row[] => {
    if (elsewhere.has(description.name) && !description.broken) return [];
    const critical = description.critical ? ` (${t('value.critical')})` : '';
    return [[t('row.extension'), `${description.name}${critical}: ${value(description, extensions[at], t)}`]];
  });
}

const MOST_BYTES = 64;

function value(
  { broken, bytes = '', value }: ExtensionDescription,
  extension: Extension | undefined,
  t: InspectTexts,
): string {
  const shown = bytes.length > MOST_BYTES ? `${bytes.slice(0, MOST_BYTES)}…` : bytes;
  if (broken) return t('value.broken', { offset: extension?.broken?.offset ?? 0, fault: broken, bytes: shown });
  return value === null ? shown : flat(value, t);
}

const MOST_ENTRIES = 20;

/** A list in one line: the first entries, and how many more there are. */
export function few<T>(entries: readonly T[], show: (entry: T) => string, t: InspectTexts): string {
  const shown = entries.slice(0, MOST_ENTRIES).map(show).filter(Boolean);
  const more = entries.length - MOST_ENTRIES;
  return [...shown, ...(more > 0 ? [t('value.more', { n: more })] : [])].join(', ');
}

/** A value in one line: `a, b`, `key=value; key=value`. */
function flat(value: Plain, t: InspectTexts): string {
  if (value === null) return '';
  if (Array.isArray(value)) return few(value, (entry) => flat(entry, t), t);
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, entry]) => [key, flat(entry, t)])
    .filter(([, text]) => text !== '')
    .map(([key, text]) => `${key}=${text}`)
    .join('; ');
}

/** Rows of what is wrong with an encoding. */
export function problemRows(problems: readonly DerProblem[], t: InspectTexts): Row[] {
  return problems.map(
    ({ fault, offset, where = '' }): Row => [t('row.problem'), t('value.problem', { where, fault, offset })],
  );
}
