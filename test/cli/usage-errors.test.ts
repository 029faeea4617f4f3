import { describe, expect, it } from 'vitest';
import { commandIds, loadCommand, wordsOf } from '../support/commands.ts';
import { type JsonDocument, llave, type RunResult } from '../support/llave.ts';
import { expectSchema } from '../support/schema.ts';

/** What must never be on a screen after a failure. */
const TRACE = /^\s+at .+[:(]|node_modules|dist[/\\]|node:internal|\bundefined\b|\[object |(?<!\\u)\{\w+\}/m;

/** Asserts a failure for people: one sentence with its code, hints, nothing on stdout, no trace. */
function expectSentence({ code, stdout, stderr }: RunResult, exit: number, label = 'error: '): void {
  expect({ code, stdout }, stderr).toEqual({ code: exit, stdout: '' });
  const [first, ...hints] = stderr.trimEnd().split('\n');
  expect(first).toMatch(new RegExp(`^${label}.+ \\[ERR_[A-Z_]+\\]$`));
  for (const hint of hints) expect(hint).toMatch(/^ {2}(hint|sugerencia): /);
  expect(stderr).not.toMatch(TRACE);
}

/** Asserts a failure for programs: the error document alone on stdout, nothing on stderr. */
function expectDocument({ code, stdout, stderr }: RunResult, exit: number): JsonDocument {
  expect({ code, stderr }, stdout).toEqual({ code: exit, stderr: '' });
  const document = JSON.parse(stdout) as JsonDocument;
  expectSchema(document);
  expect(document.error?.exit).toBe(exit);
  expect(stdout).not.toMatch(TRACE);
  return document;
}

describe.concurrent('a command line that is wrong', () => {
  it.each([
    ['an unknown command', ['gnekey'], 'ERR_USAGE_UNKNOWN_COMMAND'],
    ['an unknown command that is near nothing', ['xyzzyplugh'], 'ERR_USAGE_UNKNOWN_COMMAND'],
    ['an unknown code', ['explain', 'no-such-code'], 'ERR_UNKNOWN_CODE'],
  ])('%s', async (_what, args, expected) => {
    expectSentence(await llave(args), 2);
    expectSentence(await llave([...args, '--lang', 'es']), 2);
    expect(expectDocument(await llave([...args, '--json']), 2).error?.code).toBe(expected);
  });

  it('the nearest command is proposed', async () => {
    expect((await llave(['explian'])).stderr).toContain('llave explain');
  });

  describe.each(commandIds)('llave %s', (id) => {
    const words = wordsOf(id);

    it('an unknown flag: exit 2 in text, in Spanish and in JSON', async () => {
      const [english, spanish, json] = await Promise.all([
        llave([...words, '--no-such-flag']),
        llave([...words, '--no-such-flag', '--lang=es']),
        llave([...words, '--no-such-flag', '--json']),
      ]);
      expectSentence(english, 2);
      expectSentence(spanish, 2);
      expect(spanish.stderr).not.toBe(english.stderr);
      const { error } = expectDocument(json, 2);
      expect(error).toMatchObject({ code: 'ERR_USAGE_UNKNOWN_FLAG', params: { flag: '--no-such-flag' } });
    });

    it.each([
      [['--passphrase=Tr0ub4dor']],
      [['--passphrase', 'Tr0ub4dor']],
      [['--password', 'Tr0ub4dor']],
      [['--pass=Tr0ub4dor', 'Tr0ub4dor']],
    ])('a secret on the command line is not repeated: %j', async (args) => {
      const [text, json] = await Promise.all([llave([...words, ...args]), llave([...words, ...args, '--json'])]);
      expectSentence(text, 2);
      expectDocument(json, 2);
      for (const output of [text.stdout, text.stderr, json.stdout, json.stderr])
        expect(output).not.toContain('Tr0ub4dor');
    });

    it('a flag without its value, and a number that is none', async () => {
      const { flags = {} } = await loadCommand(id);
      const options = Object.entries(flags).filter(([, { type }]) => type === 'option');
      const [name] = options[0] ?? [];
      if (name !== undefined)
        expect(expectDocument(await llave([...words, '--json', `--${name}`]), 2).error).toMatchObject({
          code: 'ERR_USAGE_MISSING_VALUE',
          params: { flag: `--${name}` },
        });
      const numeric = options.filter(([, { helpValue = '' }]) =>
        ['N', 'MS', 'DAYS', 'PORT', 'TIME'].includes(helpValue),
      );
      for (const [number] of numeric.slice(0, 3)) {
        const { error } = expectDocument(await llave([...words, '--json', `--${number}`, 'x1']), 2);
        expect(JSON.stringify(error?.params)).toContain('x1');
      }
    });

    it('a language that is none', async () => {
      expectSentence(await llave([...words, '--lang', 'klingon']), 2);
    });
  });
});

describe.concurrent('characters that steer a terminal', () => {
  const RAW = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
  const NASTY = 'a\u001b[31mred\u001b]0;title\u0007\u009b2J\u202egnp.exe\r\u2028x';

  describe.each(commandIds)('llave %s', (id) => {
    it('typed as an argument, a flag or a value come back only in a visible form', async () => {
      const words = wordsOf(id);
      const { flags = {} } = await loadCommand(id);
      const some = Object.entries(flags).find(([, { type }]) => type === 'option')?.[0] ?? 'lang';
      const runs = [[NASTY], [`--${NASTY}`], [`--${some}`, NASTY], [NASTY, NASTY, NASTY], [NASTY, '--json']];
      for (const args of runs) {
        const { code, stdout, stderr } = await llave([...words, ...args, '--no-input']);
        expect(code, `${args.join(' ')}\n${stdout}\n${stderr}`).not.toBe(70);
        expect(code).not.toBe(null);
        expect(stdout + stderr).not.toMatch(RAW);
        expect(stderr).not.toMatch(TRACE);
      }
    });
  });

  it('in a command that does not exist', async () => {
    const { code, stdout, stderr } = await llave([NASTY]);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toMatch(RAW);
  });
});
