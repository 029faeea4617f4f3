import { once } from 'node:events';
import type { FleetSummary } from '../../doctor/fleet/summary.ts';
import { targetLines } from '../../report/doctor/text.ts';
import { printText, toJson, type Warning } from '../output.ts';
import { textManners } from './present.ts';
import { doctorTexts as t } from './texts.ts';
import type { Told } from './told.ts';

/** The summary of a run as it is printed. */
export interface RunSummary extends FleetSummary {
  readonly ms: number;
  /** Whether a signal ended it before the list did. */
  readonly stopped: boolean;
}

/** Where results go, one at a time, and then the summary. */
export interface TargetsWriter {
  result(told: Told, about: { readonly ok: boolean; readonly seenBefore: number }): Promise<void>;
  /** Prints the end of a document, or gives the text that stands at the end. */
  end(summary: RunSummary, about: { readonly ok: boolean; readonly warnings: readonly Warning[] }): string;
}

/** What to do is said for the first targets of each cause. */
const MOST_DETAILS = 3;

/** The writer that the flags ask for. */
export function writerFor(flags: {
  readonly json: boolean;
  readonly ndjson: boolean;
  readonly quiet: boolean;
}): TargetsWriter {
  if (flags.ndjson) return linesOfJson();
  if (flags.json) return oneDocument();
  return flags.quiet ? { result: async () => {}, end: () => '' } : linesOfText();
}

/** One document a line: the envelope of a single diagnosis, then that of the summary. */
function linesOfJson(): TargetsWriter {
  return {
    result: (told, { ok }) => write(`{"schema":"llave/doctor/v1","ok":${ok},"result":${told.json()},"warnings":[]}`),
    end: (result, { ok, warnings }) => {
      void write(toJson({ schema: 'llave/doctor-summary/v1', ok, result, warnings }));
      return '';
    },
  };
}

/** One document, printed while it grows: nobody has to hold all results. */
function oneDocument(): TargetsWriter {
  let begun = false;
  const before = () => {
    const text = begun ? ',' : '{"schema":"llave/doctor/v1","result":{"results":[';
    begun = true;
    return text;
  };
  return {
    result: (told) => write(`${before()}${told.json()}`),
    end: (summary, { ok, warnings }) => {
      const opening = begun ? '' : before();
      void write(`${opening}],"summary":${toJson(summary)}},"ok":${ok},"warnings":${toJson(warnings)}}`);
      return '';
    },
  };
}

function linesOfText(): TargetsWriter {
  const manners = textManners();
  return {
    async result({ brief }, { seenBefore }) {
      printText(targetLines(brief.target.input, brief, seenBefore < MOST_DETAILS, manners).join('\n'));
      await drained();
    },
    end: (summary) => summaryText(summary),
  };
}

function summaryText({ targets, statuses, causes, slowest, ms, stopped }: RunSummary): string {
  const seconds = Math.round(ms / 10) / 100;
  const perSecond = Math.round((targets * 1000) / Math.max(1, ms));
  return [
    '',
    ...(stopped ? [t('targets.stopped')] : []),
    t('targets.total', { targets, seconds, perSecond, ...statuses }),
    ...causes.map(({ code, count, examples }) => {
      const list = examples.join(', ');
      return `  ${t('targets.cause', { count, code, examples: count > examples.length ? t('targets.more', { examples: list }) : list })}`;
    }),
    ...(slowest.length > 0
      ? [
          `  ${t('targets.slowest', { slowest: slowest.map(({ target, ms: one }) => t('targets.slow', { target, ms: Math.round(one) })).join(', ') })}`,
        ]
      : []),
  ].join('\n');
}

async function write(line: string): Promise<void> {
  process.stdout.write(`${line}\n`);
  await drained();
}

/** Waits while whoever reads is slower than we are; nobody reads any more: no wait. */
async function drained(): Promise<void> {
  const { stdout } = process;
  if (stdout.writableNeedDrain && !stdout.destroyed) await once(stdout, 'drain').catch(() => {});
}
