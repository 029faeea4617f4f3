import * as Args from '@oclif/core/args';
import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { convertTexts as t } from '../src/cli/convert/texts.ts';
import { choiceFlag, switchFlag, textFlag } from '../src/cli/flags.ts';
import { passphraseFlags } from '../src/cli/passphrase.ts';
import { showOpensslFlag } from '../src/cli/show-openssl.ts';
import { CONVERT_FORMATS } from '../src/pki/convert/formats.ts';

export default class Convert extends BaseCommand<typeof Convert> {
  static override description = t('description');
  static override strict = false;
  static override args = { in: Args.string({ description: t('arg.in'), required: true }) };
  static override flags = {
    out: textFlag({ description: t('flag.out'), char: 'o', helpValue: 'FILE', default: '-' }),
    to: choiceFlag(CONVERT_FORMATS, { description: t('flag.to') }),
    ...passphraseFlags,
    encrypt: switchFlag({ description: t('flag.encrypt') }),
    'out-passphrase-file': textFlag({ description: t('flag.outPassphraseFile'), helpValue: 'FILE' }),
    'out-passphrase-env': textFlag({ description: t('flag.outPassphraseEnv'), helpValue: 'NAME' }),
    name: textFlag({ description: t('flag.name'), helpValue: 'NAME' }),
    ...showOpensslFlag,
    force: switchFlag({ description: t('flag.force') }),
  };
  static override examples = [
    { command: 'llave convert server.crt server.key -o server.p12', description: t('example.pkcs12') },
    { command: 'llave convert all.pem -o fullchain.pem', description: t('example.fullchain') },
    { command: 'llave convert server.key --to traditional -o rsa.pem', description: t('example.traditional') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runConvert } = await import('../src/cli/convert/run.ts');
    return runConvert(this.positionals, this.flags, this.interactive);
  }
}
