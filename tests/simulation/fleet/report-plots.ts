import type { Sample } from './measures.ts';
import { svg, type Line, type Plot } from './plot.ts';
import { policyIds, policyOf, titleOf } from './policies.ts';
import { texts, type Text } from './report-texts.ts';
import type { Row } from './rows.ts';
import { hourMs, phaseStarts, type Scenario } from './scenario.ts';

export interface Figure {
  name: Text;
  unit: Text;
  svg: string;
}

/** The plots of a scenario, in the numbers of the full fleet; the first seed of each policy. */
export function plotsOf(scenario: Scenario, rows: readonly Row[]): Figure[] {
  const hours = Math.max(...rows.flatMap(({ results }) => results[0]?.samples.at(-1)?.hour ?? 0));
  const starts = phaseStarts(scenario.phases).map((at) => at / hourMs);
  const health = scenario.phases.map(
    ({ health: share, losses = 0, inquiriesDead = false }, i): readonly [number, number] => [
      starts[i] ?? 0,
      // Losses and dead inquiries are shown as trouble too, though the capacity is there.
      Math.min(share, losses > 0 || inquiriesDead ? 0.7 : 1),
    ],
  );
  const limit = scenario.phases.map((phase, i): readonly [number, number] => [
    starts[i] ?? 0,
    scenario.capacity * phase.health,
  ]);
  const draw = (
    name: Text,
    unit: Text,
    of: (sample: Sample, fleets: number) => number | null,
    more: Partial<Plot> = {},
  ): Figure => {
    const lines = rows.map((row) => lineOf(scenario, row, of));
    return { name, unit, svg: svg({ hours, health, lines, ...more }) };
  };
  const figures = [
    draw(texts.goodputPlot, texts.goodputUnit, ({ done }, fleets) => done * fleets, { limit }),
    draw(
      texts.wastePlot,
      texts.wasteUnit,
      ({ requests, done }, fleets) => Math.max(0, requests - done) * fleets,
      { logFrom: 0.1 },
    ),
    draw(texts.backlogPlot, texts.backlogUnit, ({ backlog }, fleets) => (backlog * fleets) / 1000),
    draw(texts.urgentPlot, texts.urgentUnit, ({ urgent }, fleets) => (urgent * fleets) / 1000),
  ];
  const sides = sideLines(scenario, rows);
  if (sides.length > 0)
    figures.push({
      name: texts.sidesPlot,
      unit: texts.sidesUnit,
      svg: svg({ hours, health, lines: sides }),
    });
  const isBehind = rows.some(({ results }) =>
    results[0]?.samples.some(({ behind }) => behind !== null && behind > 0),
  );
  if (isBehind) figures.push(fairness(scenario, rows));
  return figures;
}

function lineOf(
  scenario: Scenario,
  { policy, offices, results }: Row,
  of: (sample: Sample, fleets: number) => number | null,
): Line {
  const fleets = scenario.offices / offices;
  return {
    label: titleOf(policy, scenario),
    colour: policyIds.indexOf(policy),
    points: (results[0]?.samples ?? []).map((sample) => [sample.hour, of(sample, fleets)]),
  };
}

/** From when all is well again: which part of the offices that were behind still are. */
function fairness(scenario: Scenario, rows: readonly Row[]): Figure {
  const starts = rows.flatMap(
    ({ results }) => results[0]?.samples.find(({ behind }) => behind !== null)?.hour ?? [],
  );
  const from = Math.min(...starts);
  const lines = rows.map(({ policy, results }): Line => {
    const samples = (results[0]?.samples ?? []).filter(({ behind }) => behind !== null);
    const most = Math.max(1, samples[0]?.behind ?? 1);
    return {
      label: titleOf(policy, scenario),
      colour: policyIds.indexOf(policy),
      points: samples.map(({ hour, behind }) => [hour - from, ((behind ?? 0) / most) * 100]),
    };
  });
  const hours = Math.max(0.1, ...lines.flatMap(({ points }) => points.at(-1)?.[0] ?? 0));
  return {
    name: texts.fairPlot,
    unit: texts.fairUnit,
    svg: svg({ hours, health: [], lines, isShare: true }),
  };
}

/** Ours and the others in a mixed fleet, each for an office of its kind. */
function sideLines(scenario: Scenario, rows: readonly Row[]): Line[] {
  const { rivals } = scenario;
  const [row] = rows;
  if (rivals === undefined || row === undefined) return [];
  const theirs = row.offices * rivals.share;
  const samples = row.results[0]?.samples ?? [];
  return [
    {
      label: policyOf(row.policy, scenario).title,
      colour: policyIds.indexOf(row.policy),
      points: samples.map((each) => [
        each.hour,
        (each.backlog - each.theirs) / (row.offices - theirs),
      ]),
    },
    {
      label: policyOf(rivals.policy, scenario).title,
      colour: policyIds.indexOf(rivals.policy),
      points: samples.map((each) => [each.hour, each.theirs / theirs]),
    },
  ];
}
