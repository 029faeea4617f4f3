import en from '../i18n/en/openssl.ts';
import es from '../i18n/es/openssl.ts';
import { texts } from '../i18n/index.ts';
import type { Equivalent, PassphraseFrom } from '../pki/openssl/equivalent.ts';
import type { Outcome } from './base-command.ts';
import { switchFlag } from './flags.ts';
import type { PassphraseFlags } from './passphrase.ts';

const t = texts(en, es);

/** `--show-openssl`, which several commands have. */
export const showOpensslFlag = { 'show-openssl': switchFlag({ description: t('flag') }) };

/** The value of `showOpensslFlag`. */
export interface ShowOpensslFlag {
  readonly 'show-openssl'?: boolean | undefined;
}

/** The openssl commands that come closest to what a command would have done, and what is lost with them, as its outcome. */
export function equivalentOutcome({ commands, loses }: Equivalent): Outcome {
  const losses = [...new Set(loses)].map((code) => ({ code, message: t(code) }));
  const list = losses.map(({ message }) => `  - ${message}`);
  const head = commands.length === 0 ? [t('impossible')] : [t('heading'), '', ...commands];
  return {
    result: { openssl: { commands, loses: losses } },
    text: [...head, '', t('loses'), ...list].join('\n'),
  };
}

/** Where flags say that a passphrase comes from. */
export function passphraseFrom(flags: PassphraseFlags): PassphraseFrom {
  return { file: flags['passphrase-file'], env: flags['passphrase-env'] };
}
