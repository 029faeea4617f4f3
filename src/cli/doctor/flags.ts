import { choiceFlag, integerFlag, repeatedFlag, switchFlag, textFlag, timeFlag } from '../flags.ts';
import { passphraseFlags } from '../passphrase.ts';
import { doctorTexts as t } from './texts.ts';

/** The flags of `llave doctor`. */
export const doctorFlags = {
  ca: repeatedFlag({ description: t('flag.ca'), helpValue: 'FILE' }),
  crl: repeatedFlag({ description: t('flag.crl'), helpValue: 'FILE' }),
  cert: textFlag({ description: t('flag.cert'), helpValue: 'FILE' }),
  key: textFlag({ description: t('flag.key'), helpValue: 'FILE' }),
  server: switchFlag({ description: t('flag.server') }),
  host: textFlag({ description: t('flag.host'), helpValue: 'HOST' }),
  port: integerFlag({ description: t('flag.port'), helpValue: 'PORT', min: 1, max: 65535 }),
  servername: textFlag({ description: t('flag.servername'), helpValue: 'NAME' }),
  address: repeatedFlag({ description: t('flag.address'), helpValue: 'IP' }),
  alpn: repeatedFlag({ description: t('flag.alpn'), helpValue: 'PROTOCOL' }),
  starttls: choiceFlag(['auto', 'none', 'smtp', 'imap', 'pop3', 'ftp', 'ldap', 'xmpp', 'postgres', 'mysql'], {
    description: t('flag.starttls'),
    default: 'none',
  }),
  control: textFlag({ description: t('flag.control'), helpValue: 'HOST:PORT' }),
  idle: integerFlag({ description: t('flag.idle'), helpValue: 'SECONDS', min: 1, max: 86_400 }),
  'min-version': choiceFlag(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'], { description: t('flag.minVersion') }),
  'max-version': choiceFlag(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'], { description: t('flag.maxVersion') }),
  ciphers: textFlag({ description: t('flag.ciphers'), helpValue: 'LIST' }),
  ...passphraseFlags,
  timeout: integerFlag({
    description: t('flag.timeout'),
    helpValue: 'MS',
    min: 100,
    max: 600_000,
    default: 3000,
  }),
  fetch: switchFlag({ description: t('flag.fetch') }),
  deep: switchFlag({ description: t('flag.deep') }),
  only: repeatedFlag({ description: t('flag.only'), helpValue: 'CODE|LAYER' }),
  skip: repeatedFlag({ description: t('flag.skip'), helpValue: 'CODE|LAYER' }),
  'fail-on': choiceFlag(['error', 'warning'], { description: t('flag.failOn'), default: 'error' }),
  at: timeFlag({ description: t('flag.at') }),
  record: textFlag({ description: t('flag.record'), helpValue: 'FILE' }),
  report: repeatedFlag({ description: t('flag.report'), helpValue: 'FILE' }),
  replay: textFlag({ description: t('flag.replay'), helpValue: 'FILE' }),
  force: switchFlag({ description: t('flag.force') }),
  fix: switchFlag({ description: t('flag.fix') }),
  yes: switchFlag({ description: t('flag.yes') }),
  'list-checks': switchFlag({ description: t('flag.listChecks') }),
};
