import { exitCodeOf } from '../../doctor/blame.ts';
import { burdened } from '../../doctor/fleet/politeness.ts';
import { runFleet } from '../../doctor/fleet/pool.ts';
import { Tally } from '../../doctor/fleet/summary.ts';
import { targetsOf } from '../../doctor/fleet/targets.ts';
import { AppError } from '../../errors/app-error.ts';
import { streamInput } from '../../files/read.ts';
import { type LocalSystem, openLocalSystem } from '../../runtime/local-system.ts';
import { systemNetwork } from '../../runtime/network.ts';
import { type Outcome, warning } from '../base-command.ts';
import type { Warning } from '../output.ts';
import { flaggedPassphrase } from '../passphrase.ts';
import { untilStopped } from '../signals.ts';
import { fleetThreads } from './fleet-threads.ts';
import { checkNamedFiles } from './named-files.ts';
import { ReportEntries } from './report-entries.ts';
import { toRequest } from './request.ts';
import type { DoctorFlags } from './run.ts';
import { writerFor } from './targets-writer.ts';
import { doctorTexts as t } from './texts.ts';
import { type FleetPlan, teller } from './told.ts';

/** Diagnoses at the same time, unless `--concurrency` says otherwise. */
const CONCURRENCY = 32;
/** Files and connections that a diagnosis may hold at its worst, and what the process needs besides. */
const [FILES_EACH, FILES_BESIDES] = [8, 64];
const EXIT_OF_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const;
/** The output was refused (design 1.2). */
const EXIT_NO_OUTPUT = 4;

/** Runs `--targets`: results are printed as they come, the summary at the end. */
export async function runTargets(positional: string | undefined, flags: DoctorFlags, root: string): Promise<Outcome> {
  refuseBesides(positional, flags);
  const { only, skip, suppress } = flags;
  const template = toRequest('-', flags);
  await checkNamedFiles(template);
  const { concurrency, warnings: limits } = await bounded(flags.concurrency ?? CONCURRENCY, await openLocalSystem());
  const plan: FleetPlan = {
    ...{ template, at: flags.at !== undefined, selection: { only, skip, suppress } },
    passphrase: await flaggedPassphrase(flags),
  };
  const diagnose = await teller(plan);
  const file = flags.targets ?? '-';
  const reports = flags.report && (await reportsOf(flags.report, flags, root));
  const entries = new ReportEntries(file);
  const stop = stopper();
  const lookup = (host: string) =>
    systemNetwork.lookup(host, AbortSignal.any([stop.signal, AbortSignal.timeout(template.timeoutMs)]));
  let lost = 0;
  const begin = performance.now();
  const tally = new Tally(flags['fail-on']);
  const writer = writerFor(flags);
  const results = runFleet(targetsOf(streamInput(file)), {
    concurrency,
    ordered: !flags.ndjson,
    hosts: ({ input }) => burdened(input, template.addresses, lookup),
    diagnose,
    helpers: fleetThreads(plan, concurrency, root, () => {
      lost += 1;
    }),
    signal: stop.signal,
  });
  for await (const result of results) {
    const { target, diagnosis: told } = result;
    const { verdict } = told;
    const first = verdict.cause === null ? 0 : tally.seen(verdict.cause);
    tally.add(result);
    const exitCode = exitCodeOf(verdict, flags['fail-on']);
    if (reports) entries.add(target, told, exitCode);
    await writer.result(told, { ok: exitCode !== 1, seenBefore: first });
  }
  const by = stop.by();
  if (file === '-') process.stdin.destroy();
  const summary = { ...tally.summary(), ms: Math.round(performance.now() - begin), stopped: by !== undefined };
  if (summary.targets === 0 && by === undefined) throw new AppError('ERR_INPUT_EMPTY', { file });
  if (reports && by !== 'EPIPE') await reports.write(entries.all(), true);
  const exitCode = by === undefined ? tally.exitCode() : by === 'EPIPE' ? EXIT_NO_OUTPUT : EXIT_OF_SIGNAL[by];
  const warnings = lost === 0 ? limits : [...limits, warning('WARN_THREAD_LOST', t, 'warning.threadLost', { lost })];
  const text = writer.end(summary, { ok: tally.exitCode() !== 1, warnings });
  return { result: summary, text, exitCode, printed: true, warnings: by === 'EPIPE' ? [] : warnings };
}

async function reportsOf(files: readonly string[], { force, 'fail-on': failOn }: DoctorFlags, root: string) {
  const { openReports } = await import('./reports.ts');
  return await openReports({ files, besides: [], force, failOn, root });
}

/** What concerns one target alone, or is no list of targets. */
function refuseBesides(positional: string | undefined, flags: DoctorFlags): void {
  const others = [
    ...(positional === undefined ? [] : ['TARGET']),
    ...(flags.server ? ['--server'] : []),
    ...(flags.record === undefined ? [] : ['--record']),
    ...(flags.replay === undefined ? [] : ['--replay']),
    ...(flags.compare === undefined ? [] : ['--compare']),
    ...(flags.scrub ? ['--scrub'] : []),
    ...(flags.fix ? ['--fix'] : []),
  ];
  if (others.length > 0) throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: ['--targets', ...others].join(', ') });
}

/** As many diagnoses at the same time as this process may open files for. */
async function bounded(wanted: number, system: LocalSystem): Promise<{ concurrency: number; warnings: Warning[] }> {
  const limits = await system.readText('/proc/self/limits');
  const limit = Number(/^Max open files\s+(\d+)/m.exec(limits ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
  const most = Math.max(1, Math.floor((limit - FILES_BESIDES) / FILES_EACH));
  if (most >= wanted) return { concurrency: wanted, warnings: [] };
  return {
    concurrency: most,
    warnings: [warning('WARN_CONCURRENCY', t, 'warning.concurrency', { most, limit })],
  };
}

/** Ends the run at the first signal, or when nobody reads what is printed. */
function stopper() {
  const controller = new AbortController();
  let by: keyof typeof EXIT_OF_SIGNAL | 'EPIPE' | undefined;
  const stop = (reason: NonNullable<typeof by>) => {
    by ??= reason;
    controller.abort();
  };
  void untilStopped(() => {}).then(stop);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    stop('EPIPE');
  });
  return { signal: controller.signal, by: () => by };
}
