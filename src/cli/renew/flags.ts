import { choiceFlag, integerFlag, repeatedFlag, switchFlag, textFlag, timeFlag } from '../flags.ts';
import { passphraseFlags } from '../passphrase.ts';
import { renewTexts as t } from './texts.ts';

/** The flags that hold for each certificate; a configuration has the same settings by like names. */
const settingFlags = {
  key: textFlag({ helpValue: 'FILE', description: t('flag.key') }),
  chain: textFlag({ helpValue: 'FILE', description: t('flag.chain') }),
  before: textFlag({ helpValue: '30d|33%', description: t('flag.before') }),
  jitter: textFlag({ helpValue: '6h|5%', description: t('flag.jitter') }),
  window: repeatedFlag({ helpValue: '"Sat 02:00-05:00"', description: t('flag.window') }),
  'time-zone': textFlag({ helpValue: 'ZONE', description: t('flag.timeZone') }),
  source: choiceFlag(['self-signed', 'ca', 'command'], { description: t('flag.source') }),
  'ca-dir': textFlag({ helpValue: 'DIR', description: t('flag.caDir') }),
  'issue-command': textFlag({ helpValue: 'CMD', description: t('flag.issueCommand') }),
  'issue-timeout': textFlag({ helpValue: 'TIME', description: t('flag.issueTimeout') }),
  ...passphraseFlags,
  'pkcs12-passphrase-file': textFlag({ helpValue: 'FILE', description: t('flag.pkcs12PassphraseFile') }),
  'pkcs12-passphrase-env': textFlag({ helpValue: 'NAME', description: t('flag.pkcs12PassphraseEnv') }),
  'reuse-key': switchFlag({ description: t('flag.reuseKey') }),
  'rotate-key': switchFlag({ description: t('flag.rotateKey') }),
  days: integerFlag({ min: 1, max: 36_500, description: t('flag.days') }),
  keep: integerFlag({ min: 1, max: 100, description: t('flag.keep') }),
  'deploy-hook': repeatedFlag({ helpValue: 'CMD|@NAME', description: t('flag.deployHook') }),
  'hook-timeout': textFlag({ helpValue: 'TIME', description: t('flag.hookTimeout') }),
  prove: repeatedFlag({ helpValue: 'HOST:PORT', description: t('flag.prove') }),
  'prove-timeout': textFlag({ helpValue: 'TIME', description: t('flag.proveTimeout') }),
  servername: textFlag({ helpValue: 'NAME', description: t('flag.servername') }),
};

/** All flags of `llave renew`. */
export const renewFlags = {
  check: switchFlag({ description: t('flag.check') }),
  'dry-run': switchFlag({ description: t('flag.dryRun') }),
  force: switchFlag({ description: t('flag.force') }),
  rollback: switchFlag({ description: t('flag.rollback') }),
  watch: switchFlag({ description: t('flag.watch') }),
  config: textFlag({ helpValue: 'FILE', description: t('flag.config') }),
  ...settingFlags,
  'lock-wait': textFlag({ helpValue: 'TIME', default: '1m', description: t('flag.lockWait') }),
  metrics: textFlag({ helpValue: 'FILE', description: t('flag.metrics') }),
  alert: textFlag({ helpValue: 'CMD', description: t('flag.alert') }),
  'install-timer': choiceFlag(['systemd', 'cron', 'kubernetes'], { description: t('flag.installTimer') }),
  out: textFlag({ helpValue: 'DIR', description: t('flag.out') }),
  at: timeFlag({ description: t('flag.at') }),
};

/** Their values. */
export interface RenewFlags {
  readonly [name: string]: unknown;
  readonly check: boolean;
  readonly 'dry-run': boolean;
  readonly force: boolean;
  readonly rollback: boolean;
  readonly watch: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly 'reuse-key': boolean;
  readonly 'rotate-key': boolean;
  readonly 'lock-wait': string;
  readonly config?: string | undefined;
  readonly metrics?: string | undefined;
  readonly alert?: string | undefined;
  readonly 'install-timer'?: 'systemd' | 'cron' | 'kubernetes' | undefined;
  readonly out?: string | undefined;
  readonly at?: Date | undefined;
}

/** The flag of a setting: `timeZone` is `--time-zone`. */
export function flagOf(setting: string): string {
  return setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
