import { existsSync } from 'node:fs';
import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import { describeFound } from '../../pki/describe/found.ts';
import { DerivationBudget } from '../../pki/encryption/budget.ts';
import { type Found, identify } from '../../pki/identify/index.ts';
import { openKeys } from '../../pki/identify/key.ts';
import type { PassphraseSource } from '../../pki/keys/load.ts';
import { command } from '../../runtime/shell.ts';
import { type Outcome, warning } from '../base-command.ts';
import { printNote, style, type Warning } from '../output.ts';
import { itemLine, itemText } from './item.ts';
import { cleanPem } from './pem.ts';
import type { InspectTexts } from './texts.ts';

interface Inspected {
  readonly file: string;
  readonly found: readonly Found[];
  /** Obsolete ciphers that keys and PKCS#12 are encrypted with, by name. */
  readonly obsolete: readonly string[];
}

/** How `llave inspect` shows what it finds. */
export interface InspectOptions {
  readonly form: 'full' | 'short' | 'pem';
  readonly now: Date;
  /** Asked for when a key, or PKCS#12, turns out to be encrypted. */
  readonly passphrase: PassphraseSource;
}

/**
 * Looks into files, standard input and live servers.
 * @throws AppError those of `readInput` and `identifyLive`
 */
export async function inspect(inputs: readonly string[], options: InspectOptions, t: InspectTexts): Promise<Outcome> {
  const inspected: Inspected[] = [];
  for (const file of inputs) inspected.push({ file, ...(await look(file, options)) });
  return {
    result: { files: inspected.map(({ file, found }) => ({ file, items: found.map(describeFound) })) },
    text: inspected.map((entry) => text(entry, inspected.length > 1, options, t)).join('\n'),
    warnings: inspected.flatMap(({ file, found, obsolete }) => obsoleteWarning(file, found, obsolete, t)),
  };
}

async function look(input: string, { passphrase }: InspectOptions): Promise<Omit<Inspected, 'file'>> {
  const live = /^(?:\[([^\]]+)\]|([^:/]+)):(\d{1,5})$/.exec(input);
  if (live === null || existsSync(input)) {
    const { found, obsolete } = await opened(
      input,
      readable(input, identify(await readInput(input), input)),
      passphrase,
    );
    const budget = new DerivationBudget(input, 'ERR_KEY_ENCRYPTION_COST');
    const keys = await openKeys(found, input, { passphrase, budget });
    return { found: keys, obsolete: [...new Set([...obsolete, ...budget.obsolete])] };
  }
  const { identifyLive } = await import('../../pki/identify/live.ts');
  return { found: await identifyLive((live[1] ?? live[2]) as string, Number(live[3])), obsolete: [] };
}

function obsoleteWarning(
  file: string,
  found: readonly Found[],
  obsolete: readonly string[],
  t: InspectTexts,
): Warning[] {
  if (obsolete.length === 0) return [];
  const anew = found.some(({ source }) => source.inside === 'pkcs12') ? ['new.p12'] : ['new.key', '--encrypt'];
  return [
    warning('WARN_OBSOLETE_ENCRYPTION', t, 'warning.obsolete', {
      ...{ file, schemes: obsolete.join(', ') },
      command: command('llave', 'convert', file, '-o', ...anew),
    }),
  ];
}

/** PKCS#12 is shown opened where there is a passphrase. */
async function opened(file: string, found: Found[], passphrase: PassphraseSource) {
  const closed = found.some(({ kind }) => kind === 'pkcs12');
  const secret = closed ? await passphrase(file) : undefined;
  if (secret === undefined) return { found, obsolete: [] };
  const { openPkcs12 } = await import('../../pki/identify/pkcs12.ts');
  const all = found.map((item) =>
    item.kind === 'pkcs12' ? openPkcs12(item, secret, file) : { found: [item], obsolete: [] },
  );
  return { found: all.flatMap((each) => each.found), obsolete: [...new Set(all.flatMap((each) => each.obsolete))] };
}

/** A file of which nothing at all could be read is no answer but an input that cannot be used. */
function readable(file: string, found: Found[]): Found[] {
  const [first] = found;
  if (first === undefined || found.some(({ kind }) => kind !== 'unreadable')) return found;
  const { reason } = first as Extract<Found, { kind: 'unreadable' }>;
  throw new AppError('ERR_INPUT_UNRECOGNISED', { file, reason });
}

function text({ file, found }: Inspected, several: boolean, { form, now }: InspectOptions, t: InspectTexts): string {
  if (form === 'pem') {
    for (const item of found.filter((item) => cleanPem(item) === undefined)) printNote(itemLine(item, now, t));
    return found.map((item) => cleanPem(item) ?? '').join('');
  }
  if (form === 'short') return found.map((item) => `${several ? `${file}: ` : ''}${itemLine(item, now, t)}`).join('\n');
  const items = found.map((item) => itemText(item, now, t)).join('\n\n');
  return several ? `${style('bold', file)}\n${items}\n` : items;
}
