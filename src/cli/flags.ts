import * as Flags from '@oclif/core/flags';
import type * as Interfaces from '@oclif/core/interfaces';
import { AppError } from '../errors/app-error.ts';
import { cliText } from './texts.ts';

interface FlagOptions {
  readonly description: string;
  readonly char?: 'H' | 'o' | 's';
  readonly helpGroup?: string;
}

type Flag<T> = Interfaces.OptionFlag<T>;
/** The value's type: never undefined where the options hold a default. */
type Defaulted<O, T> = O extends { readonly default: unknown } ? T : T | undefined;

/** A flag whose value `read` understands; undefined from it is `ERR_USAGE_INVALID_VALUE`, which says what was expected. */
function valueFlag<T>(options: object, expected: string, read: (input: string) => T | undefined): Flag<T | undefined> {
  return Flags.custom<T>({
    parse: (async (input: string, _context: unknown, flag: { name: string }) => {
      const value = read(input);
      if (value === undefined) throw invalidValue(flag.name, input, expected);
      return value;
    }) as never,
  })(options as never) as unknown as Flag<T | undefined>;
}

interface ChoiceOptions extends FlagOptions {
  readonly shown?: string;
}

/** A flag with one value of a closed list, in any case of letters. */
export function choiceFlag<const T extends string, const O extends ChoiceOptions & { readonly default?: string }>(
  choices: readonly T[],
  options: O,
): Flag<Defaulted<O, T>> {
  const { shown, ...rest } = options;
  return valueFlag({ helpValue: shown ?? choices.join('|'), ...rest }, choices.join(', '), (input) =>
    choices.find((choice) => choice.toLowerCase() === input.toLowerCase()),
  ) as never;
}

interface IntegerOptions extends FlagOptions {
  readonly min: number;
  readonly max: number;
  readonly helpValue?: string;
}

/** A flag with a whole number within bounds (inclusive). */
export function integerFlag<const O extends IntegerOptions & { readonly default?: number }>({
  min,
  max,
  helpValue = 'N',
  ...options
}: O): Flag<Defaulted<O, number>> {
  return valueFlag({ helpValue, ...options }, `${min}..${max}`, (input) => {
    const value = /^[+-]?\d{1,15}$/.test(input) ? Number(input) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  }) as never;
}

interface TextOptions extends FlagOptions {
  /** What the value is: `FILE`, `NAME`. */
  readonly helpValue: string;
}

/** A flag with a text value. */
export function textFlag<const O extends TextOptions & { readonly default?: string }>(
  options: O,
): Flag<Defaulted<O, string>> {
  return Flags.string(options as never) as never;
}

/** A text flag that may be repeated and never swallows the argument behind it. */
export function repeatedFlag(options: TextOptions): Flag<string[] | undefined> {
  const repeated = { ...options, multiple: true, multipleNonGreedy: true };
  return Flags.string(repeated as never) as unknown as Flag<string[] | undefined>;
}

/** A flag that is there or not. */
export function switchFlag(options: FlagOptions): Interfaces.BooleanFlag<boolean> {
  return Flags.boolean(options as never);
}

/** A flag with a point in time: ISO 8601 with a zone, or a date alone, which is midnight UTC. */
export function timeFlag(options: FlagOptions): Flag<Date | undefined> {
  return valueFlag({ helpValue: 'TIME', ...options }, '2026-01-31, 2026-01-31T08:00:00Z', parseTime);
}

/** The point in time that a text names; undefined where it is none, or names no zone. */
export function parseTime(input: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(input)) return undefined;
  const time = new Date(input);
  if (Number.isNaN(time.getTime())) return undefined;
  // Date rolls 30 February over to March: what it gives back must still be the day that was written.
  const [year, month, day] = input.slice(0, 10).split('-').map(Number);
  const written = new Date(Date.UTC(year as number, (month as number) - 1, day));
  return written.getUTCDate() === day ? time : undefined;
}

/** The error for a flag's value that cannot be used; never call it with a secret. */
export function invalidValue(flag: string, value: string, expected: string): AppError {
  return new AppError('ERR_USAGE_INVALID_VALUE', { flag: `--${flag}`, value: value.slice(0, 200), expected });
}

/** The flags that every command takes (design 1.1). */
export const globalFlags = {
  json: switchFlag({ description: cliText('flag.json') }),
  quiet: switchFlag({ description: cliText('flag.quiet') }),
  lang: choiceFlag(['en', 'es', 'brackets'], { description: cliText('flag.lang'), shown: 'en|es' }),
  'no-input': switchFlag({ description: cliText('flag.noInput') }),
};
