import { tokens } from './tokens.js';

const base = `
*, ::before, ::after { box-sizing: border-box; }
:root {
  --ids: 10.5rem;
  --serif: 'Iowan Old Style', 'Charter', 'Bitstream Charter', 'Source Serif 4', 'Noto Serif', Cambria, Georgia, serif;
  --sans: system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace;
}
html { background: var(--paper); color: var(--ink); font: 16px/1.5 var(--sans); -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { overflow-wrap: anywhere; margin: 0 auto; max-width: 76rem; padding: 0 clamp(1rem, 4vw, 3rem) 4rem; }
p { margin: 0; }
h1, h2, h3, h4 { font-family: var(--serif); font-weight: 600; margin: 0; line-height: 1.2; text-wrap: balance; }
h2 { font-size: 1.5rem; margin: 3.5rem 0 1rem; padding-top: .6rem; border-top: 3px double var(--rule); }
h3 { font-size: 1.2rem; margin: 2.2rem 0 .4rem; }
a { color: var(--accent); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
code, pre { font-family: var(--mono); font-size: .8125rem; }
button, select, input { font: inherit; color: inherit; }
button, select { background: transparent; border: 1px solid var(--strong); border-radius: 4px; padding: .2rem .7rem; cursor: pointer; }
select { background: var(--paper); }
button:hover, select:hover { background: var(--panel); }
summary { cursor: pointer; }
table { border-collapse: collapse; overflow-wrap: normal; }
th { text-align: left; font-weight: 600; }
mark { background: var(--mark); color: inherit; border-radius: 2px; padding: 0 .1em; }
[hidden] { display: none !important; }
:root:not(.js) .needs-script { display: none; }
.sheet { position: absolute; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.icon { width: 1em; height: 1em; flex: none; fill: currentColor; vertical-align: -.13em; }
.cutout { fill: none; stroke: var(--cutout, var(--paper)); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.outline { fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.dashed { stroke-dasharray: 2.5 2; }
.verdict { display: inline-flex; align-items: baseline; gap: .35em; font-weight: 600; white-space: nowrap; }
.verdict .icon { align-self: center; }
.esc { font-style: normal; color: var(--accent); background: var(--panel); border-radius: 2px; }
mark .esc { background: none; color: inherit; }
.cut { color: var(--muted); }
.breakable { overflow-wrap: anywhere; }
.aside, .cut, .source, .none, .not-shown { color: var(--muted); }
.tag { font-size: .75rem; color: var(--muted); border: 1px solid var(--rule); border-radius: 3px; padding: .05rem .35rem; white-space: nowrap; }
.caution { margin-top: .6rem; color: var(--fail); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.zero { color: var(--muted); }
.scroll { overflow-x: auto; position: relative; }
`;

const head = `
.masthead { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: 1.1rem 0 .8rem; border-bottom: 1px solid var(--ink); }
.kicker { font-size: .8rem; letter-spacing: .05em; color: var(--muted); }
.kicker span:first-child { text-transform: uppercase; color: var(--ink); font-weight: 600; margin-right: .9em; }
.kicker span { display: inline-block; }
.theme { font-size: .8rem; white-space: nowrap; }
.verdict-head { display: grid; grid-template-columns: minmax(0, 1.45fr) minmax(0, 1fr); gap: 1.5rem 3.5rem; padding-top: 2.2rem; align-items: start; }
h1 .target { display: block; font: 500 1.05rem/1.35 var(--sans); color: var(--muted); overflow-wrap: anywhere; margin-bottom: .5rem; }
h1 .big { display: block; font-size: clamp(2.3rem, 5.5vw, 3.6rem); letter-spacing: -.015em; line-height: 1.05; }
h1 .big .icon { width: .78em; height: .78em; vertical-align: -.06em; margin-right: .12em; }
.because { font: 1.15rem/1.5 var(--serif); margin-top: 1rem; max-width: 38em; text-wrap: pretty; }
nav { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin-top: 1.4rem; font-size: .9rem; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem 1.1rem; margin: 0; font-size: .85rem; padding-left: 1.6rem; border-left: 1px solid var(--rule); }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.facts .digest { font: .7rem/1.7 var(--mono); }
`;

const overview = `
.decisive h2 { border-top-color: var(--fail); }
.to-fix ol, .reasons, .mistakes, .map ul { list-style: none; margin: 0; padding: 0; }
.to-fix li, .reasons li, .mistakes li { display: grid; grid-template-columns: var(--ids) minmax(0, 1fr); gap: 1rem; padding: .65rem 0; border-bottom: 1px solid var(--rule); align-items: start; }
.to-fix li > a, .mistakes li > a { font: 600 .9rem/1.7 var(--mono); }
.fix-statement { font-family: var(--serif); font-size: 1.05rem; }
.fix-facts { font-size: .85rem; color: var(--muted); overflow-wrap: anywhere; margin-top: .15rem; }
.example code { font-size: .75rem; overflow-wrap: anywhere; }
.to-fix h3 { margin-top: 2rem; }
.fix-facts b { font-weight: 500; color: var(--ink); }
.fix-facts > .verdict { margin-right: .3em; }
.reasons li { font-size: .9rem; }
.reasons summary { list-style-position: outside; }
.reasons p::first-letter, .reasons summary::first-letter { text-transform: uppercase; }
.ids { font-size: .8rem; font-family: var(--mono); line-height: 1.8; }
.ids a { white-space: nowrap; margin-right: .35em; }
.also .ids { font-size: .75rem; }
.profiles { width: 100%; font-size: .9rem; }
.profiles th, .profiles td { padding: .4rem .7rem .4rem 0; border-bottom: 1px solid var(--rule); vertical-align: baseline; }
.profiles thead th { font-size: .75rem; font-weight: 500; color: var(--muted); vertical-align: bottom; }
.profiles .number { padding-left: .7rem; padding-right: 0; }
.profiles td.number:not(.zero) { font-weight: 600; }
#profiles .aside { margin-top: .7rem; font-size: .9rem; }
figure { margin: 0; min-width: 0; }
figcaption { font-weight: 600; font-size: .9rem; margin-bottom: .4rem; }
.map li { display: grid; grid-template-columns: 15rem minmax(0, 1fr) 15rem; gap: .2rem 1.2rem; align-items: center; padding: .3rem 0; border-bottom: 1px solid var(--rule); font-size: .85rem; }
.map li > a { color: inherit; text-decoration: none; }
.map li > a:hover { text-decoration: underline; }
.cells { display: flex; flex-wrap: wrap; gap: 3px; }
.cells a { display: block; line-height: 0; border-radius: 3px; }
.cells a:hover { background: var(--rule); }
.cells .icon { width: 16px; height: 16px; }
.map-counts { color: var(--muted); font-size: .8rem; }
.plot-pair { align-items: start; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 2rem 3rem; margin-top: 2rem; }
.columns { width: 100%; height: auto; display: block; overflow: visible; }
.columns rect { fill: var(--accent); }
.columns rect:hover { fill: var(--ink); }
.columns text { font: 10px var(--sans); fill: var(--muted); }
.columns .within { fill: var(--paper); text-anchor: middle; font-size: 8px; pointer-events: none; }
.columns .grid { stroke: var(--rule); stroke-dasharray: 2 3; }
.columns .axis { stroke: var(--strong); }
.plot-facts { font-size: .85rem; color: var(--muted); margin-top: .4rem; }
.figures { font-size: .8rem; margin-top: .4rem; }
.figures summary { color: var(--muted); }
.figures th { font-weight: 400; padding-right: 1.5rem; }
.figures td { text-align: right; font-variant-numeric: tabular-nums; }
`;

const requirements = `
.filters { position: sticky; top: 0; z-index: 2; background: var(--paper); padding: .6rem 0; border-bottom: 1px solid var(--ink); }
.filters fieldset { border: 0; padding: 0; margin: 0 0 .6rem; display: flex; flex-wrap: wrap; gap: .4rem; }
.chip { display: inline-flex; align-items: center; gap: .4em; font-size: .85rem; border: 1px solid var(--strong); border-radius: 99px; padding: .15rem .7rem; cursor: pointer; }
.chip b { font-variant-numeric: tabular-nums; }
.chip input { position: absolute; opacity: 0; width: 1px; height: 1px; }
.chip:hover { background: var(--panel); }
.chip:has(:checked) { background: var(--ink); color: var(--paper); border-color: var(--ink); }
.chip:has(:checked) .icon { color: var(--paper); --cutout: var(--ink); }
.chip:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
.filter-row { display: flex; flex-wrap: wrap; gap: .5rem; font-size: .85rem; align-items: center; }
.search { flex: 1 1 14rem; max-width: 26rem; }
.search input { width: 100%; border: 1px solid var(--strong); border-radius: 4px; background: var(--paper); padding: .25rem .6rem; }
.search input::placeholder { color: var(--muted); opacity: 1; }
.spread { flex: 1; }
.shown { font-size: .8rem; color: var(--muted); margin-top: .4rem; }
.js .requirement { scroll-margin-top: 9rem; }
.js .chapter { scroll-margin-top: 8rem; }
.none-shown { padding: 3rem 0; text-align: center; color: var(--muted); }
.requirement, .check { position: relative; }
.requirement { display: grid; grid-template-columns: var(--ids) minmax(0, 1fr); gap: 0 1rem; border-top: 1px solid var(--rule); padding: .6rem 0; }
.rid { font: 600 .85rem/1.8 var(--mono); color: var(--muted); text-decoration: none; align-self: start; }
.rid:hover { color: var(--accent); text-decoration: underline; }
.requirement:target > .rid { color: var(--accent); }
.requirement > details > summary { display: grid; grid-template-columns: minmax(0, 1fr) 16.5rem; gap: .2rem 1.5rem; list-style: none; align-items: baseline; }
.requirement > details > summary::-webkit-details-marker { display: none; }
.requirement > details > summary:hover h4 { text-decoration: underline; text-decoration-color: var(--strong); text-underline-offset: .2em; text-decoration-thickness: 1px; }
h4 { font-size: 1.05rem; font-weight: 400; line-height: 1.45; text-wrap: pretty; overflow-wrap: anywhere; }
h4 code, .fix-statement code { font-size: .82em; background: var(--panel); padding: .05em .25em; border-radius: 3px; }
.requirement[data-verdict='fail'] h4, .requirement[data-verdict='error'] h4 { font-weight: 600; }
.tags { font-size: .85rem; display: flex; flex-wrap: wrap; gap: .4rem; align-items: baseline; }
.tags .verdict { min-width: 7.9rem; }
.cited { font-size: .75rem; color: var(--muted); line-height: 1.4; }
.source { font-size: .8rem; margin: .4rem 0 .8rem; }
.waiver { border-left: 3px solid var(--waived); padding-left: .8rem; margin: .6rem 0; font-size: .9rem; overflow-wrap: anywhere; }
.none { font-size: .9rem; }
.check { border: 1px solid var(--rule); border-radius: 6px; margin: .5rem 0; padding: 0 1rem; }
.check[open] { padding-bottom: 1rem; }
.check > summary { display: flex; gap: .6rem; align-items: baseline; padding: .45rem 0; font-size: .9rem; list-style: none; }
.check > summary::-webkit-details-marker { display: none; }
.check > summary .icon { align-self: center; }
.check.broken .check-title { font-weight: 600; }
.check-title { overflow-wrap: anywhere; min-width: 0; flex: 1; }
.check > summary:hover .check-title { text-decoration: underline; text-underline-offset: .2em; text-decoration-thickness: 1px; }
.check-facts { color: var(--muted); font-size: .8rem; }
.check-facts .tag { white-space: normal; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: .8rem; margin: .3rem 0 .8rem; }
.side { border-left: 3px solid var(--rule); padding: .1rem 0 .1rem .8rem; }
.side dt { font-size: .75rem; color: var(--muted); }
.side dd { margin: 0; font-size: .9rem; overflow-wrap: anywhere; }
.side.expected mark { background: var(--mark-expected); }
.reason, .counterexample, .control, .client, .not-shown, .broke-off, .none { font-size: .85rem; margin: .5rem 0; overflow-wrap: anywhere; }
.broke-off { color: var(--fail); }
.exchange { margin: .8rem 0; }
.exchange-head { font-size: .8rem; color: var(--muted); margin-bottom: .3rem; overflow-wrap: anywhere; }
.answer { font-size: .8rem; width: 100%; margin: .4rem 0 .8rem; table-layout: fixed; }
.answer th, .answer td { padding: .15rem .8rem .15rem 0; vertical-align: top; overflow-wrap: anywhere; border-bottom: 1px solid var(--rule); }
.answer td { font-family: var(--mono); font-size: .75rem; }
.answer th { font-weight: 400; color: var(--muted); }
.answer th:first-child { width: 12rem; }
.body-difference { margin: 0 0 .9rem; }
.body-difference figcaption { font-size: .8rem; font-weight: 400; color: var(--muted); }
.body-difference .answer { margin: .2rem 0; }
.body-difference th:first-child { width: 4.5rem; font-family: var(--mono); font-size: .75rem; }
.body-difference td.expected mark { background: var(--mark-expected); }
.body-difference .hex td { white-space: nowrap; }
.wire { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: .8rem 1.2rem; }
.wire figcaption { font-size: .75rem; font-weight: 400; color: var(--muted); margin: 0 0 .2rem; }
pre { background: var(--panel); margin: 0; padding: .7rem .9rem; border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .75rem; line-height: 1.55; max-height: 18rem; overflow: auto; }
pre .name { color: var(--muted); }
pre.body { border-top: 1px dashed var(--strong); border-radius: 0 0 4px 4px; }
pre.hex { white-space: pre; }
.body-facts, .origin { font-size: .75rem; color: var(--muted); margin-top: .25rem; overflow-wrap: anywhere; }
.body-facts code { font-size: .7rem; }
.command { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr) auto; gap: .8rem; align-items: start; margin-top: .5rem; font-size: .8rem; }
.command > span { color: var(--muted); padding-top: .3rem; }
.command code { background: var(--panel); padding: .35rem .7rem; border-radius: 4px; overflow-wrap: anywhere; font-size: .75rem; }
.copy { font-size: .8rem; min-width: 5.2rem; }
.more-exchanges > summary { font-size: .85rem; color: var(--muted); }
.more-checks { font-size: .85rem; margin: .5rem 0; }
.more-checks ul { list-style: none; padding: 0; margin: .4rem 0; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--ink); font-size: .8rem; color: var(--muted); }
`;

const comparisons = `
.runs { font-size: .85rem; width: 100%; }
.runs th, .runs td { padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; overflow-wrap: anywhere; }
.runs th[scope='row'] { white-space: nowrap; font-weight: 400; color: var(--muted); }
.changes, .legend { list-style: none; margin: .6rem 0 0; padding: 0; }
.changes li { display: grid; grid-template-columns: var(--ids) minmax(0, 1fr); gap: 1rem; padding: .8rem 0; border-top: 1px solid var(--rule); }
.changes .sides { margin: .6rem 0 0; }
.turn { margin-top: .4rem; font-size: .9rem; }
.turn a { color: inherit; }
.turn a .verdict { text-decoration: underline; text-underline-offset: .2em; }
.turn .told { margin-left: .6em; overflow-wrap: anywhere; }
.changes .side dt { font-size: .85rem; margin-bottom: .2rem; }
.changes dt a { color: inherit; }
.changes dt a .verdict { text-decoration: underline; text-underline-offset: .2em; }
h2 .aside { font-weight: 400; }
.matrix-title { font-size: clamp(1.7rem, 4vw, 2.6rem); margin-top: 2rem; letter-spacing: -.01em; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; font-size: .8rem; margin-top: 1.2rem; }
.only { display: inline-block; margin: 1rem 0; font-size: .9rem; cursor: pointer; }
.js .matrix-scroll { max-height: 88vh; overflow: auto; }
.matrix { width: 100%; font-size: .85rem; border-collapse: separate; border-spacing: 0; }
.matrix th, .matrix td { padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--rule); vertical-align: baseline; }
.matrix thead th { position: sticky; top: 0; z-index: 1; background: var(--paper); vertical-align: bottom; border-bottom: 1px solid var(--ink); padding-bottom: .5rem; }
.matrix .implementation { min-width: 12rem; }
.implementation > * { display: block; font-weight: 400; font-size: .75rem; }
.implementation > a, .implementation > .verdict { font-size: .85rem; font-weight: 600; overflow-wrap: anywhere; }
.implementation > .verdict { display: flex; margin: .15rem 0; }
.matrix-chapter th { font: 600 1.1rem/1.2 var(--serif); padding: 1.5rem 0 .4rem; }
.matrix-chapter span { position: sticky; left: 0; }
tbody .requirement-column { font-weight: 400; }
.requirement-column { min-width: 17rem; }
.matrix tbody tr { scroll-margin-top: 11rem; }
.matrix .rid { display: block; line-height: 1.5; }
.matrix .row-statement { font-family: var(--serif); font-size: .9rem; }
.row-statement code { font-size: .85em; }
.matrix td:nth-child(2) { color: var(--muted); font-size: .75rem; }
.cell .verdict { text-decoration: none; font-weight: 600; }
.cell a:hover { text-decoration: underline; }
.cell .quiet { font-weight: 400; }
.cell .icon { width: 1.15em; height: 1.15em; }
.cell .verdict::before { content: '\\200b'; width: 0; margin-right: -.35em; }
tr.differing .requirement-column { box-shadow: inset 3px 0 0 var(--strong); padding-left: .8rem; }
tr.same .requirement-column { padding-left: .8rem; }
`;

const narrow = `
@media (max-width: 46rem) {
  .verdict-head { grid-template-columns: minmax(0, 1fr); padding-top: 1.4rem; }
  .facts { border-left: 0; border-top: 1px solid var(--rule); padding: 1rem 0 0; }
  .kicker span:last-child { display: none; }
  .filters { position: static; }
  .js .requirement, .js .chapter { scroll-margin-top: 1rem; }
  .spread { display: none; }
  .map li { grid-template-columns: minmax(0, 1fr); padding: .6rem 0; }
  .to-fix li, .reasons li, .mistakes li, .changes li, .requirement { grid-template-columns: minmax(0, 1fr); gap: .15rem; }
  .requirement > details > summary { grid-template-columns: minmax(0, 1fr); }
  .tags .verdict { min-width: 0; }
  .check { padding: 0 .7rem; }
  .check > summary { flex-wrap: wrap; }
  .check-title { flex: 1 1 70%; }
  .check-facts { margin-left: 1.6rem; }
  .answer th:first-child { width: 6.5rem; }
  .matrix td:nth-child(2), .matrix thead th:nth-child(2) { display: none; }
  .requirement-column { min-width: 0; max-width: 9.5rem; }
  .matrix .row-statement { font-size: .75rem; line-height: 1.35; display: block; hyphens: auto; }
  .matrix .implementation { min-width: 6.6rem; }
  .matrix .verdict { white-space: normal; overflow-wrap: normal; font-size: .75rem; }
  .implementation .aside { display: none; }
  .runs .verdict { white-space: normal; }
  .runs th, .runs td { padding-right: .5rem; }
  .command { grid-template-columns: minmax(0, 1fr) auto; }
  .command > span { grid-column: 1 / -1; }
}
`;

const print = `
@media print {
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  .matrix-scroll { max-height: none !important; overflow: visible !important; }
  .matrix thead th { position: static; }
  .only { display: none !important; }
  .masthead button, nav, .filters, .copy, .cells, .figures, .not-shown { display: none !important; }
  .map li { grid-template-columns: 15rem minmax(0, 1fr); }
  a { color: inherit; text-decoration: none; }
  h2, h3, summary { break-after: avoid; }
  .requirement, .check, .to-fix li, .map li, .command { break-inside: avoid; }
  .check[open], .requirement:has(.check[open]) { break-inside: auto; }
  pre { max-height: none; border: 1px solid var(--rule); }
  .icon, mark, .chip { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

/** The one stylesheet of every page. */
export const style = [tokens, base, head, overview, requirements, comparisons, narrow, print]
  .map((part) => part.trim())
  .join('\n');
