import { AppError } from '../errors/app-error.ts';
import { classify } from '../errors/classify.ts';
import { chooseLanguage, setLanguage } from '../i18n/language.ts';
import { nearest } from './nearest.ts';
import { reportFailure } from './report-failure.ts';

/** What a command module gives. */
interface CommandModule {
  readonly default: { run(argv: string[], options: unknown): Promise<unknown> };
}

/** Every command by id (`ca:create` for `llave ca create`), each loaded only when it is needed. */
export type CommandTable = Readonly<Record<string, () => Promise<unknown>>>;

/** What the entry hands in: the commands, and the folder that `package.json`, `templates/` and `schemas/` are in. */
export interface Program {
  readonly commands: CommandTable;
  readonly root: URL;
}

/**
 * Runs one command line. Ends by setting `process.exitCode`; it never throws, and calls `process.exit` only after an
 * error that nothing caught.
 * @param argv the arguments behind `llave`
 */
export async function run(argv: string[], program: Program): Promise<void> {
  setLanguage(chooseLanguage(argv, process.env));
  process.on('uncaughtException', (error) => void crash(error, argv));
  try {
    await dispatch(argv, program);
  } catch (error) {
    await reportFailure(error, { json: wantsJson(argv) });
  }
}

/** Says what nothing caught like any other failure, and ends: nobody knows what state we are in. */
async function crash(error: unknown, argv: readonly string[]): Promise<void> {
  const failure = classify(error);
  // A stdout that takes nothing cannot take the document either.
  await reportFailure(failure, { json: wantsJson(argv) && failure.code === 'ERR_INTERNAL' });
  process.exit();
}

async function dispatch(argv: string[], { commands, root }: Program): Promise<void> {
  const asksHelp = wantsHelp(argv);
  const words = argv[0] === 'help' ? argv.slice(1) : argv;
  const { id, rest } = findCommand(words, commands);
  if (id === undefined) {
    const topic = words[0] !== undefined && !words[0].startsWith('-') ? words[0] : undefined;
    const { rootHelp, topicHelp, isTopic } = await import('./help-root.ts');
    if (topic === undefined) return void process.stdout.write(rootHelp(Object.keys(commands)));
    if (isTopic(topic, Object.keys(commands)) && (words.length === 1 || asksHelp || words[1]?.startsWith('-')))
      return void process.stdout.write(topicHelp(topic, Object.keys(commands)));
    const typed = isTopic(topic, Object.keys(commands)) ? `${topic} ${words[1]}` : topic;
    const names = Object.keys(commands).map((name) => name.replace(':', ' '));
    throw new AppError('ERR_USAGE_UNKNOWN_COMMAND', { command: typed, nearest: nearest(typed, names) ?? 'help' });
  }
  const module = (await (commands[id] as () => Promise<unknown>)()) as CommandModule;
  if (asksHelp) {
    const { commandHelp } = await import('./help-command.ts');
    return void process.stdout.write(commandHelp(id, module.default as never));
  }
  const { runCommand } = await import('./run-command.ts');
  await runCommand(id, module.default as never, rest, root);
}

function findCommand(words: readonly string[], commands: CommandTable): { id?: string; rest: string[] } {
  const two = `${words[0]}:${words[1]}`;
  if (words.length > 1 && Object.hasOwn(commands, two)) return { id: two, rest: words.slice(2) };
  const one = words[0] ?? '';
  if (Object.hasOwn(commands, one)) return { id: one, rest: words.slice(1) };
  return { rest: [...words] };
}

function beforeSeparator(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return end === -1 ? argv : argv.slice(0, end);
}

function wantsHelp(argv: readonly string[]): boolean {
  return argv[0] === 'help' || beforeSeparator(argv).some((argument) => argument === '--help' || argument === '-h');
}

function wantsJson(argv: readonly string[]): boolean {
  return beforeSeparator(argv).includes('--json');
}
