import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { choiceFlag, integerFlag, repeatedFlag, switchFlag, textFlag } from '../src/cli/flags.ts';
import { passphraseFlags } from '../src/cli/passphrase.ts';
import { backplaneFlags } from '../src/cli/serve/backplane.ts';
import { limitFlags, limitsOf } from '../src/cli/serve/limit-flags.ts';
import { serveTexts as t } from '../src/cli/serve/texts.ts';
import { tlsFlags, tlsSettings } from '../src/cli/serve/tls-flags.ts';

export default class Serve extends BaseCommand<typeof Serve> {
  static override description = t('description');
  static override flags = {
    host: textFlag({ helpValue: 'ADDRESS', default: '::', description: t('flag.host') }),
    port: integerFlag({ helpValue: 'PORT', min: 0, max: 65_535, default: 12_345, description: t('flag.port') }),
    dialect: textFlag({ helpValue: 'DIALECT[:PORT],...', default: 'line', description: t('flag.dialect') }),
    key: repeatedFlag({ helpValue: 'FILE', description: t('flag.key') }),
    cert: repeatedFlag({ helpValue: 'FILE', description: t('flag.cert') }),
    ...passphraseFlags,
    ...tlsFlags,
    'client-cert': choiceFlag(['none', 'request', 'require'], { default: 'none', description: t('flag.clientCert') }),
    ca: repeatedFlag({ helpValue: 'FILE', description: t('flag.ca') }),
    'name-from-cert': switchFlag({ description: t('flag.nameFromCert') }),
    'log-format': choiceFlag(['text', 'json'], { default: 'text', description: t('flag.logFormat') }),
    'log-messages': switchFlag({ description: t('flag.logMessages') }),
    'status-address': textFlag({ helpValue: 'HOST:PORT', description: t('flag.statusAddress') }),
    ...backplaneFlags,
    fault: repeatedFlag({ helpValue: 'ID', description: t('flag.fault') }),
    'fault-ca': textFlag({ helpValue: 'FILE', description: t('flag.faultCa') }),
    'list-faults': switchFlag({ description: t('flag.listFaults') }),
    ...limitFlags,
  };
  static override examples = [
    { command: 'llave serve', description: t('example.plain') },
    { command: 'llave serve --port 0 --log-format json', description: t('example.json') },
    { command: 'llave serve --backplane nats://localhost:4222', description: t('example.backplane') },
  ];

  protected async execute(): Promise<Outcome> {
    if (this.flags['list-faults']) return (await import('../src/cli/serve/faults.ts')).listFaults();
    const [{ runServe }, { clientCertificates }, { webAssets }] = await Promise.all([
      import('../src/cli/serve/run.ts'),
      import('../src/cli/serve/client-certificates.ts'),
      import('../src/cli/serve/web-assets.ts'),
    ]);
    const clients = await clientCertificates(this.flags);
    const web = await webAssets(this.config.root);
    const options = {
      version: this.config.version,
      limits: limitsOf(this.flags),
      tls: tlsSettings(this.flags),
      web,
      ...clients,
    };
    return runServe(this.flags, options, this.interactive);
  }
}
