import type { DerCursor } from '../der/cursor.ts';
import { DerError, type DerProblem } from '../der/error.ts';
import { Tag } from '../der/tags.ts';
import { booleanValue, oidValue } from '../der/values.ts';
import { type ExtensionKey, type ExtensionValues, knownExtension } from './extensions/registry.ts';
import { type Problems, problemOf } from './problems.ts';

/** Extension (RFC 5280 4.2): what it is, its raw value, and either the value read, or why it could not be. */
export interface Extension {
  readonly oid: string;
  /** RFC 5280's name of a known extension. */
  readonly key: ExtensionKey | undefined;
  readonly critical: boolean;
  /** Content of the extnValue OCTET STRING. */
  readonly value: Buffer;
  /** Where the extension starts in the input. */
  readonly offset: number;
  /** The value of a known extension that could be read. */
  readonly parsed: ExtensionValues[ExtensionKey] | undefined;
  /** Why a known extension could not be read; the others are not affected. */
  readonly broken: DerProblem | undefined;
}

/** Extensions read, with quick access to the values of the known ones. The first of a repeated extension counts. */
export class Extensions {
  readonly list: Extension[] = [];
  /** OIDs that appear more than once, which RFC 5280 4.2 forbids. */
  readonly repeated: string[] = [];
  readonly #byKey = new Map<ExtensionKey, Extension>();

  add(extension: Extension): void {
    if (this.list.some(({ oid }) => oid === extension.oid)) this.repeated.push(extension.oid);
    else if (extension.key) this.#byKey.set(extension.key, extension);
    this.list.push(extension);
  }

  /** The extension itself, broken or not. */
  find(key: ExtensionKey): Extension | undefined {
    return this.#byKey.get(key);
  }

  /** The value of a known extension; undefined when it is absent or broken. */
  value<K extends ExtensionKey>(key: K): ExtensionValues[K] | undefined {
    return this.#byKey.get(key)?.parsed as ExtensionValues[K] | undefined;
  }
}

const MAX_EXTENSIONS = 1024;

/** Reads a SEQUENCE OF Extension that the cursor has just read; a broken one is kept as broken, the others go on. */
export function readExtensions(c: DerCursor, problems: Problems): Extensions {
  const extensions = new Extensions();
  const list = c.enter();
  if (list.atEnd) problems.add('empty', c.start, 'extensions');
  try {
    while (!list.atEnd) {
      list.expect(Tag.sequence);
      if (extensions.list.length >= MAX_EXTENSIONS) throw new DerError('too-many-nodes', list.start);
      problems.attempt('extensions', () => extensions.add(readExtension(list, problems)), undefined);
    }
  } catch (error) {
    problems.list.push(problemOf(error, 'extensions'));
  }
  return extensions;
}

function readExtension(c: DerCursor, problems: Problems): Extension {
  const inner = c.enter();
  const oid = oidValue(inner.expect(Tag.oid));
  let critical = false;
  if (inner.optional(Tag.boolean)) {
    critical = problems.attempt(oid, () => booleanValue(inner), true);
    if (!critical) problems.add('default-encoded-not-der', inner.start, oid);
  }
  inner.expect(Tag.octetString);
  inner.finish();
  const known = knownExtension(oid);
  const base = { oid, key: known?.key, critical, value: inner.value(), offset: c.start };
  if (!known) return { ...base, parsed: undefined, broken: undefined };
  try {
    const content = inner.enter();
    const parsed = known.read(content);
    content.finish();
    return { ...base, parsed, broken: undefined };
  } catch (error) {
    const broken = problemOf(error, known.key);
    problems.list.push(broken);
    return { ...base, parsed: undefined, broken };
  }
}
