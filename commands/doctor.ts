import * as Args from '@oclif/core/args';
import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { doctorFlags } from '../src/cli/doctor/flags.ts';
import { doctorTexts as t } from '../src/cli/doctor/texts.ts';

export default class Doctor extends BaseCommand<typeof Doctor> {
  static override description = t('description');
  static override args = { target: Args.string({ description: t('arg.target'), ignoreStdin: true }) };
  static override flags = doctorFlags;
  static override examples = [
    { command: 'llave doctor chat.example.org:12345', description: t('example.target') },
    { command: 'llave doctor localhost:12345 --ca server.crt', description: t('example.ca') },
    { command: 'llave doctor', description: t('example.here') },
    { command: 'llave doctor --targets servers.txt --ndjson', description: t('example.targets') },
    { command: 'llave doctor --server --port 12345', description: t('example.server') },
  ];

  protected async execute(): Promise<Outcome> {
    if (this.flags['list-checks']) return (await import('../src/cli/doctor/list-checks.ts')).listChecks();
    const { runDoctor } = await import('../src/cli/doctor/run.ts');
    return runDoctor(this.args.target, this.flags, { root: this.config.root, interactive: this.interactive });
  }
}
