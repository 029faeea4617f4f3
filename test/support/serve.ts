import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestCredential } from './certificates.ts';
import { type RunningLlave, type RunOptions, startLlave } from './llave.ts';
import { tempDir } from './temp-dir.ts';

/** A `llave serve` of its own on a free port. */
export interface Serving extends RunningLlave {
  readonly port: number;
  readonly address: string;
  readonly fingerprint256: string;
  /** Waits for a record in the log (format json). */
  waitForRecord(event: string, pattern?: RegExp): Promise<Record<string, unknown>>;
}

/** Starts the real binary with a pair in `server.key` and `server.crt`, and waits for its first line. `args` may name another port than 0. */
export async function startServe(
  credential: TestCredential,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<Serving> {
  const cwd = options.cwd ?? tempDir();
  writePair(cwd, credential);
  const where = args.includes('--port') ? [] : ['--port', '0'];
  const run = startLlave(['serve', ...where, '--log-format', 'json', ...args], {
    timeout: 120_000,
    ...options,
    cwd,
  });
  const [line] = await run.waitFor(/^.*\n/);
  const { port, address, fingerprint256 } = JSON.parse(line);
  return {
    ...run,
    port,
    address,
    fingerprint256,
    waitForRecord: async (event, pattern = /./) => {
      const source = `^(?=.*"event":"${event}")(?=.*${pattern.source}).*$`;
      const [found] = await run.waitFor(new RegExp(source, 'm'));
      return JSON.parse(found);
    },
  };
}

/** Writes a pair as `NAME.key` and `NAME.crt`, the key for its owner alone. */
export function writePair(folder: string, { key, cert }: TestCredential, name = 'server'): void {
  writeFileSync(join(folder, `${name}.key`), key, { mode: 0o600 });
  writeFileSync(join(folder, `${name}.crt`), cert);
}
