import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanEnv } from '../support/llave.ts';
import { node, repository, runFile } from '../support/paths.ts';
import { peer } from '../support/peers.ts';
import { freePort, portOpen } from '../support/ports.ts';
import { validator } from '../support/schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const page = readFileSync(join(repository, 'docs', 'renewal.md'), 'utf8');
const blocks = [...page.matchAll(/^```(sh|json)\n(.*?)^```$/gms)].map(([, kind, text]) => ({
  kind: kind!,
  text: text!,
}));
const missing = ['openssl', 'systemd-analyze', 'logger'].filter((name) => peer(name) === undefined);

let folder = '';
afterAll(() => {
  const file = join(folder, 'serve.pid');
  if (existsSync(file)) process.kill(Number(readFileSync(file, 'utf8')), 'SIGTERM');
});

async function shell(script: string, cwd: string) {
  const child = spawn('/bin/sh', ['-ec', script], {
    cwd,
    env: { ...cleanEnv(cwd), PATH: `${cwd}/bin:${process.env.PATH}` },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  // "exit", not "close": a server that a block starts keeps the streams.
  const [code] = await once(child, 'exit');
  return { code, output };
}

describe('docs/renewal.md', () => {
  it('is one page', () => {
    expect(page.split('\n').length).toBeLessThan(150);
    expect(blocks.filter(({ kind }) => kind === 'sh').length).toBeGreaterThan(6);
  });

  it.skipIf(missing.length > 0)('every command of it works, in its order', { timeout: 120_000 }, async () => {
    folder = tempDir();
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin', 'llave'), `#!/bin/sh\nexec ${node} ${runFile} "$@"\n`, { mode: 0o755 });
    const port = await freePort();
    for (const { kind, text } of blocks) {
      const here = text.replaceAll('12345', String(port));
      if (kind === 'json') {
        writeFileSync(join(folder, 'llave.renew.json'), here);
        const validate = validator('renew-config');
        expect(validate(JSON.parse(here)), JSON.stringify(validate.errors)).toBe(true);
        continue;
      }
      const { code, output } = await shell(here, folder);
      expect(code, `${here}\n${output}`).toBe(0);
      if (here.includes('llave serve')) await portOpen(port);
    }
    expect(readFileSync(join(folder, 'llave.prom'), 'utf8')).toContain('llave_certificate_days_left');
  });
});
