import * as Args from '@oclif/core/args';
import { BaseCommand, type Outcome } from '../src/cli/base-command.ts';
import { chatTexts as t } from '../src/cli/chat/texts.ts';
import { integerFlag, repeatedFlag, switchFlag, textFlag } from '../src/cli/flags.ts';
import { passphraseFlags } from '../src/cli/passphrase.ts';

export default class Chat extends BaseCommand<typeof Chat> {
  static override description = t('description');
  static override args = { target: Args.string({ required: true, description: t('arg.target') }) };
  static override flags = {
    name: textFlag({ helpValue: 'NAME', description: t('flag.name') }),
    room: textFlag({ helpValue: 'ROOM', description: t('flag.room') }),
    ca: repeatedFlag({ helpValue: 'FILE', description: t('flag.ca') }),
    pin: textFlag({ helpValue: 'SHA256', description: t('flag.pin') }),
    insecure: switchFlag({ description: t('flag.insecure') }),
    servername: textFlag({ helpValue: 'NAME', description: t('flag.servername') }),
    cert: textFlag({ helpValue: 'FILE', description: t('flag.cert') }),
    key: textFlag({ helpValue: 'FILE', description: t('flag.key') }),
    ...passphraseFlags,
    timeout: integerFlag({ helpValue: 'MS', min: 100, max: 600_000, default: 10_000, description: t('flag.timeout') }),
    reconnect: integerFlag({
      helpValue: 'SECONDS',
      min: 0,
      max: 86_400,
      default: 300,
      description: t('flag.reconnect'),
    }),
    stay: switchFlag({ description: t('flag.stay') }),
  };
  static override examples = [
    { command: 'llave chat localhost --ca server.crt', description: t('example.plain') },
    { command: 'echo hello | llave chat localhost --ca server.crt --name bot', description: t('example.script') },
  ];

  protected async execute(): Promise<Outcome> {
    const { runChat } = await import('../src/cli/chat/run.ts');
    return runChat(this.args.target, this.flags, this.interactive);
  }
}
