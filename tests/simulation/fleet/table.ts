import Table from 'cli-table3';
import type { Checked } from './bounds.ts';
import { mean, meanOf, type Row, rowsOf } from './rows.ts';
import type { Outcome } from './job.ts';
import type { Result } from './measures.ts';
import { titleOf } from './policies.ts';
import { scenarioOf } from './scenarios.ts';

const plain = {
  style: { head: [], border: [] },
  chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
};
/** Where next to nothing was left there is nothing to be quick at. */
const isLittle = ({ optimalHours }: Result): boolean => optimalHours < 0.1;

/** A line of progress. */
export function showOutcome({ job, result, cpuSeconds }: Outcome, done: number, all: number): void {
  const { scenario, policy, seed, scale } = job;
  const offices = Math.round(scenarioOf(scenario).offices * scale).toLocaleString('en');
  console.log(
    `${String(done).padStart(String(all).length)}/${all} ${scenario}, ${policy}, seed ${seed}, ${offices} offices: ${result.requests.toLocaleString('en')} requests (${cpuSeconds.toFixed(1)} s)`,
  );
}

/** A table for each scenario, in plain words. */
export function showTables(outcomes: readonly Outcome[]): void {
  for (const [id, rows] of rowsOf(outcomes)) {
    const scenario = scenarioOf(id);
    console.log(`\n${scenario.title}\n${scenario.about}`);
    const table = new Table({
      ...plain,
      head: [
        'policy',
        'offices',
        'requests\na filing',
        'share of\noptimal drain',
        'hours until\nall was in',
        'until 95 %\nof urgent',
        'duplicates\nin 10,000',
        'use made of\nwhat was left',
        'half / most offices\nhad caught up',
        '95 % waited\nat most',
        '95 % of urgent\nwaited at most',
      ],
    });
    for (const row of rows) table.push(cells(row, titleOf(row.policy, scenario)));
    console.log(table.toString());
    showSides(rows);
  }
}

function cells(row: Row, title: string): string[] {
  const { offices, results } = row;
  const of = meanOf(results);
  return [
    title,
    offices.toLocaleString('en'),
    number(of(({ waste }) => waste)),
    percent(of((result) => (isLittle(result) ? null : result.drainShare))),
    hours(of(({ drainHours }) => drainHours)),
    hours(of(({ urgentHours }) => urgentHours)),
    number(of(({ duplicates, entered }) => (duplicates / entered) * 10_000)),
    percent(of(({ degradedGoodput }) => degradedGoodput)),
    `${hours(of(({ officeHours }) => officeHours.half))} / ${hours(of(({ officeHours }) => officeHours.most))}`,
    hours(of(({ waitHours }) => waitHours.most)),
    hours(of(({ waitHours }) => waitHours.urgentMost)),
  ];
}

function showSides(rows: readonly Row[]): void {
  for (const { results } of rows) {
    const sides = results.flatMap((result) => result.sides ?? []);
    if (sides.length === 0) continue;
    const table = new Table({
      ...plain,
      head: [
        'side',
        'share of filings',
        'share of receipts\nin trouble',
        'requests\na filing',
        'duplicates',
        'until 95 %\nwere in',
        'until 95 %\nof urgent',
      ],
    });
    for (const [name, side] of [
      ['ours', sides.map(({ ours }) => ours)],
      ['the others', sides.map(({ theirs }) => theirs)],
    ] as const)
      table.push([
        name,
        percent(mean(side.map(({ filings }) => filings))),
        percent(mean(side.map(({ receipts }) => receipts))),
        number(mean(side.map(({ requestsPerFiling }) => requestsPerFiling))),
        number(mean(side.map(({ duplicates }) => duplicates))),
        hours(mean(side.map((each) => each.hours))),
        hours(mean(side.map(({ urgentHours }) => urgentHours))),
      ]);
    console.log(table.toString());
  }
}

/** What was promised of fleets of a size, and what was found, a value for each seed. */
export function showBounds(checked: readonly Checked[], scale: number): void {
  console.log(`\nBounds, at ${scale} of the full size`);
  const table = new Table({ ...plain, head: ['bound', 'wanted', 'found', ''] });
  for (const { title, wanted, found, holds } of checked)
    table.push([title, wanted, found, holds ? 'holds' : 'FAILS']);
  console.log(table.toString());
}

const number = (value: number | null): string =>
  value === null ? '–' : value.toLocaleString('en', { maximumSignificantDigits: 3 });
const percent = (value: number | null): string =>
  value === null ? '–' : `${(value * 100).toFixed(1)} %`;
const hours = (value: number | null): string =>
  value === null ? 'never' : `${value.toFixed(2)} h`;
