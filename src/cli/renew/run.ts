import { AppError } from '../../errors/app-error.ts';
import { raiseAlerts } from '../../renewal/alert.ts';
import { judge } from '../../renewal/judge.ts';
import { eachOf, worstExit } from '../../renewal/many.ts';
import { writeMetrics } from '../../renewal/metrics.ts';
import type { RenewContext, RenewOptions } from '../../renewal/options.ts';
import { previewRenewal, renewOne } from '../../renewal/renew.ts';
import type { RenewalResult } from '../../renewal/result.ts';
import { rollBack } from '../../renewal/rollback.ts';
import { type Clock, systemClock } from '../../runtime/clock.ts';
import { type Outcome, warning } from '../base-command.ts';
import { errorReport, printError } from '../error-report.ts';
import { printNote, type Warning } from '../output.ts';
import type { RenewFlags } from './flags.ts';
import { type Jobs, readJobs } from './jobs.ts';
import { resultJson } from './json.ts';
import { environment, optionsFor } from './options.ts';
import { decisionLine, planLines, resultLines, say } from './present.ts';
import { renewTexts } from './texts.ts';

/** What a call of `llave renew` brings along. */
export interface RenewCall {
  readonly certificates: readonly string[];
  readonly flags: RenewFlags;
  readonly root: string;
  readonly interactive: boolean;
  /** The words behind `llave`, as they were typed. */
  readonly argv: readonly string[];
}

/** Runs `llave renew`. */
export async function runRenew(call: RenewCall): Promise<Outcome> {
  const { flags, root, interactive } = call;
  refuseConflicts(flags);
  const jobs = await readJobs(call.certificates, flags);
  if (flags['install-timer'] !== undefined) {
    const { installTimer } = await import('./timer.ts');
    return installTimer(flags['install-timer'], jobs, call);
  }
  const all = await Promise.all(
    jobs.jobs.map((job) => optionsFor(job, { flags, root, interactive, lockWaitMs: jobs.lockWaitMs })),
  );
  const context = contextFor(flags, all);
  const pass = async () => {
    const results = await eachOf(all, (options) => work(options, context, flags));
    return { results, warnings: await afterwards(results, jobs, context.clock) };
  };
  return flags.watch ? watching(pass, all, context, flags) : once(await pass(), all, flags);
}

function refuseConflicts(flags: RenewFlags): void {
  const modes = ['check', 'dry-run', 'rollback', 'watch', 'install-timer'] as const;
  const given: string[] = modes.filter((name) => flags[name] !== undefined && flags[name] !== false);
  const fits = given.length < 2 || (given.length === 2 && given[0] === 'dry-run' && given[1] !== 'watch');
  if (!fits) throw new AppError('ERR_USAGE_FLAG_CONFLICT', { flags: given.map((name) => `--${name}`).join(', ') });
}

function work(options: RenewOptions, context: RenewContext, flags: RenewFlags): Promise<RenewalResult> {
  if (flags.rollback) return rollBack(options, context, flags['dry-run']);
  if (flags.check) return checked(options, context);
  return flags['dry-run'] ? previewRenewal(options, context) : renewOne(options, context);
}

async function checked(options: RenewOptions, context: RenewContext): Promise<RenewalResult> {
  try {
    return { ...(await judge(options, context)).result, action: 'none', steps: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { certificate: options.look.certificate, action: 'failed', steps: [], error };
  }
}

function contextFor(flags: RenewFlags, all: readonly RenewOptions[]): RenewContext {
  const speaks = !flags.json && !flags.quiet;
  return {
    clock: flags.at === undefined ? systemClock : clockFrom(flags.at),
    realTime: flags.at === undefined,
    ...(speaks
      ? {
          onPlan: (result: RenewalResult) => {
            const options = all.find(({ look }) => look.certificate === result.certificate);
            for (const line of [...decisionLine(result), ...(options ? planLines(result, options) : [])])
              printNote(line);
          },
          onStep: (_certificate: string, step: string) => printNote(`  ${say(`step.${step}`)} …`),
        }
      : {}),
  };
}

/** A clock that shows a time now, and goes on from there. */
function clockFrom(time: Date): Clock {
  const began = performance.now();
  return { now: () => new Date(time.getTime() + (performance.now() - began)) };
}

/** Metrics and alerts; neither is a reason to fail a renewal that succeeded, but an unwritten metrics file is said. */
async function afterwards(results: readonly RenewalResult[], jobs: Jobs, clock: Clock): Promise<Warning[]> {
  const warnings: Warning[] = results.flatMap(({ notices = [] }) =>
    notices.map(({ code, path }) => warning(`renew-${code}`, renewTexts, `warning.${code}`, { path })),
  );
  if (jobs.metrics !== undefined) {
    try {
      await writeMetrics(jobs.metrics, results, clock.now());
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, params, message } = errorReport(error);
      warnings.push({ code, params, message });
    }
  }
  const secrets = jobs.jobs.flatMap(({ settings }) => [settings.passphraseEnv, settings.pkcs12PassphraseEnv]);
  const env = environment(...secrets);
  const unheard = jobs.alert === undefined ? [] : await raiseAlerts(jobs.alert, results, env);
  for (const certificate of unheard)
    warnings.push(warning('renew-alert', renewTexts, 'warning.alert', { certificate }));
  return warnings;
}

interface Passed {
  readonly results: readonly RenewalResult[];
  readonly warnings: readonly Warning[];
}

function once({ results, warnings }: Passed, all: readonly RenewOptions[], flags: RenewFlags): Outcome {
  const [only] = results;
  // A single certificate that could not even be begun with is an error like any other command's.
  if (results.length === 1 && only?.error !== undefined && only.aftermath === undefined) throw only.error;
  if (!flags.json) for (const { error } of results) if (error !== undefined) printError(errorReport(error));
  const text = results.flatMap((result, index) =>
    result.action === 'planned'
      ? [...decisionLine(result), ...planLines(result, all[index]!), ...rollbackLines(result)]
      : resultLines(result),
  );
  return {
    result: { certificates: results.map(resultJson) },
    text: text.join('\n'),
    exitCode: worstExit(results, flags.check),
    warnings,
  };
}

function rollbackLines(result: RenewalResult): string[] {
  return result.plan === undefined ? resultLines(result) : [];
}

async function watching(
  pass: () => Promise<Passed>,
  all: readonly RenewOptions[],
  { clock }: RenewContext,
  flags: RenewFlags,
): Promise<Outcome> {
  const { watch } = await import('../../renewal/watch.ts');
  const { untilStopped } = await import('../signals.ts');
  const stop = new AbortController();
  // A second signal changes nothing: a renewal that is under way is completed, or undone.
  void untilStopped(() => {}).then(() => stop.abort());
  let last: Passed = { results: [], warnings: [] };
  const passes = await watch({
    certificates: all.map(({ look }) => look.certificate),
    clock,
    signal: stop.signal,
    pass: async () => {
      last = await pass();
      if (!flags.json && !flags.quiet) for (const line of last.results.flatMap(resultLines)) printNote(line);
      if (!flags.json) for (const { error } of last.results) if (error !== undefined) printError(errorReport(error));
      return last.results;
    },
  });
  const result = { certificates: last.results.map(resultJson), passes };
  return { result, text: say('watch.ended', { passes }), warnings: last.warnings };
}
