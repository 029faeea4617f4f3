import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { switchFlag, textFlag } from '../src/cli/flags.ts';
import { nameFlags } from '../src/cli/making/name-flags.ts';
import { csrTexts as t } from '../src/cli/making/texts.ts';
import { passphraseFlags } from '../src/cli/passphrase.ts';
import { showOpensslFlag } from '../src/cli/show-openssl.ts';

export default class Csr extends BaseCommand<typeof Csr> {
  static override description = t('description');
  static override flags = {
    ...nameFlags(t),
    key: textFlag({ description: t('flag.key'), helpValue: 'FILE', default: 'server.key' }),
    ...passphraseFlags,
    out: textFlag({ description: t('flag.out'), char: 'o', helpValue: 'FILE', default: 'server.csr' }),
    ...showOpensslFlag,
    force: switchFlag({ description: t('flag.force') }),
  };
  static override examples = [
    { command: 'llave csr -H chat.example.org -H 192.0.2.7', description: t('example.hosts') },
    {
      command: 'llave csr -s "/C=CO/O=UTP/CN=chat.example.org" -H chat.example.org',
      description: t('example.subject'),
    },
    { command: 'llave csr', description: t('example.ask') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runCsr } = await import('../src/cli/making/csr.ts');
    return runCsr(this.flags, { root: this.config.root, interactive: this.interactive });
  }
}
