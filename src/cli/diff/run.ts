import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import { escapeControls } from '../../i18n/escape.ts';
import type { Plain } from '../../pki/describe/plain.ts';
import { type Comparable, type Difference, semanticDifferences } from '../../pki/diff.ts';
import { identify } from '../../pki/identify/index.ts';
import type { Outcome } from '../base-command.ts';
import { style } from '../output.ts';
import { diffTexts as t } from './texts.ts';

/** Compares what two files hold. */
export async function runDiff(fileA: string, fileB: string): Promise<Outcome> {
  const [a, b] = [await readComparable(fileA), await readComparable(fileB)];
  const differences = semanticDifferences(a, b);
  const sameBytes = derOf(a).equals(derOf(b));
  return {
    result: {
      equal: differences.length === 0,
      sameBytes,
      a: { file: fileA, kind: a.kind },
      b: { file: fileB, kind: b.kind },
      differences,
    },
    text: text(differences, sameBytes),
    exitCode: differences.length === 0 ? 0 : 1,
  };
}

/** @throws AppError ERR_CERTIFICATE_MISSING where there is neither a certificate nor a request, and those of `readInput` */
async function readComparable(file: string): Promise<Comparable> {
  const found = identify(await readInput(file), file);
  const item = found.find(({ kind }) => kind === 'certificate' || kind === 'csr');
  if (item?.kind === 'certificate' || item?.kind === 'csr') return item;
  const kinds = [...new Set(found.map(({ kind }) => kind))].join(', ');
  throw new AppError('ERR_CERTIFICATE_MISSING', { file, found: kinds });
}

function derOf(item: Comparable): Buffer {
  return item.kind === 'certificate' ? item.certificate.der : item.request.der;
}

function text(differences: readonly Difference[], sameBytes: boolean): string {
  if (differences.length === 0) return style('green', t(sameBytes ? 'verdict.sameBytes' : 'verdict.same'));
  return [
    style('red', t('verdict.differ', { n: differences.length })),
    ...differences.flatMap(({ field, a, b, added, removed }) => [
      style('bold', field),
      ...(removed ?? [a]).map((value) => style('red', `  - ${shown(value)}`)),
      ...(added ?? [b]).map((value) => style('green', `  + ${shown(value)}`)),
    ]),
  ].join('\n');
}

function shown(value: Plain): string {
  if (value === null) return t('missing');
  return escapeControls(flat(value));
}

/** A value in one line: `a, b`, `key=value; key=value`. */
function flat(value: Plain): string {
  if (Array.isArray(value)) return value.map(flat).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .filter(([, entry]) => entry !== null)
    .map(([key, entry]) => `${key}=${flat(entry as Plain)}`)
    .join('; ');
}
