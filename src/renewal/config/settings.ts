import type { AppError } from '../../errors/app-error.ts';
import { parseDuration, parseSpan, type Span } from '../policy/duration.ts';
import { parseWindow, type Window } from '../policy/window.ts';
import { isTimeZone, localTimeZone } from '../policy/zone.ts';
import { parseProveTarget, type Target } from '../prove/target.ts';
import { SOURCES, type SourceKind } from '../sources/source.ts';

/** Settings as they are written: in a configuration file by these names, on the command line as flags of like names. */
export interface RawSettings {
  readonly key?: string;
  readonly chain?: string;
  readonly source?: string;
  readonly issueCommand?: string;
  readonly issueTimeout?: string;
  readonly caDir?: string;
  readonly before?: string;
  readonly jitter?: string;
  readonly window?: readonly string[];
  readonly timeZone?: string;
  readonly days?: number;
  readonly rotateKey?: boolean;
  readonly keep?: number;
  readonly deployHook?: readonly string[];
  readonly hookTimeout?: string;
  readonly prove?: readonly string[];
  readonly proveTimeout?: string;
  readonly servername?: string;
  readonly passphraseFile?: string;
  readonly passphraseEnv?: string;
  readonly pkcs12PassphraseFile?: string;
  readonly pkcs12PassphraseEnv?: string;
}

export type SettingName = keyof RawSettings;

/** What kind of value each setting has; the schema of the configuration says the same. */
export const SETTING_KINDS = {
  key: 'path',
  chain: 'path',
  source: 'text',
  issueCommand: 'text',
  issueTimeout: 'text',
  caDir: 'path',
  before: 'text',
  jitter: 'text',
  window: 'texts',
  timeZone: 'text',
  days: 'integer',
  rotateKey: 'switch',
  keep: 'integer',
  deployHook: 'texts',
  hookTimeout: 'text',
  prove: 'texts',
  proveTimeout: 'text',
  servername: 'text',
  passphraseFile: 'path',
  passphraseEnv: 'text',
  pkcs12PassphraseFile: 'path',
  pkcs12PassphraseEnv: 'text',
} as const satisfies Record<SettingName, 'path' | 'text' | 'texts' | 'integer' | 'switch'>;

/** Settings that have been understood. Times in milliseconds. */
export interface Settings {
  readonly key?: string;
  readonly chain?: string;
  readonly source?: SourceKind;
  readonly issueCommand?: string;
  readonly issueTimeoutMs: number;
  readonly caDir?: string;
  readonly before?: Span;
  readonly jitter?: Span;
  readonly windows: readonly Window[];
  readonly days?: number;
  readonly rotateKey: boolean;
  readonly keep: number;
  readonly deployHooks: readonly string[];
  readonly hookTimeoutMs: number;
  readonly targets: readonly Target[];
  readonly proveTimeoutMs: number;
  readonly servername?: string;
  readonly passphraseFile?: string;
  readonly passphraseEnv?: string;
  readonly pkcs12PassphraseFile?: string;
  readonly pkcs12PassphraseEnv?: string;
}

const BOUNDS = { days: [1, 36_500], keep: [1, 100] } as const;

/** Makes the error for a setting whose value cannot be used. */
export type Refusal = (name: SettingName, value: string, expected: string) => AppError;

/**
 * Understands settings.
 * @throws AppError what `refuse` makes, for the first value that cannot be used
 */
export function readSettings(raw: RawSettings, refuse: Refusal): Settings {
  const zone = raw.timeZone ?? localTimeZone();
  if (!isTimeZone(zone)) throw refuse('timeZone', zone, 'Europe/Madrid, UTC');
  const read = <T>(
    name: SettingName,
    value: string | undefined,
    parse: (text: string) => T | undefined,
    expected: string,
  ) => {
    if (value === undefined) return undefined;
    const result = parse(value);
    if (result === undefined) throw refuse(name, value, expected);
    return result;
  };
  const each = <T>(
    name: SettingName,
    values: readonly string[] = [],
    parse: (text: string) => T | undefined,
    expected: string,
  ) => values.map((value) => read(name, value, parse, expected) as T);
  const time = (name: SettingName, value: string | undefined, otherwise: number) =>
    read(name, value, parseDuration, '30s, 5m, 1h') ?? otherwise;
  for (const name of ['days', 'keep'] as const) {
    const [min, max] = BOUNDS[name];
    const value = raw[name];
    if (value !== undefined && !(value >= min && value <= max)) throw refuse(name, String(value), `${min}..${max}`);
  }
  const targets = raw.prove?.flatMap((text) => text.split(',')).map((text) => text.trim());
  return defined({
    key: raw.key,
    chain: raw.chain,
    source: read('source', raw.source, (text) => SOURCES.find((one) => one === text), SOURCES.join(', ')),
    issueCommand: raw.issueCommand,
    issueTimeoutMs: time('issueTimeout', raw.issueTimeout, 5 * 60_000),
    caDir: raw.caDir,
    before: read('before', raw.before, parseSpan, '30d, 12h, 33%'),
    jitter: read('jitter', raw.jitter, parseSpan, '6h, 5%'),
    windows: each('window', raw.window, (text) => parseWindow(text, zone), 'Sat 02:00-05:00'),
    days: raw.days,
    rotateKey: raw.rotateKey ?? false,
    keep: raw.keep ?? 1,
    deployHooks: raw.deployHook ?? [],
    hookTimeoutMs: time('hookTimeout', raw.hookTimeout, 2 * 60_000),
    targets: each('prove', targets, parseProveTarget, 'HOST:PORT'),
    proveTimeoutMs: time('proveTimeout', raw.proveTimeout, 30_000),
    servername: raw.servername,
    passphraseFile: raw.passphraseFile,
    passphraseEnv: raw.passphraseEnv,
    pkcs12PassphraseFile: raw.pkcs12PassphraseFile,
    pkcs12PassphraseEnv: raw.pkcs12PassphraseEnv,
  });
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same without what is undefined. */
export function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
}
