import { repeatedFlag, textFlag } from '../flags.ts';

type Key = 'flag.subject' | 'flag.host' | 'flag.profile' | 'flag.from';

/** The flags that name a certificate, described in the words of one command. */
export function nameFlags(t: (key: Key) => string) {
  return {
    subject: textFlag({ description: t('flag.subject'), char: 's', helpValue: 'NAME' }),
    host: repeatedFlag({ description: t('flag.host'), char: 'H', helpValue: 'NAME' }),
    profile: textFlag({ description: t('flag.profile'), helpValue: 'NAME|FILE', default: 'server' }),
    from: textFlag({ description: t('flag.from'), helpValue: 'CERT|CSR' }),
  };
}
