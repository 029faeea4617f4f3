import { existsSync } from 'node:fs';
import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import { describeFound } from '../../pki/describe/found.ts';
import { type Found, identify } from '../../pki/identify/index.ts';
import { openKeys } from '../../pki/identify/key.ts';
import type { PassphraseSource } from '../../pki/keys/load.ts';
import type { Outcome } from '../base-command.ts';
import { printNote, style } from '../output.ts';
import { itemLine, itemText } from './item.ts';
import { cleanPem } from './pem.ts';
import type { InspectTexts } from './texts.ts';

interface Inspected {
  readonly file: string;
  readonly found: readonly Found[];
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
  for (const file of inputs) inspected.push({ file, found: await look(file, options) });
  return {
    result: { files: inspected.map(({ file, found }) => ({ file, items: found.map(describeFound) })) },
    text: inspected.map((entry) => text(entry, inspected.length > 1, options, t)).join('\n'),
  };
}

async function look(input: string, { passphrase }: InspectOptions): Promise<Found[]> {
  const live = /^(?:\[([^\]]+)\]|([^:/]+)):(\d{1,5})$/.exec(input);
  if (live === null || existsSync(input)) {
    const found = await opened(input, readable(input, identify(await readInput(input))), passphrase);
    return openKeys(found, input, { passphrase });
  }
  const { identifyLive } = await import('../../pki/identify/live.ts');
  return identifyLive((live[1] ?? live[2]) as string, Number(live[3]));
}

/** PKCS#12 is shown opened where there is a passphrase. */
async function opened(file: string, found: Found[], passphrase: PassphraseSource): Promise<Found[]> {
  if (found.every(({ kind }) => kind !== 'pkcs12')) return found;
  const secret = await passphrase(file);
  if (secret === undefined) return found;
  const { openPkcs12 } = await import('../../pki/identify/pkcs12.ts');
  return found.flatMap((item) => (item.kind === 'pkcs12' ? openPkcs12(item, secret, file) : [item]));
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
