import * as Args from '@oclif/core/args';
import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { switchFlag, timeFlag } from '../src/cli/flags.ts';
import { flaggedPassphrase, passphraseFlags } from '../src/cli/passphrase.ts';
import en from '../src/i18n/en/commands/inspect.ts';
import es from '../src/i18n/es/commands/inspect.ts';
import { texts } from '../src/i18n/index.ts';
import { systemClock } from '../src/runtime/clock.ts';

const t = texts(en, es);

export default class Inspect extends BaseCommand<typeof Inspect> {
  static override description = t('description');
  static override strict = false;
  static override args = { what: Args.string({ description: t('arg.what'), required: true }) };
  static override flags = {
    short: switchFlag({ description: t('flag.short') }),
    pem: switchFlag({ description: t('flag.pem') }),
    at: timeFlag({ description: t('flag.at') }),
    ...passphraseFlags,
  };
  static override examples = [
    { command: 'llave inspect server.crt', description: t('example.file') },
    { command: 'llave inspect example.org:443', description: t('example.live') },
  ];

  protected async execute(): Promise<Outcome> {
    const { inspect } = await import('../src/cli/inspect/inspect.ts');
    const { short, pem, at } = this.flags;
    const form = pem ? 'pem' : short ? 'short' : 'full';
    return inspect(
      this.positionals,
      { form, now: at ?? systemClock.now(), passphrase: () => flaggedPassphrase(this.flags) },
      t,
    );
  }
}
