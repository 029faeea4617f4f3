import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../errors/app-error.ts';
import type { RenewConfig } from '../../renewal/config/read-config.ts';
import { type RawSettings, readSettings, SETTING_KINDS, type Settings } from '../../renewal/config/settings.ts';
import { parseDuration } from '../../renewal/policy/duration.ts';
import { invalidValue } from '../flags.ts';
import { flagOf, type RenewFlags } from './flags.ts';

/** One certificate with its settings. */
export interface Job {
  readonly certificate: string;
  readonly settings: Settings;
}

/** What the command line and the configuration ask for. */
export interface Jobs {
  readonly jobs: readonly Job[];
  readonly metrics?: string;
  readonly alert?: string;
  readonly lockWaitMs: number;
  /** The configuration that was read, if one was. */
  readonly config?: string;
}

const DEFAULT_CONFIG = 'llave.renew.json';
const DEFAULT_CERTIFICATE = 'server.crt';

/**
 * Joins command line and configuration. Certificates come from the arguments, or else from `--config`, or else from
 * `llave.renew.json` in this directory, or else it is `server.crt`. A flag counts before the configuration.
 *
 * @throws AppError ERR_USAGE_*, ERR_RENEW_CONFIG
 */
export async function readJobs(certificates: readonly string[], flags: RenewFlags): Promise<Jobs> {
  if (flags['reuse-key'] && flags['rotate-key']) {
    throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--reuse-key, --rotate-key' });
  }
  if (certificates.length > 0 && flags.config !== undefined) {
    throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--config, CERT' });
  }
  const lockWaitMs = flags['lock-wait'] === '0' ? 0 : parseDuration(flags['lock-wait']);
  if (lockWaitMs === undefined) throw invalidValue('lock-wait', flags['lock-wait'], '0, 30s, 5m');
  const config = certificates.length > 0 ? undefined : await findConfig(flags.config);
  const metrics = flags.metrics ?? config?.metrics;
  const alert = flags.alert ?? config?.alert;
  return {
    jobs: config === undefined ? flagJobs(certificates, flags) : await configJobs(config, flags),
    lockWaitMs,
    ...(metrics === undefined ? {} : { metrics }),
    ...(alert === undefined ? {} : { alert }),
    ...(config === undefined ? {} : { config: config.file }),
  };
}

async function findConfig(named: string | undefined): Promise<RenewConfig | undefined> {
  const file = named ?? (existsSync(DEFAULT_CONFIG) ? DEFAULT_CONFIG : undefined);
  if (file === undefined) return undefined;
  const { readConfig } = await import('../../renewal/config/read-config.ts');
  return readConfig(file);
}

function flagJobs(certificates: readonly string[], flags: RenewFlags): Job[] {
  const settings = readSettings(flagSettings(flags), (name, value, expected) =>
    invalidValue(flagOf(name), value, expected),
  );
  const named = certificates.length > 0 ? certificates : [DEFAULT_CERTIFICATE];
  return named.map((certificate) => ({ certificate, settings }));
}

async function configJobs(config: RenewConfig, flags: RenewFlags): Promise<Job[]> {
  const { configRefusal } = await import('../../renewal/config/read-config.ts');
  const given = flagSettings(flags);
  const refuse = configRefusal(config.file);
  return config.certificates.map(({ certificate, settings, at }) => ({
    certificate,
    settings: readSettings({ ...settings, ...given }, (name, value, expected) =>
      given[name] === undefined ? refuse(`${at}.${name}`, expected) : invalidValue(flagOf(name), value, expected),
    ),
  }));
}

/** The settings among the flags, by their names in a configuration. */
function flagSettings(flags: RenewFlags): RawSettings {
  const names = Object.keys(SETTING_KINDS).filter((name) => name !== 'rotateKey');
  const given = names.flatMap((name) => (flags[flagOf(name)] === undefined ? [] : [[name, flags[flagOf(name)]]]));
  // Said either way, it counts before the configuration; said not at all, that decides.
  const rotate = flags['rotate-key'] ? { rotateKey: true } : flags['reuse-key'] ? { rotateKey: false } : {};
  return { ...(Object.fromEntries(given) as RawSettings), ...rotate };
}

/** The folder of the built-in hooks. */
export function hooksFolder(root: string): string {
  return join(root, 'templates', 'deploy', 'hooks');
}
