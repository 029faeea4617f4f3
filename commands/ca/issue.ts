import { BaseCommand, type Outcome } from '../../src/cli/base-command.ts';
import { dirFlag, leafFlags } from '../../src/cli/ca/flags.ts';
import { caTexts as t } from '../../src/cli/ca/texts.ts';
import { switchFlag } from '../../src/cli/flags.ts';
import { passphraseFlags } from '../../src/cli/passphrase.ts';
import { showOpensslFlag } from '../../src/cli/show-openssl.ts';

export default class CaIssue extends BaseCommand<typeof CaIssue> {
  static override description = t('issue.description');
  static override flags = {
    ...dirFlag,
    ...leafFlags,
    ...passphraseFlags,
    ...showOpensslFlag,
    throwaway: switchFlag({ description: t('flag.throwaway.issue') }),
  };
  static override examples = [
    { command: 'llave ca issue -H chat.example.org', description: t('example.issue') },
    { command: 'llave ca issue --csr server.csr -o server.crt', description: t('example.csr') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runIssue } = await import('../../src/cli/ca/issue.ts');
    return runIssue(this.flags, { root: this.config.root, interactive: this.interactive });
  }
}
