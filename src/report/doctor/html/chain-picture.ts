import { type Html, html } from '../../html.ts';
import type { ReportLabels } from '../report.ts';
import type { DoctorResult } from '../result.ts';
import { type Chain, type ChainNode, chainOf } from './chain.ts';

/** The most names of a certificate, and certificates, that are written out. */
const MOST_NAMES = 12;
const MOST_NODES = 12;

/** The certificates as boxes from the server's own to the trust anchor, with what links them and where the chain breaks. */
export function chainSection(result: DoctorResult, labels: ReportLabels): Html {
  const { text } = labels;
  const chain = chainOf(result);
  if (chain === null) return html`<section><h3>${text('chain.heading')}</h3><p>${text('chain.none')}</p></section>`;
  const nodes = chain.nodes.slice(0, MOST_NODES);
  return html`<section>
<h3>${text('chain.heading')}</h3>
<ol class="chain">
${nodes.map((node, index) => item(node, chain, index, labels))}
</ol>
${
  chain.spare.length > 0 &&
  html`<h4>${text('chain.spare')}</h4><ul class="chain spare">${chain.spare
    .slice(0, MOST_NODES)
    .map((node) => html`<li>${box(node, labels)}</li>`)}</ul>`
}
</section>`;
}

function item(node: ChainNode, chain: Chain, index: number, labels: ReportLabels): Html {
  const holds = chain.links[index];
  return html`<li>${box(node, labels)}${holds !== undefined && link(holds, labels)}</li>
`;
}

/** What leads from one certificate to its issuer: an arrow, or one that is cut in two. */
function link(holds: boolean, { text }: ReportLabels): Html {
  const words = holds ? text('chain.signedBy') : `${text('chain.signedBy')}: ${text('chain.broken')}`;
  const drawing = holds
    ? html`<line x1="12" y1="0" x2="12" y2="22"></line><path d="M6 20 L12 30 L18 20 Z"></path>`
    : html`<line x1="12" y1="0" x2="12" y2="8"></line><path class="cut" d="M5 9 L19 19 M19 9 L5 19"></path><line x1="12" y1="20" x2="12" y2="30" stroke-dasharray="3 3"></line>`;
  return html`<div class="link ${holds ? '' : 'broken'}"><svg width="24" height="30" aria-hidden="true">${drawing}</svg><span>${words}</span></div>`;
}

function box(node: ChainNode, labels: ReportLabels): Html {
  const { text } = labels;
  const { facts, from, sentAs, trust, role, subject } = node;
  const problems = problemsOf(node, labels);
  const state = from === 'missing' ? 'missing' : problems.length > 0 ? 'bad' : trust === null ? '' : 'anchor';
  const origin =
    from === 'sent' ? text('chain.sent', { place: sentAs }) : text(from === 'kept' ? 'chain.notSent' : 'chain.missing');
  return html`<div class="box ${state}">
<p class="role"><b>${text(`chain.${role}`)}</b> <span class="tag">${origin}</span>${
    trust !== null && html` <span class="tag good">✓ ${text('chain.trusted')}: ${text(`chain.trust.${trust}`)}</span>`
  }</p>
<p class="subject">${subject === '' ? '—' : subject}</p>
${from === 'missing' && html`<p class="problem">✗ ${text('chain.missingText')}</p>`}
${facts !== null && factList(facts, labels)}
${problems.map((problem) => html`<p class="problem">✗ ${problem}</p>`)}
</div>`;
}

function problemsOf({ expired, notYet, notFor, reasons }: ChainNode, { text, reason }: ReportLabels): string[] {
  return [
    ...(expired ? [text('chain.expired')] : []),
    ...(notYet ? [text('chain.notYet')] : []),
    ...(notFor === null ? [] : [text('chain.name', { name: notFor })]),
    // Dates are said above already, in fewer words.
    ...reasons.filter(({ code }) => !(expired || notYet) || !/^(expired|not-yet-valid)$/.test(code)).map(reason),
  ];
}

function factList(facts: NonNullable<ChainNode['facts']>, { text }: ReportLabels): Html {
  const all = [...facts.dnsNames, ...facts.ipAddresses];
  const names = [...all.slice(0, MOST_NAMES), ...(all.length > MOST_NAMES ? [`… (${all.length})`] : [])].join(', ');
  const validity = text('chain.validity', { from: facts.notBefore.slice(0, 10), until: facts.notAfter.slice(0, 10) });
  const key = facts.keyBits > 0 ? `${facts.keyType} ${facts.keyBits}` : facts.keyType;
  const fingerprint = (facts.fingerprint256.match(/../g) ?? []).join(':').toUpperCase();
  const rows: readonly (readonly [string, Html])[] = [
    ...(names === '' ? [] : [[text('chain.names'), html`${names}`] as const]),
    [text('chain.valid'), html`${validity}`],
    [text('chain.key'), html`${key}, ${facts.signature}`],
    [text('chain.fingerprint'), html`<code>${fingerprint}</code>`],
  ];
  return html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}
