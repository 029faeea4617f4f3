import { type Diagnosis, diagnose, type Selection } from '../../doctor/diagnose.ts';
import { replay, toRecord } from '../../doctor/record.ts';
import { AppError } from '../../errors/app-error.ts';
import { readInput } from '../../files/read.ts';
import { loadFindings } from '../../i18n/findings.ts';
import type { DoctorResult } from '../../report/doctor/result.ts';
import { systemClock } from '../../runtime/clock.ts';
import { openLocalSystem } from '../../runtime/local-system.ts';
import { systemNetwork } from '../../runtime/network.ts';
import type { Outcome } from '../base-command.ts';
import { toJson } from '../output.ts';
import { flaggedPassphrase, type PassphraseFlags } from '../passphrase.ts';
import { readEarlier } from './compare.ts';
import { checkNamedFiles } from './named-files.ts';
import { present } from './present.ts';
import { noProgress, plainProgress, terminalProgress } from './progress.ts';
import { type RequestFlags, toRequest } from './request.ts';
import { type SelectFlags, selectChecks } from './select.ts';

/** What the flags of `llave doctor` say. */
export interface DoctorFlags extends RequestFlags, SelectFlags, PassphraseFlags {
  readonly targets?: string | undefined;
  readonly concurrency?: number | undefined;
  readonly ndjson: boolean;
  readonly 'fail-on': 'error' | 'warning';
  readonly record?: string | undefined;
  readonly report?: readonly string[] | undefined;
  readonly replay?: string | undefined;
  readonly scrub: boolean;
  readonly compare?: string | undefined;
  readonly force: boolean;
  readonly fix: boolean;
  readonly yes: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** What the command knows besides its flags. */
export interface Surroundings {
  /** The folder of package.json. */
  readonly root: string;
  readonly interactive: boolean;
}

/** Runs a diagnosis from the command line, or judges a record of one anew; the verdict is the outcome. */
export async function runDoctor(
  target: string | undefined,
  flags: DoctorFlags,
  surroundings: Surroundings,
): Promise<Outcome> {
  if (flags.targets !== undefined) return (await import('./targets.ts')).runTargets(target, flags, surroundings.root);
  if (flags.ndjson || flags.concurrency !== undefined)
    throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--ndjson, --concurrency, without --targets' });
  if (flags.report === undefined) return verdictOf(target, flags, surroundings);
  if (flags.fix) throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--fix, --report' });
  const { openReports } = await import('./reports.ts');
  const reports = await openReports({
    files: flags.report,
    besides: flags.record === undefined || flags.record === '-' ? [] : [flags.record],
    force: flags.force,
    failOn: flags['fail-on'],
    root: surroundings.root,
  });
  const outcome = await verdictOf(target, flags, surroundings);
  const result = outcome.result as DoctorResult;
  await reports.write([{ target: result.target.input, result, exitCode: outcome.exitCode ?? 0 }]);
  return outcome;
}

async function verdictOf(target: string | undefined, flags: DoctorFlags, surroundings: Surroundings): Promise<Outcome> {
  const selection = selectChecks(flags);
  if (flags.yes && !flags.fix) throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--yes, without --fix' });
  if (flags.scrub && flags.record === undefined)
    throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--scrub, without --record' });
  const before = flags.compare === undefined ? undefined : await readEarlier(flags.compare);
  if (flags.replay !== undefined) {
    refuseBesides(target, flags);
    const diagnosis = replay((await readInput(flags.replay)).toString('utf8'), flags.replay, selection);
    return present(diagnosis, flags['fail-on'], { before, scrubbed: diagnosis.scrubbed });
  }
  if (flags.fix) {
    const other = flags.record !== undefined ? '--record' : before ? '--compare' : undefined;
    if (other !== undefined) throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: `--fix, ${other}` });
    const { runFix } = await import('./fix.ts');
    const steps = {
      examine: () => examine(target, flags, selection),
      present: (diagnosis: Diagnosis) => present(diagnosis, flags['fail-on']),
    };
    return runFix(steps, { ...surroundings, agreed: flags.yes, quiet: flags.quiet || flags.json });
  }
  if (flags.record === undefined) return present(await examine(target, flags, selection), flags['fail-on'], { before });
  if (flags.record === '-' && flags.json)
    throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--record -, --json' });
  const { checkOutputs, writeFiles } = await import('../../files/safe-write.ts');
  if (flags.record !== '-') await checkOutputs([flags.record], flags);
  const diagnosis = await examine(target, flags, selection);
  const record = `${toJson(await recordOf(diagnosis, flags.scrub), 2)}\n`;
  const outcome = await present(diagnosis, flags['fail-on'], { before, recorded: flags.record });
  if (flags.record === '-') return { ...outcome, text: record };
  await writeFiles([{ path: flags.record, data: Buffer.from(record) }], flags);
  return outcome;
}

async function recordOf(diagnosis: Diagnosis, scrubbed: boolean) {
  const record = toRecord(diagnosis);
  if (!scrubbed) return record;
  const { scrub } = await import('../../doctor/scrub.ts');
  return scrub(record);
}

/** A record was made of one target with one set of flags: others beside it would be ignored. */
function refuseBesides(target: string | undefined, flags: DoctorFlags): void {
  if (target !== undefined) throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: '--replay, TARGET' });
  const others = [
    ...(flags.record === undefined ? [] : ['--record']),
    ...(flags.fix ? ['--fix'] : []),
    ...(flags.server ? ['--server'] : []),
    ...(flags.ca === undefined ? [] : ['--ca']),
    ...(flags.at === undefined ? [] : ['--at']),
  ];
  if (others.length > 0) throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: ['--replay', ...others].join(', ') });
}

/** Gathers and judges, with progress on stderr. */
async function examine(target: string | undefined, flags: DoctorFlags, selection: Selection): Promise<Diagnosis> {
  const request = toRequest(target, flags);
  await checkNamedFiles(request);
  // The words for the verdict are loaded while files can still be opened: that may be what is wrong.
  await loadFindings();
  const passphrase = await flaggedPassphrase(flags);
  const secret = passphrase === undefined ? {} : { passphrase };
  const progress =
    flags.json || flags.quiet ? noProgress : process.stderr.isTTY ? await terminalProgress() : plainProgress();
  try {
    return await diagnose(request, {
      context: { network: systemNetwork, system: await openLocalSystem(), clock: systemClock, ...secret },
      onEvent: (event) => progress.onEvent(event),
      ...selection,
    });
  } finally {
    await progress.end();
  }
}
