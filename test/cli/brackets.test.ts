import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outsideBrackets, unexplained } from '../support/brackets.ts';
import { type CommandClass, commandIds, loadCommand, wordsOf } from '../support/commands.ts';
import { llave, type RunResult } from '../support/llave.ts';
import { expectSchema } from '../support/schema.ts';
import { tempDir } from '../support/temp-dir.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';

/** The id of the command that a command line calls. */
function idOf(args: readonly string[]): string {
  const two = `${args[0]}:${args[1]}`;
  return commandIds.includes(two) ? two : (args[0] as string);
}

const runnable = SCENARIOS.filter(({ args, before = [] }) =>
  [args, ...before].every((line) => commandIds.includes(idOf(line))),
);
const title = ({ args, before, files }: Scenario) =>
  [
    `llave ${args.join(' ')}`,
    before ? ` after ${before.map((line) => line[0]).join(', ')}` : '',
    files ? ` with a bad ${Object.keys(files).join(', ')}` : '',
  ].join('');

const folders = new Map<string, Promise<string>>();

/** The folder that a scenario starts from, made once: the same keys and certificates for each of its runs. */
async function prepare({ before = [], files = {} }: Scenario): Promise<string> {
  const cwd = tempDir();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), content, { mode: 0o600 });
  }
  for (const line of before) {
    const { code, stderr } = await llave(line, { cwd });
    if (code !== 0) throw new Error(`llave ${line.join(' ')} ended with ${code}: ${stderr}`);
  }
  return cwd;
}

async function run(scenario: Scenario, more: string[]): Promise<RunResult> {
  const { args, before, files, stdin = '' } = scenario;
  const key = JSON.stringify([before, files]);
  if (!folders.has(key)) folders.set(key, prepare(scenario));
  const cwd = tempDir();
  cpSync((await folders.get(key)) as string, cwd, { recursive: true });
  return llave([...args, ...more], { cwd, stdin });
}

/** Every string of a JSON document whose key says that it is for people. */
function proseOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string')
    return /^(message|text|summary|hints|because|title|note|means|consequences|causes|fixes)$/.test(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => proseOf(each, key));
  if (typeof value !== 'object' || value === null) return [];
  // Evidence is what was observed, in the words of whoever said it; params are data.
  return Object.entries(value).flatMap(([name, each]) => (/^(evidence|params)$/.test(name) ? [] : proseOf(each, name)));
}

describe.concurrent('every text comes from a catalogue', () => {
  it('llave --help', async () => {
    const { stdout } = await llave(['--help', '--lang', 'brackets']);
    expect(unexplained(stdout, ['llave', ...commandIds.map((id) => wordsOf(id)[0] as string)])).toEqual([]);
  });

  it.each(commandIds)('llave %s --help', async (id) => {
    const { stdout } = await llave([...wordsOf(id), '--help', '--lang', 'brackets']);
    expect(unexplained(stdout, namesOf(id, await loadCommand(id)))).toEqual([]);
  });

  it.each(commandIds)('llave %s with an unknown flag', async (id) => {
    const { stderr } = await llave([...wordsOf(id), '--no-such-flag', '--lang', 'brackets']);
    expect(unexplained(stderr, ['ERR_USAGE_UNKNOWN_FLAG'])).toEqual([]);
  });
});

function namesOf(id: string, { args = {}, flags = {}, baseFlags, examples = [] }: CommandClass): string[] {
  return [
    `llave ${wordsOf(id).join(' ')} -h, --help`,
    ...Object.keys(args).map((name) => name.toUpperCase()),
    ...Object.entries({ ...flags, ...baseFlags }).map(([name, flag]) => `--${name} -${flag.char} ${flag.helpValue}`),
    ...examples.map(({ command }) => command),
  ];
}

describe.concurrent('what every command is mainly used for', () => {
  it('has a row for each command', () => {
    expect(commandIds.filter((id) => !SCENARIOS.some(({ args }) => idOf(args) === id))).toEqual([]);
  });

  describe.each(runnable.map((scenario) => [title(scenario), scenario] as const))('%s', (_title, scenario) => {
    it('obeys its schema, says nothing that no catalogue holds, and speaks Spanish', async () => {
      const text = await run(scenario, ['--lang', 'brackets']);
      const json = await run(scenario, ['--lang', 'brackets', '--json']);
      const spanish = await run(scenario, ['--lang', 'es']);
      const shown = text.stdout + text.stderr;

      expect({ text: text.code, json: json.code, spanish: spanish.code }, shown + json.stdout).toEqual({
        text: scenario.exit,
        json: scenario.exit,
        spanish: scenario.exit,
      });
      expect(json.stderr).toBe('');
      const document = JSON.parse(json.stdout);
      expectSchema(document);
      expect(document.ok).toBe(document.schema !== 'llave/error/v1' && ![1, 6].includes(scenario.exit));

      const data = [outsideBrackets(json.stdout), ...scenario.args, 'llave', ...commandIds.flatMap(wordsOf), text.cwd];
      expect(unexplained(shown, data), shown).toEqual([]);
      const hardCoded = proseOf(document).filter((prose) => /\p{L}{2}/u.test(outsideBrackets(prose)));
      expect(hardCoded.filter((prose) => !prose.startsWith('⟦'))).toEqual([]);

      // The test language is English in brackets.
      const english = shown.replace(/[⟦⟧]/g, '');
      if (english !== shown) expect(spanish.stdout + spanish.stderr).not.toBe(english);
    });
  });
});

describe('the reader of the test language', () => {
  it('sees words outside of brackets, and takes data for what it is', () => {
    expect(unexplained('⟦made ⟦a key⟧ in⟧ server.key', ['server.key'])).toEqual([]);
    expect(unexplained('⟦made⟧ now server.key', ['server.key'])).toEqual(['now']);
    expect(unexplained('AB:CD:0F ⟦x⟧: 12 ms', ['12 ms'])).toEqual([]);
    expect(() => outsideBrackets('⟦a')).toThrow();
    expect(() => outsideBrackets('a⟧')).toThrow();
  });
});
