import { type Html, html } from '../../html.ts';
import type { ReportEntry, ReportLabels } from '../report.ts';
import type { DoctorResult } from '../result.ts';
import { milliseconds } from './numbers.ts';

type Status = 'healthy' | 'degraded' | 'broken' | 'inconclusive';

/** The signs say the same as the colours, for those who see none. */
const MARKS: Readonly<Record<Status, string>> = { healthy: '✓', degraded: '!', broken: '✗', inconclusive: '?' };

/** A verdict in one word with its sign. */
export function badge({ verdict }: DoctorResult, { text }: ReportLabels): Html {
  const status = verdict.status as Status;
  return html`<span class="badge ${status}"><span aria-hidden="true">${MARKS[status]}</span> ${text(`status.${status}`)}</span>`;
}

/** The verdict of one target: what is wrong in one sentence, and what there is to know of it at a glance. */
export function verdictCard({ result }: ReportEntry, labels: ReportLabels): Html {
  const { text, language } = labels;
  const { verdict, target, timing } = result;
  const facts: readonly (readonly [string, Html | string])[] = [
    ...(verdict.cause === null ? [] : [[text('verdict.cause'), html`<code>${verdict.cause}</code>`] as const]),
    ...(verdict.layer === null ? [] : [[text('verdict.layer'), verdict.layer] as const]),
    [text('verdict.confidence'), text(`confidence.${verdict.confidence as 'certain'}`)],
    ...(target.addresses.length === 0 ? [] : [[text('verdict.addresses'), target.addresses.join(', ')] as const]),
    [text('verdict.duration'), text('time.milliseconds', { ms: milliseconds(timing.totalMs ?? 0, language) })],
    [text('verdict.connections'), String(timing.connections ?? 0)],
  ];
  return html`<section class="verdict ${verdict.status}">
<h3>${text('verdict.heading')}: ${badge(result, labels)}</h3>
<p class="sentence">${verdict.summary}</p>
<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</section>`;
}
