import { Command } from '@oclif/core/command';
import type * as Interfaces from '@oclif/core/interfaces';
import { AppError } from '../errors/app-error.ts';
import type { Lookup } from '../i18n/index.ts';
import { globalFlags } from './flags.ts';
import { printJson, printText, printWarning, type Warning } from './output.ts';
import { reportFailure } from './report-failure.ts';
import { usageError } from './usage-error.ts';

/** What a command has to say when it is done. */
export interface Outcome {
  /** The `result` of the JSON envelope: language-free but for `message` fields. */
  readonly result: object;
  /** The same for people, in lines, already in their language. */
  readonly text: string;
  /**
   * 1 where the answer is no, 5 where it could not be told, 6 where a hook failed; 0 otherwise. Others where a command does
   * several things and reports each, failed ones too; 128 and the signal's number where a run was broken off.
   */
  readonly exitCode?: number;
  readonly warnings?: readonly Warning[];
  /** The document of `--json` was printed already, piece by piece. */
  readonly printed?: boolean;
}

/** The values of a set of flags; oclif's own inference gives up on flags whose type is a list, a number or a choice. */
type FlagValues<F> = {
  readonly [K in keyof F]: F[K] extends Interfaces.BooleanFlag<infer B>
    ? B
    : F[K] extends Interfaces.OptionFlag<infer V>
      ? V
      : never;
};
/** The flags of a command class, with the global ones. */
export type FlagsOf<T extends typeof Command> = FlagValues<(typeof BaseCommand)['baseFlags'] & T['flags']>;
/** The arguments of a command class. */
export type ArgsOf<T extends typeof Command> = Interfaces.InferredArgs<T['args']>;

/**
 * What every command shares: the global flags, one envelope for JSON, one way for text, one way for failures and exit
 * codes (design 1.2 and 1.3). A command parses nothing and prints nothing itself: it returns an `Outcome`.
 */
export abstract class BaseCommand<T extends typeof Command = typeof Command> extends Command {
  static override baseFlags = globalFlags;
  declare protected flags: FlagsOf<T>;
  declare protected args: ArgsOf<T>;

  /** All positional arguments as typed, for commands that take several. */
  protected positionals: readonly string[] = [];

  /** Does the work. Whatever it throws ends the command with its exit code, sentence and hints. */
  protected abstract execute(): Promise<Outcome>;

  /** Whether a person can be asked: stdin is a terminal and neither `--no-input` nor `--json` was given. */
  protected get interactive(): boolean {
    return Boolean(process.stdin.isTTY) && !this.flags['no-input'] && !this.flags.json;
  }

  override async run(): Promise<void> {
    const { flags, args, argv } = await this.parse(this.ctor as unknown as Interfaces.Input<never, never, never>);
    this.flags = flags as FlagsOf<T>;
    this.positionals = argv as string[];
    this.args = args as ArgsOf<T>;
    const { result, text, exitCode = 0, warnings = [], printed } = await this.execute();
    if (this.flags.json) {
      if (!printed)
        printJson({
          schema: `llave/${this.id?.replaceAll(':', '-')}/v1`,
          ok: exitCode === 0 || exitCode === 5,
          result,
          warnings,
        });
    } else if (!this.flags.quiet) {
      for (const warning of warnings) printWarning(warning);
      printText(text);
    }
    process.exitCode = exitCode;
  }

  override async catch(error: unknown): Promise<void> {
    const json = this.argv.slice(0, endOfFlags(this.argv)).includes('--json');
    await reportFailure(error instanceof AppError ? error : (usageError(error, this.argv) ?? error), { json });
  }
}

function endOfFlags(argv: readonly string[]): number {
  const end = argv.indexOf('--');
  return end === -1 ? argv.length : end;
}

/** Makes a warning whose sentence comes from a catalogue. */
export function warning<T extends Readonly<Record<string, string>>>(
  code: string,
  lookup: Lookup<T>,
  key: keyof T & string,
  params: Record<string, string | number | boolean | readonly string[]> = {},
): Warning {
  return { code, params, message: (lookup as (key: string, params: object) => string)(key, params) };
}
