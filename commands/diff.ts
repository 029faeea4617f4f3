import * as Args from '@oclif/core/args';
import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { diffTexts as t } from '../src/cli/diff/texts.ts';

export default class Diff extends BaseCommand<typeof Diff> {
  static override description = t('description');
  static override args = {
    a: Args.string({ description: t('arg.a'), required: true }),
    b: Args.string({ description: t('arg.b'), required: true }),
  };
  static override examples = [
    { command: 'llave diff server.crt renewed.crt', description: t('example.renewed') },
    { command: 'llave diff server.csr server.crt', description: t('example.granted') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runDiff } = await import('../src/cli/diff/run.ts');
    return runDiff(this.args.a, this.args.b);
  }
}
