import { type Html, html } from '../../html.ts';
import type { ReportLabels } from '../report.ts';
import type { DoctorResult } from '../result.ts';
import { milliseconds, plain } from './numbers.ts';
import { type Bar, type BarGroup, type Waterfall, waterfall } from './waterfall.ts';

const LANES = ['dns', 'tcp', 'tls', 'app', 'other'] as const;
/** Where the scale is marked, in shares of the whole time. */
const TICKS = [0, 0.25, 0.5, 0.75, 1] as const;

/** The time line: rows of bars for those who see, the same as a table for those who do not, and for printing. */
export function waterfallSection(result: DoctorResult, labels: ReportLabels): Html {
  const { text } = labels;
  const line = waterfall(result);
  const rows = line.groups.reduce((sum, { bars }) => sum + bars.length, 0);
  if (rows === 0)
    return html`<section class="time"><h3>${text('time.heading')}</h3><p>${text('time.none')}</p></section>`;
  const used = LANES.filter((lane) => line.groups.some(({ bars }) => bars.some((bar) => bar.lane === lane)));
  const total = milliseconds(line.totalMs, labels.language);
  return html`<section class="time">
<h3>${text('time.heading')}</h3>
<p class="legend" aria-hidden="true">${used.map(
    (lane) => html`<span><i class="key ${lane}"></i>${text(`lane.${lane}`)}</span>`,
  )}<span><i class="key whole"></i>${text('time.whole')}</span></p>
<div class="waterfall" role="img" aria-label="${text('time.picture', { rows, total })}">
${scale(line, labels)}
${line.groups.map((group) => groupRows(group, line, labels))}
</div>
${line.leftOut > 0 && html`<p class="quiet">${text('time.leftOut', { count: line.leftOut })}</p>`}
<details><summary>${text('time.table')}</summary>
${table(line, labels)}
</details>
</section>`;
}

function groupName({ of, address }: BarGroup, { text }: ReportLabels): string {
  if (of === 'address') return address;
  return text(of === 'name' ? 'time.name' : 'time.compare');
}

function scale({ totalMs }: Waterfall, { language }: ReportLabels): Html {
  const marks = TICKS.map((share) => {
    const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
    return html`<text x="${plain(share * 100)}%" y="11" text-anchor="${anchor}">${milliseconds(share * totalMs, language)}</text>`;
  });
  return html`<div class="row scale"><span class="what"></span><svg height="14" aria-hidden="true">${marks}</svg><span class="ms">ms</span></div>`;
}

function groupRows(group: BarGroup, line: Waterfall, labels: ReportLabels): Html {
  return html`<p class="group">${groupName(group, labels)}</p>
${group.bars.map((bar) => row(bar, group, line, labels))}`;
}

function row(bar: Bar, group: BarGroup, { totalMs }: Waterfall, labels: ReportLabels): Html {
  const percent = (ms: number) => `${plain(Math.min(100, (ms / totalMs) * 100))}%`;
  const grid = TICKS.map(
    (share) => html`<line class="grid" x1="${plain(share * 100)}%" x2="${plain(share * 100)}%" y1="0" y2="20"></line>`,
  );
  const { lane, startMs, ms, measuredMs, failure } = bar;
  const wire = measuredMs ?? ms;
  // Beside the bar, on the side that has room.
  const late = startMs + ms > totalMs * 0.8;
  const [edge, dx, anchor] = late ? [startMs, -6, 'end'] : [startMs + ms, 6, 'start'];
  // A closed port that was only asked to compare is no failure of the target.
  const quiet = group.of === 'compare' ? 'compared' : '';
  const cross = html`<text class="cross ${quiet}" x="${percent(edge)}" y="14.5" dx="${dx}" text-anchor="${anchor}">✗ ${failure ?? ''}</text>`;
  return html`<div class="row"><span class="what">${stepName(bar, labels)}</span><svg height="20" aria-hidden="true">${grid}<rect class="whole" x="${percent(startMs)}" width="${percent(ms)}" y="4" height="12"></rect><rect class="${failure === null ? lane : `${lane} failed ${quiet}`}" x="${percent(startMs)}" width="${percent(wire)}" y="4" height="12"></rect>${failure !== null && cross}</svg><span class="ms">${milliseconds(wire, labels.language)}</span></div>`;
}

/** The steps of the main road have names; everything else goes by its key. */
const NAMED = /^(dns\.lookup|tcp\.connect@.*|tls\.handshake|chat\.exchange)$/;

function stepName({ key, lane }: Bar, { text }: ReportLabels): Html {
  return NAMED.test(key) ? html`${text(`lane.${lane}`)}` : html`<code>${key.replace(/^dns\.answer@/, '')}</code>`;
}

function table(line: Waterfall, labels: ReportLabels): Html {
  const { text, language } = labels;
  const time = (ms: number) => text('time.milliseconds', { ms: milliseconds(ms, language) });
  const rows = line.groups.flatMap((group) =>
    group.bars.map(
      ({ key, startMs, ms, measuredMs, failure }) => html`<tr><th scope="row"><code>${key}</code></th>
<td>${groupName(group, labels)}</td><td class="number">${time(startMs)}</td>
<td class="number">${time(ms)}</td><td class="number">${measuredMs === null ? '' : time(measuredMs)}</td>
<td>${failure === null ? text('time.ok') : text('time.failed', { code: failure })}</td></tr>
`,
    ),
  );
  const heads = (['step', 'address', 'start', 'took', 'measured', 'result'] as const).map(
    (name) => html`<th scope="col">${text(`time.${name}`)}</th>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${text('time.table')}"><table><thead><tr>${heads}</tr></thead><tbody>
${rows}</tbody></table></div>`;
}
