import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILTIN_HOOKS, parseHook } from '../../../src/renewal/deploy/builtin.ts';
import { runHooks } from '../../../src/renewal/deploy/hook.ts';
import { repository } from '../../support/paths.ts';
import { tempDir } from '../../support/temp-dir.ts';

const templates = join(repository, 'templates/deploy/hooks');
const env = { PATH: process.env.PATH };
const run = (text: string, timeoutMs = 30_000, facts = {}) =>
  runHooks([parseHook(text, templates)], facts, { timeoutMs, env });
const alive = (pid: number) =>
  existsSync(`/proc/${pid}`) && !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

describe('runHooks', () => {
  it('hands the facts over in the environment, and nothing else than it is given', async () => {
    const [done] = await run('env | sort', 10_000, { LLAVE_SERIAL: '0A' });
    expect(done?.output).toContain('LLAVE_SERIAL=0A');
    expect(done?.output.filter((line) => !/^(PATH|PWD|OLDPWD|SHLVL|_|LLAVE_SERIAL)=/.test(line))).toEqual([]);
  });

  it('keeps the last lines of both streams, within bounds', async () => {
    const [done] = await run('yes x | head -c 3000000; seq 30; echo problem >&2');
    expect(done!.output.length).toBeLessThanOrEqual(20);
    expect(done?.output.at(-1)).toBe('problem');
  });

  it.each([
    ['exit 3', 'exit 3'],
    ['kill -TERM $$', 'SIGTERM'],
    ['no-such-program-xyz', 'exit 127'],
  ])('fails with the reason: %s', async (command, reason) => {
    await expect(run(command)).rejects.toMatchObject({ code: 'ERR_RENEW_HOOK', params: { hook: command, reason } });
  });

  it('says what a failing hook said', async () => {
    await expect(run('echo first; echo config broken >&2; exit 1')).rejects.toMatchObject({
      params: { output: 'first | config broken' },
    });
  });

  it('kills the whole process group of a hook that takes too long', async () => {
    const pids = join(tempDir(), 'pids');
    const hook = `trap '' TERM; sleep 600 & echo $! > ${pids}; echo $$ >> ${pids}; wait; wait`;
    await expect(run(hook, 2000)).rejects.toMatchObject({ params: { reason: 'timeout' } });
    const left = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
    expect(left).toHaveLength(2);
    expect(left.filter(alive)).toEqual([]);
  });

  it('is not held up by a daemon that a hook leaves behind', async () => {
    const pid = join(tempDir(), 'pid');
    try {
      const [done] = await run(`sleep 600 & echo $! > ${pid}`);
      expect(done?.hook).toContain('sleep');
      expect(alive(Number(readFileSync(pid, 'utf8')))).toBe(true);
    } finally {
      process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
    }
  });

  it('stops at the first that fails', async () => {
    const mark = join(tempDir(), 'mark');
    const hooks = ['false', `touch ${mark}`].map((text) => parseHook(text, templates));
    await expect(runHooks(hooks, {}, { timeoutMs: 30_000, env })).rejects.toMatchObject({ params: { hook: 'false' } });
    expect(existsSync(mark)).toBe(false);
  });
});

describe('built-in hooks', () => {
  it('are the files of templates/deploy/hooks', () => {
    const files = readdirSync(templates).filter((name) => name !== 'hook.schema.json');
    expect(files.sort()).toEqual(BUILTIN_HOOKS.map((name) => `${name}.json`));
  });

  it('validate first', () => {
    expect(parseHook('@nginx:config=/tmp/n.conf', templates)).toEqual({
      name: '@nginx:config=/tmp/n.conf',
      steps: [
        { run: ['nginx', '-t', '-q', '-c', '/tmp/n.conf'] },
        { run: ['nginx', '-s', 'reload', '-c', '/tmp/n.conf'] },
      ],
    });
    expect(parseHook('@systemd:unit=chat.service', templates)).toMatchObject({
      steps: [
        { run: ['systemctl', 'is-active', '--quiet', 'chat.service'] },
        { run: ['systemctl', 'reload-or-restart', 'chat.service'] },
      ],
    });
  });

  it.each([
    '@apache',
    '@nginx:conf=x',
    '@systemd',
    '@systemd:unit=',
    '@systemd:unit=--all',
    '@llave',
    '@nginx:',
    '@',
    '',
  ])('refuse "%s"', (text) =>
    expect(() => parseHook(text, templates)).toThrowError(expect.objectContaining({ code: 'ERR_USAGE_INVALID_VALUE' })),
  );

  it('send a signal to the process in a pid file, and to nothing else', async () => {
    const pidfile = join(tempDir(), 'pid');
    const got = new Promise((resolve) => process.once('SIGHUP', resolve));
    writeFileSync(pidfile, `${process.pid}\n`);
    await run(`@llave:pidfile=${pidfile}`);
    await got;
    for (const text of ['', '-1', '0', 'abc', '99999999999']) {
      writeFileSync(pidfile, text);
      await expect(run(`@llave:pidfile=${pidfile}`)).rejects.toMatchObject({
        code: 'ERR_RENEW_HOOK',
        params: { reason: 'EINVAL' },
      });
    }
    await expect(run('@llave:pidfile=/nonexistent/pid')).rejects.toMatchObject({ params: { reason: 'ENOENT' } });
  });
});
