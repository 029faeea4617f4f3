import * as Args from '@oclif/core/args';
import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { choiceFlag, integerFlag, repeatedFlag, switchFlag, textFlag, timeFlag } from '../src/cli/flags.ts';
import { showOpensslFlag } from '../src/cli/show-openssl.ts';
import { verifyTexts as t } from '../src/cli/verify/texts.ts';

export default class Verify extends BaseCommand<typeof Verify> {
  static override description = t('description');
  static override args = { cert: Args.string({ description: t('arg.cert'), required: true }) };
  static override flags = {
    ca: repeatedFlag({ description: t('flag.ca'), helpValue: 'FILE' }),
    intermediate: repeatedFlag({ description: t('flag.intermediate'), helpValue: 'FILE' }),
    host: textFlag({ description: t('flag.host'), helpValue: 'NAME' }),
    purpose: choiceFlag(['server', 'client', 'any'], { description: t('flag.purpose'), default: 'server' }),
    at: timeFlag({ description: t('flag.at') }),
    crl: repeatedFlag({ description: t('flag.crl'), helpValue: 'FILE' }),
    'max-depth': integerFlag({ description: t('flag.maxDepth'), min: 0, max: 100 }),
    policy: choiceFlag(['rfc5280', 'webpki'], { description: t('flag.policy'), default: 'rfc5280' }),
    'initial-policy': repeatedFlag({ description: t('flag.initialPolicy'), helpValue: 'OID' }),
    'explicit-policy': switchFlag({ description: t('flag.explicitPolicy') }),
    'inhibit-policy-mapping': switchFlag({ description: t('flag.inhibitPolicyMapping') }),
    ...showOpensslFlag,
    'inhibit-any-policy': switchFlag({ description: t('flag.inhibitAnyPolicy') }),
  };
  static override examples = [
    { command: 'llave verify server.crt --ca ca.crt --host chat.example.org', description: t('example.host') },
    {
      command: 'llave verify leaf.pem --ca root.pem --intermediate ca2.pem --host example.org --policy webpki',
      description: t('example.chain'),
    },
  ];

  protected async execute(): Promise<Outcome> {
    const { runVerify } = await import('../src/cli/verify/run.ts');
    return runVerify(this.args.cert, this.flags);
  }
}
