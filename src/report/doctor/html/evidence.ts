import type { Entry } from '../../../doctor/evidence.ts';
import { type Html, html } from '../../html.ts';
import type { ReportLabels } from '../report.ts';
import type { DoctorResult } from '../result.ts';
import { milliseconds } from './numbers.ts';

/** Text of one entry beyond this is cut: the record of a run has it whole. */
const MOST_CHARACTERS = 20_000;

/** Everything that was seen, folded entry by entry; printed, it is all open. */
export function evidenceSection({ evidence }: DoctorResult, labels: ReportLabels): Html {
  const { text } = labels;
  return html`<section>
<h3>${text('evidence.heading')}</h3>
<p class="quiet">${text('evidence.about')}</p>
<div class="evidence">
${Object.entries(evidence).map(([key, entry]) => folded(key, entry, labels))}
</div>
</section>`;
}

function folded(key: string, entry: Entry, { text, language }: ReportLabels): Html {
  const whole = JSON.stringify(entry.state === 'ok' ? entry.value : entry.failure, null, 2);
  const shown = whole.length > MOST_CHARACTERS ? `${whole.slice(0, MOST_CHARACTERS)}\n…` : whole;
  const took = entry.state === 'blocked' ? '' : text('time.milliseconds', { ms: milliseconds(entry.ms, language) });
  return html`<details><summary><code>${key}</code> <span class="state ${entry.state}">${text(`evidence.${entry.state}`)}</span> <span class="quiet">${took}</span></summary><pre tabindex="0">${shown}</pre></details>
`;
}
