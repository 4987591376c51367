import { policyIds, titleOf } from './policies.ts';
import { both, namesOf } from './report-names.ts';
import { texts, type Text } from './report-texts.ts';
import { mean, meanOf, type Row } from './rows.ts';
import type { Result } from './measures.ts';
import type { Scenario } from './scenario.ts';
import { scenarioOf } from './scenarios.ts';
import type { Side } from './sides.ts';

interface Column<T> {
  head: Text;
  value(from: T): number | null;
  show(value: number | null): string;
  /** Which is better; for the comparison at a glance. */
  best?: 'least' | 'most';
}

const number = (value: number | null): string =>
  value === null ? '–' : value.toLocaleString('en', { maximumSignificantDigits: 3 });
const percent = (value: number | null): string =>
  value === null ? '–' : `${(value * 100).toFixed(0)} %`;
const hours = (value: number | null): string =>
  value === null ? both(texts.never) : `${value.toFixed(value < 10 ? 2 : 1)} h`;

/** Where next to nothing was left there is nothing to be quick at. */
const littleHours = 0.1;

const columns = {
  waste: { head: texts.waste, value: ({ waste }) => waste, show: number, best: 'least' },
  drainShare: {
    head: texts.drainShare,
    value: ({ drainShare, optimalHours }) => (optimalHours < littleHours ? null : drainShare),
    show: percent,
    best: 'most',
  },
  drainHours: { head: texts.drainHours, value: ({ drainHours }) => drainHours, show: hours },
  urgentHours: {
    head: texts.urgentHours,
    value: ({ urgentHours }) => urgentHours,
    show: hours,
    best: 'least',
  },
  duplicates: {
    head: texts.duplicates,
    value: ({ duplicates, entered }) => (duplicates / entered) * 10_000,
    show: number,
    best: 'least',
  },
  goodput: {
    head: texts.goodput,
    value: ({ degradedGoodput }) => degradedGoodput,
    show: percent,
    best: 'most',
  },
  wait: { head: texts.wait, value: ({ waitHours }) => waitHours.most, show: hours },
  urgentWait: {
    head: texts.urgentWait,
    value: ({ waitHours }) => waitHours.urgentMost,
    show: hours,
    best: 'least',
  },
} as const satisfies Record<string, Column<Result>>;

/** All policies in a scenario, ours first and set off. */
export function scenarioTable(scenario: Scenario, rows: readonly Row[]): string {
  const shown: Column<Result>[] = Object.values(columns);
  const heads = [texts.policy, texts.offices, ...shown.map(({ head }) => head), texts.fairness];
  const lines = rows.map(({ policy, offices, results }) => {
    const of = meanOf(results);
    const fair = [
      hours(of(({ officeHours }) => officeHours.half)),
      hours(of(({ officeHours }) => officeHours.most)),
    ];
    const cells = [
      `<span class="swatch c${policyIds.indexOf(policy)}"></span>${titleOf(policy, scenario)}`,
      offices.toLocaleString('en'),
      ...shown.map(({ value, show }) => show(of(value))),
      fair.join(' / '),
    ];
    return { cells, isOurs: policy === 'naru' };
  });
  return table(heads, lines);
}

/** Ours and the others in a mixed fleet; empty where all are alike. */
export function sidesTable(rows: readonly Row[]): string {
  const sides = rows.flatMap(({ results }) => results).flatMap((result) => result.sides ?? []);
  if (sides.length === 0) return '';
  const shown: Column<Side>[] = [
    { head: texts.filings, value: ({ filings }) => filings, show: percent },
    { head: texts.receipts, value: ({ receipts }) => receipts, show: percent },
    { head: texts.waste, value: ({ requestsPerFiling }) => requestsPerFiling, show: number },
    { head: texts.doubled, value: ({ duplicates }) => duplicates, show: number },
    { head: texts.most, value: (side) => side.hours, show: hours },
    { head: texts.urgentHours, value: ({ urgentHours }) => urgentHours, show: hours },
  ];
  const line = (name: Text, of: readonly Side[], isOurs: boolean) => ({
    cells: [both(name), ...shown.map(({ value, show }) => show(mean(of.map(value))))],
    isOurs,
  });
  return table(
    [texts.side, ...shown.map(({ head }) => head)],
    [
      line(
        texts.ours,
        sides.map(({ ours }) => ours),
        true,
      ),
      line(
        texts.theirs,
        sides.map(({ theirs }) => theirs),
        false,
      ),
    ],
  );
}

/** Every scenario in a line: ours, and the best of all others in each measure. */
export function overview(scenarios: ReadonlyMap<string, readonly Row[]>): string {
  const shown: Column<Result>[] = Object.values(columns).filter((column) => 'best' in column);
  const lines = [...scenarios].flatMap(([id, rows]) => {
    const ours = rows.find(({ policy }) => policy === 'naru');
    const scenario = scenarioOf(id);
    if (ours === undefined || scenario.rivals !== undefined) return [];
    const others = rows.filter((row) => row !== ours);
    const cells = shown.map(({ value, show, best }) => {
      const mine = show(meanOf(ours.results)(value));
      const theirs = others.flatMap(({ results }) => meanOf(results)(value) ?? []);
      if (others.length === 0) return `<b>${mine}</b>`;
      const found = best === 'most' ? Math.max(...theirs) : Math.min(...theirs);
      return `<b>${mine}</b> / ${show(theirs.length === 0 ? null : found)}`;
    });
    return [
      { cells: [`<a href="#${id}">${both(namesOf(scenario).title)}</a>`, ...cells], isOurs: false },
    ];
  });
  return table([texts.scenario, ...shown.map(({ head }) => head)], lines);
}

function table(
  heads: readonly Text[],
  lines: readonly { cells: readonly string[]; isOurs: boolean }[],
): string {
  const head = heads.map((text) => `<th>${both(text)}</th>`).join('');
  const body = lines
    .map(({ cells, isOurs }) => {
      const row = cells.map((cell) => `<td>${cell}</td>`).join('');
      return `<tr${isOurs ? ' class="ours"' : ''}>${row}</tr>`;
    })
    .join('\n');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
