import { exitCodeOf } from '../errors/codes.ts';
import { runProcess } from '../runtime/run-process.ts';
import type { RenewalResult } from './result.ts';

const TIMEOUT_MS = 60_000;

/**
 * Runs the user's alert command once for each certificate that failed, with what happened in its environment.
 * @returns the certificates whose alert failed itself
 */
export async function raiseAlerts(
  command: string,
  results: readonly RenewalResult[],
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const unheard: string[] = [];
  for (const { certificate, error, old } of results) {
    if (error === undefined) continue;
    const facts = {
      LLAVE_EVENT: 'failed',
      LLAVE_CERTIFICATE: certificate,
      LLAVE_ERROR: error.code,
      LLAVE_EXIT: String(exitCodeOf(error.code)),
      ...(old === undefined ? {} : { LLAVE_NOT_AFTER: old.notAfter.toISOString() }),
    };
    const ended = await runProcess({ command, env: { ...env, ...facts }, timeoutMs: TIMEOUT_MS, maxOutput: 0 });
    if (ended.exit !== 0) unheard.push(certificate);
  }
  return unheard;
}
