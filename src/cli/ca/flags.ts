import { HASHES } from '../../pki/algorithms.ts';
import { choiceFlag, switchFlag, textFlag, timeFlag } from '../flags.ts';
import { nameFlags } from '../making/name-flags.ts';
import { caTexts as t } from './texts.ts';

/** The directory of a CA. */
export const dirFlag = { dir: textFlag({ description: t('flag.dir'), helpValue: 'DIRECTORY', default: 'ca' }) };

/** The flags that say what to issue. */
export const leafFlags = {
  ...nameFlags(t),
  csr: textFlag({ description: t('flag.csr'), helpValue: 'FILE' }),
  key: textFlag({ description: t('flag.key'), helpValue: 'FILE', default: 'server.key' }),
  out: textFlag({ description: t('flag.out'), char: 'o', helpValue: 'FILE', default: 'server.crt' }),
  fullchain: textFlag({ description: t('flag.fullchain'), helpValue: 'FILE' }),
  days: textFlag({ description: t('flag.days'), helpValue: 'N' }),
  'not-before': timeFlag({ description: t('flag.notBefore') }),
  'not-after': timeFlag({ description: t('flag.notAfter') }),
  at: timeFlag({ description: t('flag.at') }),
  hash: choiceFlag(HASHES, { description: t('flag.hash') }),
  force: switchFlag({ description: t('flag.force') }),
};
