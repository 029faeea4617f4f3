import { BaseCommand, type Outcome } from '../../src/cli/base-command.ts';
import { dirFlag } from '../../src/cli/ca/flags.ts';
import { caTexts as t } from '../../src/cli/ca/texts.ts';
import { choiceFlag, switchFlag, textFlag, timeFlag } from '../../src/cli/flags.ts';
import { passphraseFlags } from '../../src/cli/passphrase.ts';
import { ENCODINGS } from '../../src/pki/keys/forms.ts';

export default class CaCrl extends BaseCommand<typeof CaCrl> {
  static override description = t('crl.description');
  static override flags = {
    ...dirFlag,
    out: textFlag({ description: t('flag.crlOut'), char: 'o', helpValue: 'FILE' }),
    days: textFlag({ description: t('flag.crlDays'), helpValue: 'N', default: '30' }),
    encoding: choiceFlag(ENCODINGS, { description: t('flag.encoding'), default: 'pem' }),
    at: timeFlag({ description: t('flag.at') }),
    force: switchFlag({ description: t('flag.force') }),
    ...passphraseFlags,
  };
  static override examples = [{ command: 'llave ca crl --days 7', description: t('example.crl') }];

  protected async execute(): Promise<Outcome> {
    const { runCrl } = await import('../../src/cli/ca/crl.ts');
    return runCrl(this.flags, this.interactive);
  }
}
