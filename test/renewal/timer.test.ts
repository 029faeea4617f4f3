import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseWindow } from '../../src/renewal/policy/window.ts';
import { intervalFor } from '../../src/renewal/timer/interval.ts';
import { cronCommand, shellCommand, systemdCommand } from '../../src/renewal/timer/quote.ts';
import { testCertificate } from '../support/certificates.ts';
import { llave, llaveJson } from '../support/llave.ts';
import { peer } from '../support/peers.ts';
import { writePair } from '../support/serve.ts';
import { tempDir } from '../support/temp-dir.ts';

const analyze = peer('systemd-analyze');
const crontab = peer('crontab');
const python = peer('python3');

/** Words that every quoting has to bring through. */
const AWKWARD = [
  'plain',
  'two words',
  `it's "quoted"`,
  'back\\slash',
  '100%',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: for the shell, which must not see it as one either
  '$HOME ${x} `id`',
  'ñandú',
  'a;b|c>d',
  '',
];
const HOOK = `sh -c 'echo "100% \\ $LLAVE_SERIAL"'`;

async function scene() {
  const folder = join(tempDir(), 'with space');
  mkdirSync(folder);
  writePair(folder, await testCertificate());
  return folder;
}

describe('--install-timer', () => {
  it.skipIf(!analyze)(
    'systemd: units that systemd-analyze verifies, with nothing to say',
    { timeout: 60_000 },
    async () => {
      const cwd = await scene();
      const args = [
        'renew',
        'server.crt',
        '--install-timer',
        'systemd',
        '--out',
        cwd,
        '--deploy-hook',
        HOOK,
        '--before',
        '20%',
      ];
      const { code, json } = await llaveJson(args, { cwd });
      expect(code).toBe(0);
      const paths = json.result.files.map(({ path }: { path: string }) => path);
      expect(paths).toEqual(['llave-renew.service', 'llave-renew.timer'].map((name) => join(cwd, name)));
      const verified = spawnSync(analyze!, ['verify', '--man=no', ...paths], { encoding: 'utf8' });
      const about = (verified.stderr + verified.stdout).split('\n').filter((line) => /llave/.test(line));
      expect({ status: verified.status, about }).toEqual({ status: 0, about: [] });
      const service = readFileSync(paths[0], 'utf8');
      expect(service).toContain('SuccessExitStatus=1');
      expect(service).toContain('renew server.crt --deploy-hook');
      expect(service).not.toContain('--install-timer');
      const [, calendar] = /OnCalendar=(.*)/.exec(readFileSync(paths[1], 'utf8'))!;
      expect(spawnSync(analyze!, ['calendar', calendar!]).status).toBe(0);
    },
  );

  it.skipIf(!crontab)('cron: a line that crontab takes', async () => {
    const cwd = await scene();
    const { code } = await llave(['renew', '--install-timer', 'cron', '--deploy-hook', HOOK], { cwd });
    expect(code).toBe(0);
    const checked = spawnSync(crontab!, ['-n', join(cwd, 'llave-renew.cron')], { encoding: 'utf8' });
    expect(checked.stderr + checked.stdout).not.toMatch(/error|bad/i);
    expect(checked.status).toBe(0);
  });

  it.skipIf(!python || !peer('python3-yaml'))('kubernetes: YAML of a CronJob', async () => {
    const cwd = await scene();
    const { code } = await llave(['renew', '--install-timer', 'kubernetes', '--deploy-hook', HOOK], { cwd });
    expect(code).toBe(0);
    const script = 'import sys, yaml, json; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))';
    const parsed = JSON.parse(
      spawnSync(python!, ['-c', script, join(cwd, 'llave-renew.cronjob.yaml')], { encoding: 'utf8' }).stdout,
    );
    expect(parsed).toMatchObject({ apiVersion: 'batch/v1', kind: 'CronJob', spec: { concurrencyPolicy: 'Forbid' } });
    expect(parsed.spec.schedule).toMatch(/^[\d,]+ \* \* \* \*$/);
    const pod = parsed.spec.jobTemplate.spec.template.spec;
    const [container] = pod.containers;
    expect(container.command).toEqual(['llave', 'renew', '--deploy-hook', HOOK, '--no-input']);
    expect([container.workingDir, container.volumeMounts[0].mountPath]).toEqual([cwd, cwd]);
    expect(pod.volumes[0].name).toBe(container.volumeMounts[0].name);
  });

  it('--dry-run writes nothing; without it nothing is replaced without --force', async () => {
    const cwd = await scene();
    const args = ['renew', '--install-timer', 'cron'];
    const { stdout } = await llave([...args, '--dry-run'], { cwd });
    expect(stdout).toContain('logger -t llave-renew');
    expect((await llave(args, { cwd })).code).toBe(0);
    expect((await llave(args, { cwd })).code).toBe(4);
    expect((await llave([...args, '--force'], { cwd })).code).toBe(0);
  });

  it('what it writes does what it says: the shell gets the words as they were', async () => {
    const cwd = await scene();
    const { json } = await llaveJson(
      ['renew', '--force', '--install-timer', 'cron', '--dry-run', '--deploy-hook', 'echo "a  b" > "hook ran"'],
      { cwd },
    );
    const [, command] = /^[\d,]+ \* \* \* \* (.*) 2>&1 \| logger/m.exec(json.result.files[0].content)!;
    // cron takes the backslash from "\%", nothing else.
    const run = spawnSync('/bin/sh', ['-c', `${command!.replaceAll('\\%', '%')} --force`], { encoding: 'utf8' });
    expect({ status: run.status, stderr: run.stderr }).toMatchObject({ status: 0 });
    expect(readFileSync(join(cwd, 'hook ran'), 'utf8')).toBe('a  b\n');
  });

  it('refuses what no unit file can hold', async () => {
    const cwd = await scene();
    const { code } = await llave(['renew', '--install-timer', 'systemd', '--dry-run', '--deploy-hook', 'a\nb'], {
      cwd,
    });
    expect(code).toBe(2);
  });
});

describe('quoting', () => {
  it('sh reads back what was written', () => {
    const { stdout } = spawnSync('/bin/sh', ['-c', `printf '%s\\0' ${shellCommand(AWKWARD)}`], { encoding: 'utf8' });
    expect(stdout.split('\0').slice(0, -1)).toEqual(AWKWARD);
    expect(cronCommand(['100%'])).toBe('100\\%');
  });

  it('systemd: as its manual says', () => {
    expect(systemdCommand(['/bin/x', 'a b', '100%', '$HOME', 'q"q', 'b\\s', ''])).toBe(
      '/bin/x "a b" 100%% "$$HOME" "q\\"q" "b\\\\s" ""',
    );
  });
});

describe('intervalFor', () => {
  const hours = (count: number) => count * 36e5;
  it.each([
    ['an hour', [], [hours(24 * 90)], 60],
    ['a short window', ['Sat 02:00-02:30'], [hours(24 * 90)], 15],
    ['a window across midnight', ['Sat 23:30-00:10'], [], 15],
    ['a short life', [], [hours(6)], 15],
    ['a very short life', [], [60_000], 5],
  ] as const)('%s', (_name, windows, lifetimes, minutes) => {
    expect(
      intervalFor(
        windows.map((text) => parseWindow(text, 'UTC')!),
        lifetimes,
      ),
    ).toBe(minutes);
  });
});
