import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { choiceFlag, switchFlag, textFlag, timeFlag } from '../src/cli/flags.ts';
import { nameFlags } from '../src/cli/making/name-flags.ts';
import { selfsignTexts as t } from '../src/cli/making/texts.ts';
import { passphraseFlags } from '../src/cli/passphrase.ts';
import { showOpensslFlag } from '../src/cli/show-openssl.ts';
import { HASHES } from '../src/pki/algorithms.ts';

export default class Selfsign extends BaseCommand<typeof Selfsign> {
  static override description = t('description');
  static override flags = {
    ...nameFlags(t),
    key: textFlag({ description: t('flag.key'), helpValue: 'FILE', default: 'server.key' }),
    ...passphraseFlags,
    csr: textFlag({ description: t('flag.csr'), helpValue: 'FILE' }),
    out: textFlag({ description: t('flag.out'), char: 'o', helpValue: 'FILE', default: 'server.crt' }),
    days: textFlag({ description: t('flag.days'), helpValue: 'N' }),
    'not-before': timeFlag({ description: t('flag.notBefore') }),
    'not-after': timeFlag({ description: t('flag.notAfter') }),
    at: timeFlag({ description: t('flag.at') }),
    hash: choiceFlag(HASHES, { description: t('flag.hash') }),
    ...showOpensslFlag,
    force: switchFlag({ description: t('flag.force') }),
  };
  static override examples = [
    { command: 'llave selfsign -H localhost -H 127.0.0.1', description: t('example.nothing') },
    { command: 'llave selfsign', description: t('example.csr') },
    { command: 'llave selfsign --profile webtransport -H localhost', description: t('example.profile') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runSelfsign } = await import('../src/cli/making/selfsign.ts');
    return runSelfsign(this.flags, { root: this.config.root, interactive: this.interactive });
  }
}
