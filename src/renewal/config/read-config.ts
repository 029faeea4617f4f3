import { dirname, resolve } from 'node:path';
import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import { type RawSettings, SETTING_KINDS, type SettingName } from './settings.ts';

/** One certificate of a configuration, with the defaults filled in. */
export interface ConfiguredCertificate {
  readonly certificate: string;
  readonly settings: RawSettings;
  /** Where in the file it stands, for errors. */
  readonly at: string;
}

/** A configuration file, read; paths in it count from its own folder. */
export interface RenewConfig {
  readonly file: string;
  readonly certificates: readonly ConfiguredCertificate[];
  readonly metrics?: string;
  readonly alert?: string;
}

type Json = Readonly<Record<string, unknown>>;

const MAX_BYTES = 1024 * 1024;

/**
 * Reads a configuration (schemas/renew-config.json). Unknown names are refused: a misspelt hook would never run.
 * @throws AppError ERR_INPUT_*, ERR_RENEW_CONFIG
 */
export async function readConfig(file: string): Promise<RenewConfig> {
  const text = (await readInput(file, { maxBytes: MAX_BYTES })).toString('utf8');
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    throw new AppError('ERR_RENEW_CONFIG', { file, at: '$', expected: 'JSON' }, { cause: error });
  }
  const fail = configRefusal(file);
  const top = object(root, '$', fail);
  const known = ['$schema', 'defaults', 'certificates', 'metrics', 'alert'];
  refuseUnknown(top, known, '$', fail);
  const folder = dirname(resolve(file));
  const defaults =
    top.defaults === undefined ? {} : settings(object(top.defaults, '$.defaults', fail), '$.defaults', folder, fail);
  if (!Array.isArray(top.certificates) || top.certificates.length === 0)
    throw fail('$.certificates', 'an array with entries');
  const certificates = top.certificates.map((entry: unknown, index): ConfiguredCertificate => {
    const at = `$.certificates[${index}]`;
    const { certificate, ...rest } = object(entry, at, fail);
    if (typeof certificate !== 'string' || certificate === '') throw fail(`${at}.certificate`, 'a path');
    return {
      certificate: resolve(folder, certificate),
      settings: { ...defaults, ...settings(rest, at, folder, fail) },
      at,
    };
  });
  return {
    file,
    certificates,
    ...(top.metrics === undefined ? {} : { metrics: resolve(folder, string(top.metrics, '$.metrics', fail)) }),
    ...(top.alert === undefined ? {} : { alert: string(top.alert, '$.alert', fail) }),
  };
}

type Fail = (at: string, expected: string) => AppError;

/** Makes the error for a place in a configuration. */
export function configRefusal(file: string): Fail {
  return (at, expected) => new AppError('ERR_RENEW_CONFIG', { file, at, expected });
}

function settings(raw: Json, at: string, folder: string, fail: Fail): RawSettings {
  refuseUnknown(raw, Object.keys(SETTING_KINDS), at, fail);
  const entries = Object.entries(raw).map(([name, value]) => {
    const place = `${at}.${name}`;
    switch (SETTING_KINDS[name as SettingName]) {
      case 'path':
        return [name, resolve(folder, string(value, place, fail))];
      case 'text':
        return [name, string(value, place, fail)];
      case 'texts':
        return [name, (Array.isArray(value) ? value : [value]).map((one: unknown) => string(one, place, fail))];
      case 'integer':
        if (!Number.isInteger(value)) throw fail(place, 'a whole number');
        return [name, value];
      default:
        if (typeof value !== 'boolean') throw fail(place, 'true, false');
        return [name, value];
    }
  });
  return Object.fromEntries(entries) as RawSettings;
}

function refuseUnknown(value: Json, known: readonly string[], at: string, fail: Fail): void {
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw fail(`${at}.${unknown.slice(0, 60)}`, known.join(', '));
}

function object(value: unknown, at: string, fail: Fail): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fail(at, 'an object');
  return value as Json;
}

function string(value: unknown, at: string, fail: Fail): string {
  if (typeof value !== 'string' || value === '') throw fail(at, 'a text');
  return value;
}
