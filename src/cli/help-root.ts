import type en from '../i18n/en/cli.ts';
import { columns, section } from './help-layout.ts';
import { cliText } from './texts.ts';

type SummaryKey = Extract<keyof typeof en, `summary.${string}`>;

/** The order in which a newcomer meets the commands; what is not listed here comes after, by name. */
const ORDER = ['quickstart', 'genkey', 'csr', 'selfsign', 'doctor', 'serve', 'chat', 'inspect', 'verify'];

/** What `llave --help` prints. */
export function rootHelp(ids: readonly string[]): string {
  const names = [...new Set(ids.map((id) => id.split(':')[0] as string))].sort(byOrder);
  return [
    `${cliText('help.tagline')}\n`,
    section(cliText('help.usage'), `  llave ${cliText('help.command')} [${cliText('help.flagsWord')}]`),
    section(cliText('help.commands'), columns(names.map((name) => [name, commandSummary(name)]))),
    `${cliText('help.more')}\n`,
  ].join('\n');
}

/** Whether a word is a topic: a word that commands of two words begin with. */
export function isTopic(word: string, ids: readonly string[]): boolean {
  return ids.some((id) => id.startsWith(`${word}:`));
}

/** What `llave TOPIC --help` prints. */
export function topicHelp(topic: string, ids: readonly string[]): string {
  const rows = ids
    .filter((id) => id.startsWith(`${topic}:`))
    .map((id): [string, string] => [id.replace(':', ' '), commandSummary(id)]);
  return [
    `${commandSummary(topic)}\n`,
    section(cliText('help.usage'), `  llave ${topic} ${cliText('help.command')} [${cliText('help.flagsWord')}]`),
    section(cliText('help.commands'), columns(rows)),
  ].join('\n');
}

/** The one line that says what a command does. */
export function commandSummary(id: string): string {
  return cliText(`summary.${id}` as SummaryKey);
}

function byOrder(a: string, b: string): number {
  const at = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return at(a) - at(b) || a.localeCompare(b, 'en');
}
