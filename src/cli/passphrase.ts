import { AppError } from '../errors/app-error.ts';
import { readInput } from '../files/read.ts';
import { textFlag } from './flags.ts';
import { cliText } from './texts.ts';

/** The flags with which every command takes a passphrase: never the value itself (it would be seen in the process list). */
export const passphraseFlags = {
  'passphrase-file': textFlag({ helpValue: 'FILE', description: cliText('flag.passphraseFile') }),
  'passphrase-env': textFlag({ helpValue: 'NAME', description: cliText('flag.passphraseEnv') }),
};

/** The values of `passphraseFlags`. */
export interface PassphraseFlags {
  readonly 'passphrase-file'?: string | undefined;
  readonly 'passphrase-env'?: string | undefined;
}

/**
 * The passphrase that the flags name: the first line of the file, or the variable's value. Undefined where there is no flag.
 * @throws AppError ERR_USAGE_FLAG_CONFLICT, ERR_PASSPHRASE_UNAVAILABLE, and what `readInput` throws
 */
export async function flaggedPassphrase(flags: PassphraseFlags): Promise<string | undefined> {
  const { 'passphrase-file': file, 'passphrase-env': name } = flags;
  if (file !== undefined && name !== undefined) {
    throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--passphrase-file, --passphrase-env' });
  }
  if (file !== undefined) return (await readInput(file)).toString('utf8').split(/\r?\n/, 1)[0] as string;
  if (name === undefined) return undefined;
  const value = process.env[name];
  if (value === undefined || value === '') throw new AppError('ERR_PASSPHRASE_UNAVAILABLE', { name });
  return value;
}

/**
 * How commands get the passphrase of an encrypted key, only when one turns out to be needed: from the flags, else asked for at
 * a terminal, once. Undefined where there is neither, or nothing was typed.
 */
export function passphraseSource(
  flags: PassphraseFlags,
  interactive: boolean,
  question: (file: string) => string,
): (file: string) => Promise<string | undefined> {
  let known: Promise<string | undefined> | undefined;
  return (file) => {
    known ??= flaggedPassphrase(flags).then((given) => {
      if (given !== undefined || !interactive) return given;
      return askPassphrase(question(file));
    });
    return known;
  };
}

/** Asks for a passphrase at the terminal, without showing it; undefined when the question was broken off. */
export async function askPassphrase(question: string): Promise<string | undefined> {
  const { createInterface } = await import('node:readline');
  const { Writable } = await import('node:stream');
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  // The terminal stops echoing here: what is typed at the first sight of the question must not be shown.
  const lines = createInterface({ input: process.stdin, output: mute, terminal: true });
  process.stderr.write(`${question} `);
  try {
    return await new Promise<string | undefined>((resolve) => {
      lines.question('', resolve);
      lines.on('SIGINT', () => resolve(undefined));
      lines.on('close', () => resolve(undefined));
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
