import { columns, helpWidth, section, wrap } from './help-layout.ts';
import { commandSummary } from './help-root.ts';
import { cliText } from './texts.ts';

/** What help reads of a flag. */
interface FlagShape {
  readonly name?: string;
  readonly char?: string;
  readonly type: 'boolean' | 'option';
  readonly description?: string;
  readonly helpValue?: string;
  readonly helpGroup?: string;
  readonly default?: unknown;
  readonly required?: boolean;
  readonly multiple?: boolean;
  readonly hidden?: boolean;
}

/** What help reads of an argument. */
interface ArgShape {
  readonly description?: string;
  readonly required?: boolean;
  readonly multiple?: boolean;
}

/** What help reads of a command class. */
export interface CommandShape {
  readonly description?: string;
  readonly args?: Readonly<Record<string, ArgShape>>;
  readonly flags?: Readonly<Record<string, FlagShape>>;
  readonly baseFlags?: Readonly<Record<string, FlagShape>>;
  readonly examples?: readonly { readonly command: string; readonly description: string }[];
  readonly strict?: boolean;
}

/** What `llave COMMAND --help` prints. */
export function commandHelp(id: string, command: CommandShape): string {
  const args = Object.entries(command.args ?? {});
  const flags = Object.entries(command.flags ?? {}).filter(([, flag]) => !flag.hidden);
  const many = command.strict === false ? '...' : '';
  const shownArgs = args.map(([name, arg]) => {
    const word = `${name.toUpperCase()}${arg.multiple ? '...' : many}`;
    return arg.required ? word : `[${word}]`;
  });
  const usage = ['llave', id.replaceAll(':', ' '), ...shownArgs, `[${cliText('help.flagsWord')}]`].join(' ');
  const parts = [`${commandSummary(id)}\n`, section(cliText('help.usage'), `  ${usage}`)];
  if (command.description) parts.push(`${wrap(command.description, helpWidth()).join('\n')}\n`);
  if (args.length > 0)
    parts.push(
      section(
        cliText('help.arguments'),
        columns(args.map(([name, arg]) => [name.toUpperCase(), arg.description ?? ''])),
      ),
    );
  if (flags.length > 0) parts.push(section(cliText('help.flags'), columns(flags.map(flagRow))));
  parts.push(
    section(
      cliText('help.global'),
      columns([...Object.entries(command.baseFlags ?? {}).map(flagRow), ['-h, --help', cliText('help.help')]]),
    ),
  );
  if (command.examples && command.examples.length > 0)
    parts.push(
      section(
        cliText('help.examples'),
        command.examples.map(({ command: line, description }) => `  ${description}\n    $ ${line}`).join('\n\n'),
      ),
    );
  return parts.join('\n');
}

/** The longest value that stands beside its flag; a longer list of choices goes into the text. */
const LONGEST_VALUE = 48;

function flagRow([name, flag]: readonly [string, FlagShape]): [string, string] {
  const { helpValue = 'VALUE' } = flag;
  const choices = helpValue.length > LONGEST_VALUE ? helpValue.replaceAll('|', ', ') : '';
  const value = flag.type === 'option' ? ` ${choices === '' ? helpValue : name.toUpperCase()}` : '';
  const notes = [
    choices,
    flag.required ? cliText('help.required') : '',
    flag.multiple ? cliText('help.repeatable') : '',
    typeof flag.default === 'string' || typeof flag.default === 'number'
      ? cliText('help.default', { value: flag.default })
      : '',
  ].filter(Boolean);
  const text = `${flag.description ?? ''}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
  return [`${flag.char ? `-${flag.char}, ` : ''}--${name}${value}`, text];
}
