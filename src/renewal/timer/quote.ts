import { AppError } from '../../errors/app-error.ts';

const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * A value in its place in a unit file, a crontab or a shell: none of them can hold a line break.
 * @throws AppError ERR_USAGE_INVALID_VALUE
 */
function printable(text: string): string {
  if (!CONTROL.test(text)) return text;
  throw new AppError('ERR_USAGE_INVALID_VALUE', {
    flag: '--install-timer',
    value: text.slice(0, 200),
    expected: 'no control characters',
  });
}

/** A command line for `ExecStart=`: quotes, backslashes, `%` and `$` as systemd.service(5) and systemd.unit(5) ask. */
export function systemdCommand(words: readonly string[]): string {
  return words
    .map((word) =>
      printable(word).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$'),
    )
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `"${word}"`))
    .join(' ');
}

/** A path for a unit setting that is no command line: only `%` means something there. */
export function systemdPath(path: string): string {
  return printable(path).replaceAll('%', '%%');
}

/** A command line for sh. */
export function shellCommand(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(printable(word)) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

/** The same in a crontab, where an unescaped `%` ends the command (crontab(5)). */
export function cronCommand(words: readonly string[]): string {
  return shellCommand(words).replaceAll('%', '\\%');
}
