import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { splitPem } from '../../../src/files/pem.ts';
import { readPrivateKey } from '../../../src/pki/keys/load.ts';
import { isRequestOf } from '../../../src/pki/load-request.ts';
import { parseCertificate } from '../../../src/pki/parse/index.ts';
import { llave } from '../../support/llave.ts';
import { tempDir } from '../../support/temp-dir.ts';

const steps = fileURLToPath(new URL('../../support/fs-steps.mjs', import.meta.url));

describe('llave selfsign, killed at every step', { timeout: 300_000 }, () => {
  it('leaves no key and no certificate, or both, which belong together', async () => {
    const states = new Set<string>();
    let completed = false;
    const attempt = async (step: number) => {
      const cwd = tempDir();
      const args = ['selfsign', '-H', 'localhost', '--profile', 'webtransport'];
      const env = { LLAVE_STEP_KILL: String(step), LLAVE_STEP_ROOT: cwd };
      const ended = await llave(args, { cwd, env, nodeArgs: ['--import', steps] });
      if (ended.code === 0) completed = true;
      else expect(ended.signal, ended.stderr).toBe('SIGKILL');
      const there = ['server.key', 'server.crt'].map((file) => existsSync(join(cwd, file)));
      states.add(there.join());
      if (there[0] && there[1]) {
        const { privateKey } = await readPrivateKey(readFileSync(join(cwd, 'server.key')), 'server.key');
        const certificate = parseCertificate(splitPem(readFileSync(join(cwd, 'server.crt'))).blocks[0]!.der);
        expect(isRequestOf(certificate, privateKey)).toBe(true);
      } else if (step % 8 === 0) {
        // What was left does not stand in the way of the same command (test/files/kill.test.ts tries every step).
        expect(await llave(args, { cwd })).toMatchObject({ code: 0 });
      }
    };
    for (let step = 1; !completed; step += 4) await Promise.all([0, 1, 2, 3].map((more) => attempt(step + more)));
    expect(states).toEqual(new Set(['false,false', 'true,true']));
  });
});
