import * as Args from '@oclif/core/args';
import { acceptsTexts as t } from '../src/cli/accepts/texts.ts';
import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { repeatedFlag, textFlag, timeFlag } from '../src/cli/flags.ts';

export default class Accepts extends BaseCommand<typeof Accepts> {
  static override description = t('description');
  static override args = { cert: Args.string({ description: t('arg.cert'), required: true }) };
  static override flags = {
    host: textFlag({ description: t('flag.host'), helpValue: 'NAME' }),
    at: timeFlag({ description: t('flag.at') }),
    intermediate: repeatedFlag({ description: t('flag.intermediate'), helpValue: 'FILE' }),
    ca: repeatedFlag({ description: t('flag.ca'), helpValue: 'FILE' }),
  };
  static override examples = [
    { command: 'llave accepts server.crt --host chat.example.org', description: t('example.host') },
    { command: 'llave accepts fullchain.pem --at 2029-04-01', description: t('example.later') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runAccepts } = await import('../src/cli/accepts/run.ts');
    return runAccepts(this.args.cert, this.flags);
  }
}
