import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { llave, llaveJson } from '../support/llave.ts';
import { node } from '../support/paths.ts';
import { expectSchema } from '../support/schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const ESC = '\u001b[';

describe.concurrent('--version', () => {
  it('names llave, the platform and Node', async () => {
    const { code, stdout, stderr } = await llave(['--version']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^llave\/\d+\.\d+\.\d+ \S+ node-v\d+\.\d+\.\d+\n$/);
  });
});

describe.concurrent('the language', () => {
  const ENGLISH = /^error: /;
  const SPANISH = /sugerencia: /;

  it.each<[string, string[], Record<string, string>, RegExp]>([
    ['is English without anything', [], {}, ENGLISH],
    ['--lang es', ['--lang', 'es'], {}, SPANISH],
    ['--lang=es', ['--lang=es'], {}, SPANISH],
    ['LLAVE_LANG', [], { LLAVE_LANG: 'es' }, SPANISH],
    ['LC_ALL', [], { LC_ALL: 'es_CO.UTF-8' }, SPANISH],
    ['LC_MESSAGES', [], { LC_MESSAGES: 'es_ES.UTF-8' }, SPANISH],
    ['LANG', [], { LANG: 'es_MX.UTF-8' }, SPANISH],
    ['--lang goes before LLAVE_LANG', ['--lang', 'en'], { LLAVE_LANG: 'es' }, ENGLISH],
    ['LLAVE_LANG goes before LC_ALL', [], { LLAVE_LANG: 'en', LC_ALL: 'es_ES.UTF-8' }, ENGLISH],
    ['LC_ALL goes before LC_MESSAGES', [], { LC_ALL: 'C', LC_MESSAGES: 'es_ES.UTF-8' }, ENGLISH],
    ['LC_MESSAGES goes before LANG', [], { LC_MESSAGES: 'es_ES.UTF-8', LANG: 'en_US.UTF-8' }, SPANISH],
    ['an empty LC_ALL counts for nothing', [], { LC_ALL: '', LANG: 'es_ES.UTF-8' }, SPANISH],
    ['a language that we do not speak is English', [], { LANG: 'de_DE.UTF-8' }, ENGLISH],
    ['Estonian is not Spanish', [], { LANG: 'est_EE.UTF-8' }, ENGLISH],
  ])('%s', async (_what, flags, env, expected) => {
    const { code, stderr } = await llave(['explian', ...flags], { env });
    expect(code).toBe(2);
    expect(stderr).toMatch(expected);
    expect(stderr).not.toMatch(expected === ENGLISH ? SPANISH : /hint: /);
  });
});

describe.concurrent('colours', () => {
  const run = (env: Record<string, string | undefined>) => llave(['explain', 'ERR_USAGE'], { env });

  it('are left out where the output is no terminal', async () => {
    const { stdout } = await run({ NO_COLOR: undefined });
    expect(stdout).not.toContain(ESC);
  });

  it('come with FORCE_COLOR, and only colours', async () => {
    const { stdout, stderr } = await run({ NO_COLOR: undefined, FORCE_COLOR: '1' });
    expect(stdout).toContain(ESC);
    expect(stdout.replace(/\u001b\[[0-9;]*m/g, '')).not.toContain('\u001b');
    expect(stderr).toBe('');
  });

  it('go with NO_COLOR, without a word of Node about it', async () => {
    const { stdout, stderr } = await run({ NO_COLOR: '1' });
    expect(stdout).not.toContain(ESC);
    expect(stderr).toBe('');
  });

  it('NO_COLOR and FORCE_COLOR together bring no warning of Node', async () => {
    const { code, stderr } = await run({ NO_COLOR: '1', FORCE_COLOR: '1' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('are never in JSON', async () => {
    const { stdout } = await llave(['explain', 'ERR_USAGE', '--json'], {
      env: { NO_COLOR: undefined, FORCE_COLOR: '1' },
    });
    expect(stdout).not.toContain('\u001b');
  });
});

describe.concurrent('--json', () => {
  it('prints one document, and nothing on stderr', async () => {
    const { code, stderr, json } = await llaveJson(['explain']);
    expect({ code, stderr, ok: json.ok }).toEqual({ code: 0, stderr: '', ok: true });
    expectSchema(json);
  });

  it('behind -- it is an argument, not a flag', async () => {
    const { code, stdout, stderr } = await llave(['explain', '--', '--json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--json');
  });

  it('code and params are the same in both languages, the message is not', async () => {
    const [en, es] = await Promise.all([
      llaveJson(['explain', 'no-such-code', '--lang', 'en']),
      llaveJson(['explain', 'no-such-code', '--lang', 'es']),
    ]);
    expect(es.json.error?.code).toBe(en.json.error?.code);
    expect(es.json.error?.params).toEqual(en.json.error?.params);
    expect(es.json.error?.message).not.toBe(en.json.error?.message);
  });
});

describe.concurrent('--quiet', () => {
  it('prints no result, and still its errors', async () => {
    expect(await llave(['explain', '--quiet'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const failed = await llave(['explain', 'no-such-code', '--quiet']);
    expect(failed).toMatchObject({ code: 2, stdout: '' });
    expect(failed.stderr).toContain('ERR_UNKNOWN_CODE');
  });
});

describe.concurrent('a reader that goes away', () => {
  it.each([['--help'], ['--version'], ['explain'], ['explain --json']])('is no failure of llave %s', async (args) => {
    // The reader is gone before llave starts, so its first write fails.
    const script = `{ read line <"$FIFO"; "$NODE" "$0" ${args}; echo "exit $?" >&2; } | { exec 0<&-; echo >"$FIFO"; }`;
    const cwd = tempDir();
    const fifo = join(cwd, 'closed');
    execFileSync('mkfifo', [fifo]);
    const { stderr } = await llave([], {
      cwd,
      node: '/bin/sh',
      nodeArgs: ['-c', script],
      env: { NODE: node, FIFO: fifo },
    });
    expect(stderr).toBe('exit 0\n');
  });
});
