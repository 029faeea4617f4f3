import { type Html, html } from '../../html.ts';
import type { ReportLabels } from '../report.ts';
import type { DoctorResult } from '../result.ts';

type Status = 'pass' | 'finding' | 'blocked' | 'skipped' | 'error';

/** What became of each check: the figures, and the list folded away. What was not called for is a figure alone. */
export function checksSection({ checks }: DoctorResult, { text }: ReportLabels): Html {
  const count = (status: Status) => checks.filter((check) => check.status === status).length;
  const summary = text('checks.summary', {
    total: checks.length,
    found: count('finding'),
    passed: count('pass'),
    blocked: count('blocked') + count('error'),
    skipped: count('skipped'),
  });
  const rows = checks
    .filter(({ status }) => status !== 'skipped')
    .map(({ id, layer, status, blockedBy }) => {
      const words =
        status === 'blocked' && blockedBy !== undefined
          ? text('checks.blockedBy', { by: blockedBy })
          : text(`checks.${status as Status}`);
      return html`<tr><th scope="row"><code>${id}</code></th><td>${layer}</td><td>${words}</td></tr>
`;
    });
  return html`<section>
<h3>${text('checks.heading')}</h3>
<details><summary>${summary}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="${text('checks.heading')}"><table><thead><tr><th scope="col">${text('checks.id')}</th><th scope="col">${text('verdict.layer')}</th><th scope="col">${text('checks.status')}</th></tr></thead><tbody>
${rows}</tbody></table></div>
</details>
</section>`;
}
