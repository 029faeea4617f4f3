import { type Html, html } from '../../html.ts';
import type { ReportLabels } from '../report.ts';
import type { DoctorResult, FindingResult } from '../result.ts';

/** The findings, the cause first: what it is, what was ruled out and why, and what to do, command by command. */
export function findingsSection({ findings, verdict }: DoctorResult, labels: ReportLabels): Html {
  const { text } = labels;
  if (findings.length === 0)
    return html`<section><h3>${text('findings.heading')}</h3><p>${text('findings.none')}</p></section>`;
  return html`<section>
<h3>${text('findings.heading')}</h3>
${findings.map((finding) => article(finding, finding.code === verdict.cause, labels))}
</section>`;
}

function article(finding: FindingResult, isCause: boolean, labels: ReportLabels): Html {
  const { text } = labels;
  const { code, severity, confidence, message, ruledOut, fix } = finding;
  return html`<article class="finding ${severity}">
<h4>${message}</h4>
<p class="tags"><span class="tag strong">${text(isCause ? 'findings.cause' : 'findings.also')}</span> <span class="tag ${severity}">${text(`severity.${severity}`)}</span> <span class="tag">${text(`confidence.${confidence}`)}</span> <code>${code}</code></p>
${ruledOut.length > 0 && ruledOutList(ruledOut, labels)}
${fix.length > 0 && fixList(fix, labels)}
<p class="quiet">${text('findings.more', { code })}</p>
</article>
`;
}

function ruledOutList(ruledOut: FindingResult['ruledOut'], { text }: ReportLabels): Html {
  const items = ruledOut.map(
    ({ code, because }) => html`<li><code>${text('findings.ruledOutCode', { code })}</code>: ${because}</li>`,
  );
  return html`<h5>${text('findings.ruledOut')}</h5><ul>${items}</ul>`;
}

function fixList(fix: FindingResult['fix'], { text }: ReportLabels): Html {
  const steps = fix.map(({ where, text: words, needsRoot, commands }) => {
    const root = needsRoot && html` <span class="tag">${text('root')}</span>`;
    const lines = commands.map(
      (line) =>
        html`<pre class="command" tabindex="0" aria-label="${text('findings.command')}"><code>${commandWords(line)}</code></pre>`,
    );
    return html`<li><p><span class="tag">${text(`where.${where}`)}</span>${root} ${words}</p>${lines}</li>`;
  });
  return html`<h5>${text('findings.fix')}</h5><ol class="fix">${steps}</ol>`;
}

/** A command by its words, so that a narrow page breaks it between them. */
function commandWords(line: string): Html[] {
  return line.split(' ').map((word, index) => html`${index > 0 && ' '}<span>${word}</span>`);
}
