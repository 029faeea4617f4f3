import * as Args from '@oclif/core/args';
import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { matchTexts as t } from '../src/cli/match/texts.ts';
import { passphraseFlags, passphraseSource } from '../src/cli/passphrase.ts';

export default class Match extends BaseCommand<typeof Match> {
  static override description = t('description');
  static override strict = false;
  static override args = { file: Args.string({ description: t('arg.files'), required: true }) };
  static override flags = { ...passphraseFlags };
  static override examples = [
    { command: 'llave match server.key server.crt', description: t('example.pair') },
    { command: 'llave match server.key server.csr fullchain.pem', description: t('example.three') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runMatch } = await import('../src/cli/match/run.ts');
    const ask = passphraseSource(this.flags, this.interactive, (file) => t('ask.passphrase', { file }));
    return runMatch(this.positionals, ask);
  }
}
