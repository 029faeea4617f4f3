import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { testCertificate } from '../support/certificates.ts';
import { llave, llaveJson, startLlave } from '../support/llave.ts';
import { writePair } from '../support/serve.ts';
import { tempDir } from '../support/temp-dir.ts';

const DAY = 864e5;
let folder: string;
beforeEach(async () => {
  folder = tempDir();
  const at = (days: number) => new Date(Date.now() + days * DAY);
  writePair(folder, await testCertificate({ notBefore: at(-89), notAfter: at(1) }), 'due');
  writePair(folder, await testCertificate({ notBefore: at(-1), notAfter: at(89) }), 'fresh');
});
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('several certificates', () => {
  it('are independent, and the exit code is the worst', async () => {
    const args = [
      'renew',
      'missing.crt',
      'due.crt',
      'fresh.crt',
      '--alert',
      'echo $LLAVE_CERTIFICATE $LLAVE_ERROR >> alerts',
    ];
    const { code, json } = await llaveJson(args, { cwd: folder });
    expect({ code, ok: json.ok }).toEqual({ code: 3, ok: false });
    expect(json.result.certificates.map((one: { action: string }) => one.action)).toEqual([
      'failed',
      'renewed',
      'none',
    ]);
    expect(json.result.certificates[0].error).toMatchObject({ code: 'ERR_INPUT_MISSING', exit: 3 });
    expect(read('alerts')).toBe('missing.crt ERR_INPUT_MISSING\n');
    const failing = await llaveJson(['renew', 'missing.crt', 'fresh.crt', '--force', '--deploy-hook', 'false'], {
      cwd: folder,
    });
    expect(failing.code).toBe(6);
  });

  it('--check: 1 as soon as one is due, and nothing is written', async () => {
    expect((await llave(['renew', '--check', 'fresh.crt'], { cwd: folder })).code).toBe(0);
    const { code, stdout } = await llave(['renew', '--check', 'fresh.crt', 'due.crt'], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain('due.crt: due since');
    expect(read('due.crt')).toContain('BEGIN');
    expect(
      (
        await llave(
          [
            'renew',
            '--check',
            'fresh.crt',
            '--before',
            '60d',
            '--at',
            new Date(Date.now() + 40 * DAY).toISOString().slice(0, 10),
          ],
          { cwd: folder },
        )
      ).code,
    ).toBe(1);
  });

  it('come from a configuration, whose mistakes are named with their place', async () => {
    const write = (config: object) => writeFileSync(join(folder, 'llave.renew.json'), JSON.stringify(config));
    write({
      defaults: { deployHook: 'echo $LLAVE_CERTIFICATE >> hooks' },
      certificates: [{ certificate: 'due.crt', rotateKey: true }, { certificate: 'fresh.crt' }],
      metrics: 'llave.prom',
    });
    const { code, json } = await llaveJson(['renew'], { cwd: folder });
    expect(code).toBe(0);
    expect(json.result.certificates[0]).toMatchObject({ action: 'renewed', plan: { key: { action: 'rotate' } } });
    expect(read('hooks')).toBe(`${join(folder, 'due.crt')}\n`);
    expect(read('llave.prom')).toMatch(/^llave_certificate_days_left\{certificate="[^"]+due.crt"\} 89\.9/m);
    expect(read('llave.prom')).toMatch(/^llave_renew_last_exit_code\{certificate="[^"]+due.crt"\} 0$/m);
    for (const [config, at] of [
      [{ certificates: [{ certificate: 'due.crt', deployHok: 'x' }] }, '$.certificates[0].deployHok'],
      [{ certificates: [{ certificate: 'due.crt', before: 'soon' }] }, '$.certificates[0].before'],
      [{ certificates: [] }, '$.certificates'],
      [{ certificates: [{}] }, '$.certificates[0].certificate'],
      [{ certificates: [{ certificate: 'a', days: 1.5 }] }, '$.certificates[0].days'],
      [{ certificates: [{ certificate: 'a', keep: 0 }] }, '$.certificates[0].keep'],
      [{ defaults: [], certificates: [{ certificate: 'a' }] }, '$.defaults'],
    ] as const) {
      write(config);
      const wrong = await llaveJson(['renew'], { cwd: folder });
      expect(wrong.code).toBe(3);
      expect(wrong.json.error).toMatchObject({ code: 'ERR_RENEW_CONFIG', params: { at } });
    }
  });
});

describe('--watch', () => {
  it('renews what is due, wakes when a file changes, and ends clean on SIGTERM', { timeout: 60_000 }, async () => {
    const run = startLlave(
      ['renew', 'due.crt', 'fresh.crt', '--watch', '--deploy-hook', 'echo $LLAVE_CERTIFICATE >> hooks'],
      { cwd: folder, timeout: 50_000 },
    );
    await run.waitFor(/due\.crt: renewed/, 'stderr');
    await run.waitFor(/fresh\.crt: not due/, 'stderr');
    const other = await testCertificate({
      notBefore: new Date(Date.now() - 89 * DAY),
      notAfter: new Date(Date.now() + DAY),
    });
    writePair(folder, other, 'fresh');
    await run.waitFor(/fresh\.crt: renewed/, 'stderr');
    const { code, stdout } = await run.stop('SIGTERM');
    expect(code).toBe(0);
    expect(stdout).toMatch(/looks, then asked to end/);
    expect(read('hooks')).toBe('due.crt\nfresh.crt\n');
  });
});

describe('warnings', () => {
  it('a key that everybody may read, and a PKCS#12 file that is out of date now', async () => {
    chmodSync(join(folder, 'due.key'), 0o644);
    writeFileSync(join(folder, 'due.p12'), 'old');
    const { code, json } = await llaveJson(['renew', 'due.crt'], { cwd: folder });
    expect(code).toBe(0);
    expect(json.warnings.map((one) => [one.code, one.params])).toEqual([
      ['renew-key-readable', { path: 'due.key' }],
      ['renew-pkcs12', { path: 'due.p12' }],
    ]);
  });
});
