import type { NatsBackplane } from '../../chat/backplane/nats.ts';
import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import { repeatedFlag, textFlag } from '../flags.ts';
import { serveTexts as t } from './texts.ts';

/** The flags that join several servers. */
export const backplaneFlags = {
  backplane: repeatedFlag({ helpValue: 'URL', description: t('flag.backplane') }),
  'backplane-credentials': textFlag({ helpValue: 'FILE', description: t('flag.backplaneCredentials') }),
  'backplane-credentials-env': textFlag({ helpValue: 'NAME', description: t('flag.backplaneCredentialsEnv') }),
  'backplane-ca': textFlag({ helpValue: 'FILE', description: t('flag.backplaneCa') }),
  'backplane-cert': textFlag({ helpValue: 'FILE', description: t('flag.backplaneCert') }),
  'backplane-key': textFlag({ helpValue: 'FILE', description: t('flag.backplaneKey') }),
  'backplane-prefix': textFlag({ helpValue: 'SUBJECT', default: 'llave', description: t('flag.backplanePrefix') }),
};

/** What those flags say. */
export interface BackplaneFlags {
  readonly backplane?: string[] | undefined;
  readonly 'backplane-credentials'?: string | undefined;
  readonly 'backplane-credentials-env'?: string | undefined;
  readonly 'backplane-ca'?: string | undefined;
  readonly 'backplane-cert'?: string | undefined;
  readonly 'backplane-key'?: string | undefined;
  readonly 'backplane-prefix': string;
}

/**
 * The backplane that the flags ask for, not yet started; its client is loaded only here.
 * @throws AppError ERR_SERVE_BACKPLANE_URL, ERR_USAGE_MISSING_FLAG, ERR_USAGE_FLAG_CONFLICT, ERR_USAGE_INVALID_VALUE, and what `readInput` throws
 */
export async function backplaneOf(flags: BackplaneFlags): Promise<NatsBackplane | undefined> {
  const { backplane: urls, 'backplane-prefix': prefix } = flags;
  if (!urls) {
    const useless = Object.entries(flags).find(
      ([flag, value]) => flag.startsWith('backplane-') && flag !== 'backplane-prefix' && value !== undefined,
    );
    if (useless) throw new AppError('ERR_USAGE_MISSING_FLAG', { flag: '--backplane' });
    return undefined;
  }
  const servers = urls.map(serverUrl);
  if (!/^[\w-]+(?:\.[\w-]+)*$/.test(prefix) || prefix.length > 100) {
    throw new AppError('ERR_USAGE_INVALID_VALUE', {
      flag: '--backplane-prefix',
      value: prefix.slice(0, 100),
      expected: 'llave, chat.llave',
    });
  }
  const [credential, ca, cert, key] = await Promise.all([
    credentialOf(flags),
    textOf(flags['backplane-ca']),
    textOf(flags['backplane-cert']),
    textOf(flags['backplane-key']),
  ]);
  if ((cert === undefined) !== (key === undefined)) {
    throw new AppError('ERR_USAGE_MISSING_FLAG', { flag: cert === undefined ? '--backplane-cert' : '--backplane-key' });
  }
  const tls = ca === undefined && cert === undefined ? undefined : { ca, cert, key };
  const { natsBackplane } = await import('../../chat/backplane/nats.ts');
  return natsBackplane({ servers, prefix, credential, tls });
}

/** The value is not repeated in the error: it may hold the credentials that do not belong there. */
function serverUrl(value: string): string {
  const url = URL.parse(value);
  const known = url && (url.protocol === 'nats:' || url.protocol === 'tls:');
  if (
    !known ||
    url.hostname === '' ||
    url.username ||
    url.password ||
    !['', '/'].includes(url.pathname) ||
    url.search ||
    url.hash
  ) {
    throw new AppError('ERR_SERVE_BACKPLANE_URL');
  }
  return `${url.protocol}//${url.host}`;
}

async function credentialOf(flags: BackplaneFlags): Promise<string | undefined> {
  const { 'backplane-credentials': file, 'backplane-credentials-env': name } = flags;
  if (file !== undefined && name !== undefined) {
    throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--backplane-credentials, --backplane-credentials-env' });
  }
  if (name === undefined) return textOf(file);
  const value = process.env[name];
  if (!value) throw new AppError('ERR_PASSPHRASE_UNAVAILABLE', { name });
  return value;
}

async function textOf(file: string | undefined): Promise<string | undefined> {
  return file === undefined ? undefined : (await readInput(file)).toString('utf8');
}
