import { diagnose } from '../../doctor/diagnose.ts';
import { readInput } from '../../files/read.ts';
import { loadFindings } from '../../i18n/findings.ts';
import { systemClock } from '../../runtime/clock.ts';
import { openLocalSystem } from '../../runtime/local-system.ts';
import { systemNetwork } from '../../runtime/network.ts';
import type { Outcome } from '../base-command.ts';
import { present } from './present.ts';
import { noProgress, terminalProgress } from './progress.ts';
import { type RequestFlags, toRequest } from './request.ts';
import { checkFilter } from './select.ts';

/** What the flags of `llave doctor` say. */
export interface DoctorFlags extends RequestFlags {
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  readonly 'fail-on': 'error' | 'warning';
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Runs a diagnosis from the command line: progress on stderr, the verdict as the outcome. */
export async function runDoctor(target: string | undefined, flags: DoctorFlags): Promise<Outcome> {
  const request = toRequest(target, flags);
  // A file that was named and cannot be read is the caller's mistake, not a finding about the target.
  const { parseCertificateLists } = await import('../../pki/parse/bundle.ts');
  for (const file of request.crlFiles) parseCertificateLists(await readInput(file));
  const named = [...request.caFiles, ...(request.clientCertificate ? [request.certFile, request.keyFile] : [])];
  for (const file of named) await readInput(file);
  const skipped = checkFilter(flags.only ?? [], flags.skip ?? []);
  // The words for the verdict are loaded while files can still be opened: that may be what is wrong.
  await loadFindings();
  const progress = process.stderr.isTTY && !flags.json && !flags.quiet ? await terminalProgress() : noProgress;
  try {
    const diagnosis = await diagnose(request, {
      context: { network: systemNetwork, system: await openLocalSystem(), clock: systemClock },
      onEvent: (event) => progress.onEvent(event),
      skipped,
    });
    await progress.end();
    return await present(diagnosis, flags['fail-on']);
  } finally {
    await progress.end();
  }
}
