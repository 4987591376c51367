import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './job.ts';
import { policyIds, policyOf } from './policies.ts';
import { plotsOf } from './report-plots.ts';
import { overview, scenarioTable, sidesTable } from './report-tables.ts';
import { both, namesOf } from './report-names.ts';
import { texts } from './report-texts.ts';
import { rowsOf, type Row } from './rows.ts';
import type { Scenario } from './scenario.ts';
import { scenarioOf } from './scenarios.ts';

/** The page: one file that needs nothing else, in Korean and English. */
export function report(outcomes: readonly Outcome[]): string {
  const rows = rowsOf(outcomes);
  const style = readFileSync(join(import.meta.dirname, 'report.css'), 'utf8');
  const sections = [...rows].map(([id, each]) => section(scenarioOf(id), each));
  return `<!doctype html>
<html lang="ko">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${texts.title.ko} · ${texts.title.en}</title>
<style>${style}</style>
<fieldset>
<label><input type="radio" name="lang" id="lang-ko" checked> 한국어</label>
<label><input type="radio" name="lang" id="lang-en"> English</label>
</fieldset>
<h1>${both(texts.title)}</h1>
<p>${both(texts.what)}</p>
<h2>${both(texts.overview)}</h2>
<p class="quiet">${both(texts.overviewText)}</p>
${overview(rows)}
<h2>${both(texts.how)}</h2>
<ul>${texts.hows.map((text) => `<li>${both(text)}</li>`).join('')}</ul>
${sections.join('\n')}
<h2>${both(texts.sources)}</h2>
<p>${both(texts.sourcesText)}</p>
<ul>${sources(rows)}</ul>
</html>
`;
}

function section(scenario: Scenario, rows: readonly Row[]): string {
  const { title, about } = namesOf(scenario);
  const figures = plotsOf(scenario, rows).map(
    ({ name, unit, svg }) =>
      `<figure><figcaption><h3>${both(name)}</h3><p>${both(unit)}</p></figcaption>${svg}</figure>`,
  );
  return `<h2 id="${scenario.id}">${both(title)}</h2>
<p>${both(about)}</p>
${scenarioTable(scenario, rows)}
${sidesTable(rows)}
<div class="plots">${figures.join('')}</div>`;
}

function sources(rows: ReadonlyMap<string, readonly Row[]>): string {
  const seen = new Set([...rows.values()].flat().map(({ policy }) => policy));
  for (const id of rows.keys()) seen.add(scenarioOf(id).rivals?.policy ?? 'naru');
  const [first] = rows.keys();
  if (first === undefined) return '';
  return policyIds
    .filter((id) => seen.has(id))
    .map((id) => policyOf(id, scenarioOf(first)))
    .map(({ title, source }) => `<li><b>${title}</b>: ${source}</li>`)
    .join('');
}
