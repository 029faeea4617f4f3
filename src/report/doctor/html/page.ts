import { type Html, html, trusted } from '../../html.ts';
import { type Report, type ReportEntry, type ReportLabels, targetName } from '../report.ts';
import { chainSection } from './chain-picture.ts';
import { checksSection } from './checks.ts';
import { evidenceSection } from './evidence.ts';
import { findingsSection } from './findings.ts';
import { STYLE } from './style.ts';
import { badge, verdictCard } from './verdict.ts';
import { waterfallSection } from './waterfall-picture.ts';

/** A page of more would be slow to open: targets beyond these are in the table alone, and beyond those in the JSON alone. */
export const MOST_SECTIONS = 50;
export const MOST_ROWS = 5000;

/** Nothing may be loaded and nothing may run, whatever a peer managed to have written into the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** One self-contained page without a script: verdict, findings, time line, certificates, checks and evidence of each target. */
export const htmlReport: Report = (entries, labels) => {
  const { text, many } = labels;
  const title =
    many || entries.length !== 1
      ? text('title.many', { count: entries.length })
      : text('title', { target: targetName(entries[0]!, labels) });
  const shown = entries.slice(0, MOST_SECTIONS);
  const page = html`<!doctype html>
<html lang="${labels.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header><h1>${title}</h1><p class="quiet">${text('made', { version: labels.version, time: timeOf(entries) })}</p></header>
<main>
${(many || entries.length !== 1) && summary(entries, labels)}
${shown.map((entry, index) => section(entry, index, labels))}
${entries.length > shown.length && html`<p class="quiet">${text('summary.leftOut', { count: entries.length - shown.length })}</p>`}
</main>
</body>
</html>
`;
  return page.toString();
};

/** When the first of the diagnoses began, to the second. */
function timeOf([first]: readonly ReportEntry[]): string {
  return (first?.result.evidence.request?.startedAt ?? '').replace(/\.\d+Z$/, 'Z');
}

function summary(entries: readonly ReportEntry[], labels: ReportLabels): Html {
  const { text } = labels;
  const rows = entries.slice(0, MOST_ROWS).map((entry, index) => {
    const name = targetName(entry, labels);
    const { verdict } = entry.result;
    const link = index < MOST_SECTIONS ? html`<a href="#target-${index}">${name}</a>` : html`${name}`;
    return html`<tr><th scope="row">${link}</th><td>${badge(entry.result, labels)}</td><td>${
      verdict.cause !== null && html`<code>${verdict.cause}</code><br>`
    }${verdict.summary}</td></tr>
`;
  });
  const left = entries.length - rows.length;
  return html`<section>
<h2>${text('summary.heading')}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${text('summary.heading')}"><table class="targets"><thead><tr><th scope="col">${text('summary.target')}</th><th scope="col">${text('summary.verdict')}</th><th scope="col">${text('summary.cause')}</th></tr></thead><tbody>
${rows}</tbody></table></div>
${left > 0 && html`<p class="quiet">${text('summary.rowsLeftOut', { count: left })}</p>`}
</section>`;
}

function section(entry: ReportEntry, index: number, labels: ReportLabels): Html {
  const { result } = entry;
  return html`<section class="target" id="target-${index}">
<h2>${targetName(entry, labels)}</h2>
${verdictCard(entry, labels)}
${findingsSection(result, labels)}
${waterfallSection(result, labels)}
${chainSection(result, labels)}
${checksSection(result, labels)}
${evidenceSection(result, labels)}
</section>
`;
}
