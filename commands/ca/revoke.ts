import * as Args from '@oclif/core/args';
import { BaseCommand, type Outcome } from '../../src/cli/base-command.ts';
import { dirFlag } from '../../src/cli/ca/flags.ts';
import { caTexts as t } from '../../src/cli/ca/texts.ts';
import { choiceFlag, timeFlag } from '../../src/cli/flags.ts';
import { REVOCATION_REASONS } from '../../src/pki/ca/reasons.ts';

export default class CaRevoke extends BaseCommand<typeof CaRevoke> {
  static override description = t('revoke.description');
  static override args = { what: Args.string({ description: t('arg.what'), required: true }) };
  static override flags = {
    ...dirFlag,
    reason: choiceFlag(REVOCATION_REASONS, { description: t('flag.reason'), default: 'unspecified' }),
    at: timeFlag({ description: t('flag.revokedAt') }),
  };
  static override examples = [
    { command: 'llave ca revoke server.crt --reason keyCompromise', description: t('example.revoke') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runRevoke } = await import('../../src/cli/ca/revoke.ts');
    return runRevoke(this.args.what, this.flags);
  }
}
