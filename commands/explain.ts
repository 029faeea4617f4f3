import * as Args from '@oclif/core/args';
import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { explainCode, listCodes } from '../src/cli/explain.ts';
import en from '../src/i18n/en/commands/explain.ts';
import es from '../src/i18n/es/commands/explain.ts';
import { texts } from '../src/i18n/index.ts';

const t = texts(en, es);

export default class Explain extends BaseCommand<typeof Explain> {
  static override description = t('description');
  static override args = { code: Args.string({ description: t('arg.code') }) };
  static override examples = [
    { command: 'llave explain tcp-refused', description: t('example.finding') },
    { command: 'llave explain', description: t('example.list') },
  ];

  protected async execute(): Promise<Outcome> {
    return this.args.code === undefined ? listCodes(t) : explainCode(this.args.code, t);
  }
}
