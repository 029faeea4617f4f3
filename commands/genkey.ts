import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { choiceFlag, integerFlag, switchFlag, textFlag } from '../src/cli/flags.ts';

import { genkeyTexts as t } from '../src/cli/making/texts.ts';
import { passphraseFlags } from '../src/cli/passphrase.ts';
import { showOpensslFlag } from '../src/cli/show-openssl.ts';
import { EC_CURVES, KEY_TYPES, RSA_BITS } from '../src/pki/algorithms.ts';
import { ENCODINGS, KEY_FORMS } from '../src/pki/keys/forms.ts';

export default class Genkey extends BaseCommand<typeof Genkey> {
  static override description = t('description');
  static override flags = {
    type: choiceFlag(KEY_TYPES, { description: t('flag.type') }),
    bits: integerFlag({ description: t('flag.bits'), min: RSA_BITS.min, max: RSA_BITS.max }),
    curve: choiceFlag(
      EC_CURVES.flatMap(({ name, openssl, aliases }) => [name, openssl, ...aliases]),
      { description: t('flag.curve'), shown: 'P-256|P-384|P-521|secp256k1|brainpoolP256r1...' },
    ),
    level: choiceFlag(['44', '65', '87'], { description: t('flag.level') }),
    form: choiceFlag(KEY_FORMS, { description: t('flag.form'), default: 'pkcs8' }),
    encoding: choiceFlag(ENCODINGS, { description: t('flag.encoding'), default: 'pem' }),
    encrypt: switchFlag({ description: t('flag.encrypt') }),
    ...passphraseFlags,
    public: textFlag({ description: t('flag.public'), helpValue: 'FILE' }),
    out: textFlag({ description: t('flag.out'), char: 'o', helpValue: 'FILE', default: 'server.key' }),
    ...showOpensslFlag,
    force: switchFlag({ description: t('flag.force') }),
  };
  static override examples = [
    { command: 'llave genkey', description: t('example.plain') },
    { command: 'llave genkey --type ec --curve P-256', description: t('example.ec') },
    { command: 'llave genkey --encrypt', description: t('example.encrypt') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runGenkey } = await import('../src/cli/making/genkey.ts');
    return runGenkey(this.flags, this.interactive);
  }
}
