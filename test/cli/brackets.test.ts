import { mkdirSync, writeFileSync } from 'node:fs';
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

async function run({ args, before = [], files = {}, stdin = '' }: Scenario, more: string[]): Promise<RunResult> {
  const cwd = tempDir();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), content, { mode: 0o600 });
  }
  for (const line of before) {
    const { code, stderr } = await llave(line, { cwd });
    if (code !== 0) throw new Error(`llave ${line.join(' ')} ended with ${code}: ${stderr}`);
  }
  return llave([...args, ...more], { cwd, stdin, timeout: 60_000 });
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
    it('as JSON: one document that obeys its schema, with the exit code of the text', async () => {
      const [text, json] = await Promise.all([run(scenario, []), run(scenario, ['--json'])]);
      expect({ text: text.code, json: json.code }, `${text.stdout}${text.stderr}${json.stdout}`).toEqual({
        text: scenario.exit,
        json: scenario.exit,
      });
      const document = JSON.parse(json.stdout);
      expectSchema(document);
      expect(document.ok).toBe(document.schema !== 'llave/error/v1' && ![1, 6].includes(scenario.exit));
      expect(json.stderr).toBe('');
    });

    it('in the test language: nothing but data stands outside of catalogue texts', async () => {
      const [text, json] = await Promise.all([
        run(scenario, ['--lang', 'brackets']),
        run(scenario, ['--lang', 'brackets', '--json']),
      ]);
      const document = JSON.parse(json.stdout);
      const data = [outsideBrackets(json.stdout), ...scenario.args, 'llave', text.cwd];
      expect(unexplained(text.stdout + text.stderr, data), text.stdout + text.stderr).toEqual([]);
      const hardCoded = proseOf(document).filter((prose) => /\p{L}{2}/u.test(outsideBrackets(prose)));
      expect(hardCoded.filter((prose) => !prose.startsWith('⟦'))).toEqual([]);
    });

    it('in Spanish: other words, the same data', async () => {
      const [en, es] = await Promise.all([run(scenario, []), run(scenario, ['--lang', 'es'])]);
      expect(es.code).toBe(en.code);
      if (/⟦/.test((await run(scenario, ['--lang', 'brackets'])).stdout)) expect(es.stdout).not.toBe(en.stdout);
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
