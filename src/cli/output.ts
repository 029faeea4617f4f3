import { styleText } from 'node:util';
import { escapeLines } from '../i18n/escape.ts';
import { toJson } from '../i18n/json.ts';
import { cliText } from './texts.ts';

export { toJson };

/** One warning of a command: language-free code and values, and its sentence. */
export interface Warning {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** The colours and weights that llave uses. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

const SGR = /\u001b\[[0-9;]*m/g;

/**
 * Lets through what a terminal may get: printable text, line feeds, tabs and colour sequences. Everything that comes from
 * outside was made harmless where it entered a sentence; this is the second net.
 */
function safe(text: string): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(SGR)) {
    result += escapeLines(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return result + escapeLines(text.slice(from));
}

/** Prints lines for people on stdout; nothing where there is no text. */
export function printText(text: string): void {
  if (text !== '') process.stdout.write(`${safe(text.replace(/\n+$/, ''))}\n`);
}

/** Writes bytes on stdout as they are: what `-o -` asks for. */
export function printBytes(data: Uint8Array): void {
  process.stdout.write(data);
}

/** Prints a progress line or a note on stderr. */
export function printNote(text: string): void {
  process.stderr.write(`${safe(text)}\n`);
}

/** Prints a warning on stderr. */
export function printWarning({ message, code }: Warning): void {
  printNote(`${style('yellow', cliText('label.warning'), 'stderr')} ${message} ${style('dim', `[${code}]`, 'stderr')}`);
}

/** Prints one JSON document on stdout, with every character that could steer a terminal written as an escape. */
export function printJson(document: object): void {
  process.stdout.write(`${toJson(document, 2)}\n`);
}

/** Colours text where the stream is a terminal and neither NO_COLOR nor its kin say otherwise. */
export function style(name: Style, text: string, stream: 'stdout' | 'stderr' = 'stdout'): string {
  return styleText(name, text, { stream: process[stream] });
}
