import { BaseCommand, type Outcome } from '../../src/cli/base-command.ts';
import { dirFlag, leafFlags } from '../../src/cli/ca/flags.ts';
import { caTexts as t } from '../../src/cli/ca/texts.ts';
import { choiceFlag, integerFlag, repeatedFlag, switchFlag, textFlag } from '../../src/cli/flags.ts';
import { passphraseFlags } from '../../src/cli/passphrase.ts';
import { EC_CURVES, KEY_TYPES, RSA_BITS } from '../../src/pki/algorithms.ts';

export default class CaCreate extends BaseCommand<typeof CaCreate> {
  static override description = t('create.description');
  static override flags = {
    ...dirFlag,
    for: repeatedFlag({ description: t('flag.for'), helpValue: 'DOMAIN|NETWORK' }),
    unconstrained: switchFlag({ description: t('flag.unconstrained') }),
    intermediate: switchFlag({ description: t('flag.intermediate') }),
    type: choiceFlag(KEY_TYPES, { description: t('flag.type') }),
    bits: integerFlag({ description: t('flag.bits'), min: RSA_BITS.min, max: RSA_BITS.max }),
    curve: choiceFlag(
      EC_CURVES.flatMap(({ name, openssl, aliases }) => [name, openssl, ...aliases]),
      { description: t('flag.curve'), shown: 'P-256|P-384|P-521|secp256k1|brainpoolP256r1...' },
    ),
    level: choiceFlag(['44', '65', '87'], { description: t('flag.level') }),
    'ca-subject': textFlag({ description: t('flag.caSubject'), helpValue: 'NAME' }),
    'ca-days': textFlag({ description: t('flag.caDays'), helpValue: 'N' }),
    ...passphraseFlags,
    'no-passphrase': switchFlag({ description: t('flag.noPassphrase') }),
    throwaway: switchFlag({ description: t('flag.throwaway.create') }),
    ...leafFlags,
  };
  static override examples = [
    { command: 'llave ca create --for example.org --for 10.0.0.0/8', description: t('example.create') },
    { command: 'llave ca create --throwaway -H chat.example.org', description: t('example.throwaway') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runCreate } = await import('../../src/cli/ca/create.ts');
    return runCreate(this.flags, { root: this.config.root, interactive: this.interactive });
  }
}
