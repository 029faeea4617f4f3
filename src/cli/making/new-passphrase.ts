import { AppError } from '../../errors/app-error.ts';
import { askPassphrase, flaggedPassphrase, type PassphraseFlags } from '../passphrase.ts';
import { genkeyTexts as t } from './texts.ts';

/**
 * A passphrase for a key that is made now: from the flags, else asked for twice at a terminal.
 * @throws AppError ERR_KEY_PASSPHRASE_MISSING, ERR_PASSPHRASE_EMPTY, ERR_PASSPHRASE_MISMATCH, and those of `flaggedPassphrase`
 */
export async function newPassphrase(flags: PassphraseFlags, file: string, interactive: boolean): Promise<string> {
  const given = await flaggedPassphrase(flags);
  const passphrase = given ?? (interactive ? await askTwice(file) : undefined);
  if (passphrase === undefined) throw new AppError('ERR_KEY_PASSPHRASE_MISSING', { file });
  if (passphrase === '') throw new AppError('ERR_PASSPHRASE_EMPTY');
  return passphrase;
}

async function askTwice(file: string): Promise<string | undefined> {
  const first = await askPassphrase(t('prompt.new', { file }));
  if (first === undefined || first === '') return first;
  const second = await askPassphrase(t('prompt.again'));
  if (second !== first) throw new AppError('ERR_PASSPHRASE_MISMATCH');
  return first;
}
