import * as Args from '@oclif/core/args';
import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { renewFlags } from '../src/cli/renew/flags.ts';
import { renewTexts as t } from '../src/cli/renew/texts.ts';

export default class Renew extends BaseCommand<typeof Renew> {
  static override description = t('description');
  static override strict = false;
  static override args = { certificate: Args.string({ description: t('arg.certificate') }) };
  static override flags = renewFlags;
  static override examples = [
    { command: 'llave renew', description: t('example.plain') },
    {
      command: 'llave renew server.crt --deploy-hook @nginx --prove example.org:443',
      description: t('example.prove'),
    },
    { command: 'llave renew --check', description: t('example.check') },
    { command: 'llave renew --install-timer systemd --dry-run', description: t('example.timer') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runRenew } = await import('../src/cli/renew/run.ts');
    const { flags, positionals, argv, interactive } = this;
    return runRenew({ certificates: positionals, flags, root: this.config.root, interactive, argv });
  }
}
