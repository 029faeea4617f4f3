/** The style of the page: light and dark by the reader's own setting, narrow and wide, and on paper with everything open. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --back: light-dark(#f6f7f9, #14171c);
  --card: light-dark(#ffffff, #1c2027);
  --text: light-dark(#1d2430, #e4e8ee);
  --quiet: light-dark(#566072, #a3adbb);
  --line: light-dark(#d9dee6, #343b46);
  --code: light-dark(#eef1f5, #262c35);
  --good: light-dark(#166b3a, #6fd39a);
  --warn: light-dark(#8a5a00, #f0bd5b);
  --bad: light-dark(#b3231b, #ff8f86);
  --unclear: light-dark(#5b3fa6, #c0a8ff);
  --dns: light-dark(#8a4fbf, #b78ae0);
  --tcp: light-dark(#1f6fd1, #6aa8f5);
  --tls: light-dark(#0f8577, #43c3b2);
  --app: light-dark(#c26a0a, #f0a04b);
  --other: light-dark(#6b7686, #98a3b3);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 62rem;
  background: var(--back); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere;
}
h1 { font-size: 1.35rem; line-height: 1.3; margin: 0; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 0 0 .75rem; }
h4 { font-size: 1rem; margin: 0 0 .5rem; }
h5 { font-size: .9rem; margin: 1rem 0 .25rem; }
p { margin: .25rem 0; }
header { margin-bottom: 1rem; }
.quiet { color: var(--quiet); font-size: .9rem; }
code, pre { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
.target > section, .verdict {
  background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.1rem; margin: 0 0 1rem;
}
/* With one target its name is the title already. */
main > .target:only-child > h2 { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; margin: 0; }

.target > .verdict { border-left: .4rem solid var(--state); }
.verdict.healthy, .badge.healthy { --state: var(--good); }
.verdict.degraded, .badge.degraded { --state: var(--warn); }
.verdict.broken, .badge.broken { --state: var(--bad); }
.verdict.inconclusive, .badge.inconclusive { --state: var(--unclear); }
.badge { color: var(--state); font-weight: 700; white-space: nowrap; }
.sentence { font-size: 1.2rem; line-height: 1.4; margin: 0 0 .9rem; }
.verdict dl { display: flex; flex-wrap: wrap; gap: .35rem 1.75rem; margin: 0; }
.verdict dl div { min-width: 0; }
.verdict dt, .box dt { color: var(--quiet); font-size: .8rem; }
.verdict dd, .box dd { margin: 0; }

.tag { display: inline-block; padding: 0 .5em; border: 1px solid var(--line); border-radius: 1em; font-size: .8rem; line-height: 1.6; }
.tag.strong { background: var(--text); color: var(--card); border-color: var(--text); }
.tag.error { color: var(--bad); border-color: currentColor; }
.tag.warning { color: var(--warn); border-color: currentColor; }
.tag.good { color: var(--good); border-color: currentColor; }
.finding { border-left: .25rem solid var(--line); padding-left: .9rem; margin: 0 0 1.25rem; }
.finding:last-child { margin-bottom: 0; }
.finding.error { border-color: var(--bad); }
.finding.warning { border-color: var(--warn); }
.finding ul, .finding ol { margin: .25rem 0; padding-left: 1.4rem; }
.fix > li { margin: .5rem 0; }
pre {
  background: var(--code); border-radius: .4rem; padding: .55rem .75rem; margin: .35rem 0;
  white-space: pre-wrap; overflow-wrap: anywhere; max-width: 100%;
}
/* Lines break between arguments, and inside of one only where it is too long for a line. */
.command span { display: inline-block; max-width: 100%; }
/* One click marks the whole command. */
.command { user-select: all; border: 1px solid var(--line); }
.command code::before { content: "$ "; color: var(--quiet); user-select: none; }

.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; font-size: .85rem; color: var(--quiet); margin-bottom: .5rem; }
.legend span { display: inline-flex; align-items: center; gap: .4em; }
.key { width: .9em; height: .9em; border-radius: .15em; display: inline-block; background: var(--other); }
.key.dns { background: var(--dns); } .key.tcp { background: var(--tcp); } .key.tls { background: var(--tls); }
.key.app { background: var(--app); } .key.whole { background: var(--other); opacity: .3; }
.waterfall { margin: 0 0 .75rem; }
.row { display: grid; grid-template-columns: 12rem minmax(0, 1fr) 4.5rem; align-items: center; column-gap: .75rem; }
.row svg { width: 100%; display: block; overflow: visible; }
.row .what { font-size: .875rem; line-height: 1.25; overflow-wrap: anywhere; }
.row .ms { text-align: right; font-size: .85rem; font-variant-numeric: tabular-nums; color: var(--quiet); }
.group { font-weight: 600; font-size: .9rem; margin: .9rem 0 .15rem; }
.scale svg text, .cross { font-size: 11px; fill: var(--quiet); }
.row svg .cross { fill: var(--bad); font-weight: 600; }
.row svg .cross.compared { fill: var(--quiet); font-weight: 400; }
.grid { stroke: var(--line); stroke-width: 1; }
rect { rx: 2px; fill: var(--other); }
rect.dns { fill: var(--dns); } rect.tcp { fill: var(--tcp); } rect.tls { fill: var(--tls); } rect.app { fill: var(--app); }
rect.whole { fill: var(--other); opacity: .3; }
rect.failed { fill-opacity: .25; stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 4 2; }
rect.failed.compared { stroke: var(--other); }
rect:not(.whole) { min-width: 2px; }

.chain { list-style: none; margin: 0; padding: 0; max-width: 50rem; }
.spare { margin-top: .25rem; display: grid; gap: .5rem; }
.box { border: 1.5px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; }
.box.bad { border-color: var(--bad); }
.box.anchor { border-color: var(--good); }
.box.missing { border: 2px dashed var(--bad); }
.spare .box { border-style: dashed; }
.box .role { display: flex; flex-wrap: wrap; gap: .25rem .5rem; align-items: center; }
.subject { font-weight: 600; }
.box dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .75rem; margin: .3rem 0 0; align-items: baseline; font-size: .9rem; }
.box dd code { font-size: .75rem; }
.problem { color: var(--bad); font-weight: 600; }
.link { display: flex; align-items: center; gap: .5rem; margin-left: 1.5rem; color: var(--quiet); font-size: .85rem; }
.link svg { flex: none; stroke: currentColor; stroke-width: 2; fill: currentColor; }
.link.broken { color: var(--bad); font-weight: 600; }
.link .cut { fill: none; stroke-width: 3; }

table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--quiet); font-size: .8rem; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.targets th[scope=row] { min-width: 14rem; }
.scroll { overflow-x: auto; }
.scroll code { white-space: nowrap; }
details > summary { cursor: pointer; padding: .2rem 0; }
.evidence details { border-top: 1px solid var(--line); }
.evidence pre { font-size: .8rem; }
.state { font-size: .85rem; } .state.ok { color: var(--good); } .state.failed { color: var(--bad); } .state.blocked { color: var(--quiet); }
a { color: inherit; }
:focus-visible { outline: 2px solid var(--tcp); outline-offset: 2px; }

@media (max-width: 40rem) {
  body { padding: 1rem .75rem 2rem; }
  .row { grid-template-columns: minmax(0, 1fr) auto; row-gap: 0; margin-bottom: .3rem; }
  .row svg { grid-column: 1 / -1; grid-row: 2; }
  .scale .what, .scale .ms { display: none; }
  .targets thead { display: none; }
  .targets tr, .targets th, .targets td { display: block; border: 0; padding: .1rem 0; }
  .targets tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; background: #fff; font-size: 10pt; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  details > summary { list-style: none; }
  .target > section, .verdict, .box, .finding, pre.command { break-inside: avoid; }
  .target > section:has(.evidence), .target > section:has(details) { break-inside: auto; }
  .box.bad, .badge, rect, .key { print-color-adjust: exact; }
  .scroll { overflow: visible; }
  .target + .target { break-before: page; }
}
`;
