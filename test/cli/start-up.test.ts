import { describe, expect, it } from 'vitest';
import { commandIds, wordsOf } from '../support/commands.ts';
import { expectContract } from '../support/contract.ts';
import { llave, type RunningLlave } from '../support/llave.ts';
import { type Loaded, loadedBy } from '../support/loaded-modules.ts';
import { tempDir } from '../support/temp-dir.ts';

/** A typical run of each command; where there is none, only its help is watched. */
interface TypicalRun {
  readonly args: readonly string[];
  readonly before?: readonly (readonly string[])[];
  readonly use?: (run: RunningLlave) => Promise<unknown>;
}

const PAIR = ['selfsign', '-H', 'localhost', '-H', '127.0.0.1'];
const untilListening = async (run: RunningLlave) => {
  await run.waitFor(/listening/);
  return run.stop();
};
const TYPICAL: Readonly<Record<string, TypicalRun>> = {
  accepts: { args: ['accepts', 'server.crt'], before: [PAIR] },
  // Quiet, since a failure that is explained loads doctor.
  chat: { args: ['chat', 'localhost:1', '--name', 'ana', '--quiet'] },
  csr: { args: ['csr', '-H', 'localhost'], before: [['genkey', '--type', 'ec']] },
  diff: { args: ['diff', 'server.crt', 'server.crt'], before: [PAIR] },
  doctor: { args: ['doctor', 'localhost:1'] },
  explain: { args: ['explain', 'ERR_USAGE'] },
  genkey: { args: ['genkey', '--type', 'ec'] },
  inspect: { args: ['inspect', 'server.crt'], before: [PAIR] },
  match: { args: ['match', 'server.key', 'server.crt'], before: [PAIR] },
  renew: { args: ['renew', '--check'], before: [PAIR] },
  selfsign: { args: PAIR },
  serve: {
    args: ['serve', '--port', '0', '--host', '127.0.0.1', '--log-format', 'json'],
    before: [PAIR],
    use: untilListening,
  },
  verify: { args: ['verify', 'server.crt', '--ca', 'server.crt'], before: [PAIR] },
};

async function typical(id: string): Promise<Loaded> {
  const { args, before = [], use } = TYPICAL[id] as TypicalRun;
  const cwd = tempDir();
  for (const line of before) {
    const { code, stderr } = await llave(line, { cwd });
    if (code !== 0) throw new Error(`llave ${line.join(' ')}: ${stderr}`);
  }
  return loadedBy(args, cwd, use);
}

const runnable = Object.keys(TYPICAL).filter((id) =>
  [TYPICAL[id]?.args as string[], ...(TYPICAL[id]?.before ?? [])].every((line) =>
    commandIds.includes(line[0] as string),
  ),
);

describe.concurrent('what is loaded', () => {
  it('llave --version: nothing of the bundle', async () => {
    expect(await loadedBy(['--version'], tempDir())).toEqual({ packages: [], areas: [], builtins: [], chunks: 0 });
  });

  it('llave --help: no package at all', async () => {
    const { packages, areas } = await loadedBy(['--help'], tempDir());
    expect({ packages, areas }).toEqual({ packages: [], areas: ['cli', 'errors', 'i18n'] });
  });

  it.each(commandIds)('llave %s --help: oclif alone', async (id) => {
    const { packages, builtins } = await loadedBy([...wordsOf(id), '--help'], tempDir());
    expect(builtins.filter((name) => /^(tls|net|https?|http2|dns)/.test(name))).toEqual([]);
    expect(packages.filter((name) => /^(@peculiar|listr2|reflect-metadata)/.test(name))).toEqual([]);
  });

  it.each(runnable)('llave %s: as recorded', async (id) => {
    const { packages, areas, builtins } = await typical(id);
    expectContract(`start-up/${id}`, { packages, areas, builtins });
  });

  it.each(['explain', 'doctor', 'serve', 'chat', 'inspect', 'verify', 'match'].filter((id) => runnable.includes(id)))(
    'llave %s: nothing that makes certificates',
    async (id) => {
      const { packages } = await typical(id);
      expect(packages.filter((name) => name.startsWith('@peculiar/') || name === 'reflect-metadata')).toEqual([]);
    },
  );

  it('every command has a typical run', () => {
    const without = ['ca', 'renew', 'convert', 'quickstart'];
    expect(commandIds.filter((id) => !(id in TYPICAL) && !without.includes(wordsOf(id)[0] as string))).toEqual([]);
  });
});
