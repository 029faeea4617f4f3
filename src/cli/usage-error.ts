import { AppError } from '../errors/app-error.ts';

/** What oclif's parser throws, as far as we read it. */
interface ParserError {
  readonly constructor: { readonly name: string };
  readonly message: string;
  readonly args?: readonly (string | { readonly name: string })[];
  readonly flags?: readonly string[];
}

/**
 * Turns what oclif's parser throws into our usage errors; its own English sentences never reach anybody.
 * Values typed behind an unknown flag are not repeated: it may have been a passphrase.
 * @returns undefined where the error is not one of the parser's
 */
export function usageError(error: unknown, argv: readonly string[]): AppError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name } = error.constructor;
  const { message, args = [], flags = [] } = error as unknown as ParserError;
  switch (name) {
    case 'NonExistentFlagsError':
      return new AppError('ERR_USAGE_UNKNOWN_FLAG', { flag: flags.map(withoutValue).join(', ') });
    case 'UnexpectedArgsError': {
      const unknown = argv.find((argument) => /^--pass(word|phrase|wd)?(=|$)/i.test(argument));
      if (unknown !== undefined) return new AppError('ERR_USAGE_UNKNOWN_FLAG', { flag: withoutValue(unknown) });
      return new AppError('ERR_USAGE_UNEXPECTED_ARGUMENT', { argument: args.map(nameOf).join(' ') });
    }
    case 'RequiredArgsError':
      return new AppError('ERR_USAGE_MISSING_ARGUMENT', {
        argument: args.map((arg) => nameOf(arg).toUpperCase()).join(' '),
      });
    case 'FailedFlagValidationError':
    case 'ViolatedFlagConstraintError':
      return flagConflict(message);
    case 'CLIParseError':
    case 'CLIError': {
      const flag = /Flag (--[\w-]+) expects a value/.exec(message)?.[1];
      if (flag !== undefined) return new AppError('ERR_USAGE_MISSING_VALUE', { flag });
      const twice = /Flag (--[\w-]+) can only be specified once/.exec(message)?.[1];
      if (twice !== undefined) return new AppError('ERR_USAGE_REPEATED_FLAG', { flag: twice });
      return new AppError('ERR_USAGE', {}, { cause: error });
    }
    default:
      return undefined;
  }
}

function flagConflict(message: string): AppError {
  const flags = [...new Set(message.match(/--[\w-]+/g) ?? [])].filter((flag) => flag !== '--help');
  const missing = /Missing required flag (\S+)/.exec(message)?.[1];
  if (missing !== undefined) return new AppError('ERR_USAGE_MISSING_FLAG', { flag: `--${missing.replace(/^--/, '')}` });
  return new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: flags.join(', ') });
}

function withoutValue(flag: string): string {
  return flag.split('=', 1)[0] as string;
}

function nameOf(arg: string | { readonly name: string }): string {
  return typeof arg === 'string' ? arg : arg.name;
}
