import type { TlsSettings } from '../../chat/server/tls-settings.ts';
import { choiceFlag, textFlag } from '../flags.ts';
import { serveTexts as t } from './texts.ts';

const VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

/** The flags that say how TLS is spoken. */
export const tlsFlags = {
  'min-version': choiceFlag(VERSIONS, { description: t('flag.minVersion'), default: 'TLSv1.2' }),
  'max-version': choiceFlag(VERSIONS, { description: t('flag.maxVersion'), default: 'TLSv1.3' }),
  ciphers: textFlag({ helpValue: 'LIST', description: t('flag.ciphers') }),
};

interface TlsFlags {
  readonly 'min-version': (typeof VERSIONS)[number];
  readonly 'max-version': (typeof VERSIONS)[number];
  readonly ciphers?: string | undefined;
}

/** What the flags say about TLS. */
export function tlsSettings(flags: TlsFlags): TlsSettings {
  const { 'min-version': minVersion, 'max-version': maxVersion, ciphers } = flags;
  return { minVersion, maxVersion, ...(ciphers === undefined ? {} : { ciphers }) };
}
