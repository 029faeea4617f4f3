import { duplexPair } from 'node:stream';
import { connect, createSecureContext, createServer, type SecureVersion, type TlsOptions } from 'node:tls';
import { AppError } from '../../errors/app-error.ts';

/** What a server is told about TLS besides its pair. */
export interface TlsSettings {
  /** Default TLSv1.2. */
  readonly minVersion?: SecureVersion;
  /** Default TLSv1.3. */
  readonly maxVersion?: SecureVersion;
  /** An OpenSSL cipher list; without it, Node's own. */
  readonly ciphers?: string;
}

/** Settings with which a server starts and then refuses every client: codes of doctor's findings. */
export type SettingsProblem = 'server-version-range' | 'server-cipher-config';

/** The versions between which a server is asked to choose, with the defaults filled in. */
export function versionRange({ minVersion = 'TLSv1.2', maxVersion = 'TLSv1.3' }: TlsSettings): {
  readonly minVersion: SecureVersion;
  readonly maxVersion: SecureVersion;
} {
  return { minVersion, maxVersion };
}

/**
 * Sees whether anybody could connect to a server with these settings and this pair: a client that takes everything tries,
 * inside this process.
 * @throws AppError ERR_SERVE_SETTINGS with the finding code in `problem`, and what is wrong in `detail`
 */
export async function checkTlsSettings(settings: TlsSettings, pem: { key: string; cert: string }): Promise<void> {
  const { minVersion, maxVersion } = versionRange(settings);
  // OpenSSL takes such a range without a word. The names sort like the versions.
  if (minVersion > maxVersion) throw unusable('server-version-range', 'empty');
  const { ciphers } = settings;
  if (ciphers === undefined) return;
  const context = { minVersion, maxVersion, ciphers };
  try {
    createSecureContext(context);
  } catch (cause) {
    throw unusable('server-cipher-config', 'no-match', cause);
  }
  if (!(await shakesHands({ ...context, ...pem }))) throw unusable('server-cipher-config', 'not-for-key');
}

function unusable(problem: SettingsProblem, detail: string, cause?: unknown): AppError {
  return new AppError('ERR_SERVE_SETTINGS', { problem, detail }, { cause });
}

async function shakesHands(options: TlsOptions): Promise<boolean> {
  const [near, far] = duplexPair();
  const server = createServer(options);
  const everything = { ciphers: 'ALL:@SECLEVEL=0', minVersion: 'TLSv1', maxVersion: 'TLSv1.3' } as const;
  const client = connect({ socket: far, rejectUnauthorized: false, ...everything });
  try {
    return await new Promise<boolean>((resolve) => {
      server.once('secureConnection', () => resolve(true));
      server.once('tlsClientError', () => resolve(false));
      client.on('error', () => resolve(false));
      client.once('close', () => resolve(false));
      server.emit('connection', near);
    });
  } finally {
    client.destroy();
    near.destroy();
  }
}
