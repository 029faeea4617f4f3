import { describe, expect, it } from 'vitest';
import { commandIds, loadCommand, wordsOf } from '../support/commands.ts';
import { llave } from '../support/llave.ts';

describe.concurrent('help', () => {
  it('of llave lists every command with its summary', async () => {
    const { code, stdout, stderr } = await llave(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const id of commandIds) expect(stdout).toMatch(new RegExp(`^  ${wordsOf(id)[0]} +[a-z]`, 'm'));
    expect(stdout).not.toMatch(/\{\w+\}|summary\./);
  });

  it.each([[['--help']], [['-h']], [['help']], [[]]])('llave %j is the same', async (args) => {
    expect(await llave(args)).toMatchObject({ code: 0, stdout: (await llave(['--help'])).stdout, stderr: '' });
  });

  describe.each(commandIds)('of llave %s', (id) => {
    const words = wordsOf(id);

    it('names its arguments, its flags, and the global ones', async () => {
      const { code, stdout, stderr } = await llave([...words, '--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const { args = {}, flags = {} } = await loadCommand(id);
      expect(stdout).toContain(`llave ${words.join(' ')}`);
      for (const name of Object.keys(args)) expect(stdout).toContain(name.toUpperCase());
      for (const [name, { hidden, char }] of Object.entries(flags))
        if (!hidden) expect(stdout).toContain(`${char ? `-${char}, ` : ''}--${name}`);
      for (const name of ['--json', '--quiet', '--lang en|es', '--no-input', '-h, --help'])
        expect(stdout).toContain(name);
      expect(stdout).not.toContain('undefined');
    });

    it('is the same through llave help, and does not run the command', async () => {
      const [flag, short, word] = await Promise.all([
        llave([...words, '--help']),
        llave([...words, '-h', '--nonsense']),
        llave(['help', ...words]),
      ]);
      expect(short).toMatchObject({ code: 0, stdout: flag.stdout });
      expect(word).toMatchObject({ code: 0, stdout: flag.stdout });
    });

    it('speaks Spanish', async () => {
      const { code, stdout } = await llave([...words, '--help', '--lang', 'es']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^USO$/m);
      expect(stdout).toMatch(/^OPCIONES GLOBALES$/m);
      const english = await llave([...words, '--help']);
      const shared = stdout.split('\n').filter((line) => /[a-z]{3,} [a-z]{2,} [a-z]{2,}/.test(line));
      expect(shared.filter((line) => !line.includes('$') && english.stdout.includes(line))).toEqual([]);
    });

    it('fits in 100 columns and has an example that exists', async () => {
      const { stdout } = await llave([...words, '--help']);
      expect(stdout.split('\n').filter((line) => line.length > 100 && !line.includes('$ '))).toEqual([]);
      const { examples = [], flags = {}, baseFlags } = await loadCommand(id);
      expect(examples.length).toBeGreaterThan(0);
      for (const { command } of examples) {
        expect(command).toMatch(/^llave |\| llave |&& llave /);
        const used = [...command.matchAll(/(?<=\s)--([a-z][a-z-]*)/g)].map(([, name]) => name as string);
        if (command.split('llave ').length === 2)
          for (const name of used) expect([...Object.keys(flags), ...Object.keys(baseFlags)]).toContain(name);
      }
    });
  });
});
