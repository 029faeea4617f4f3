import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { integerFlag, switchFlag } from '../src/cli/flags.ts';
import { passphraseFlags } from '../src/cli/passphrase.ts';
import { quickstartTexts as t } from '../src/cli/quickstart/texts.ts';

export default class Quickstart extends BaseCommand<typeof Quickstart> {
  static override description = t('description');
  static override flags = {
    port: integerFlag({ description: t('flag.port'), helpValue: 'PORT', min: 0, max: 65_535, default: 12_345 }),
    exit: switchFlag({ description: t('flag.exit') }),
    ...passphraseFlags,
  };
  static override examples = [
    { command: 'llave quickstart', description: t('example.plain') },
    { command: 'llave quickstart --exit', description: t('example.exit') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runQuickstart } = await import('../src/cli/quickstart/run.ts');
    const { root, version } = this.config;
    return runQuickstart(this.flags, { root, version, interactive: this.interactive });
  }
}
