import type { Phase, Scenario } from './scenario.ts';
import { surge } from './surge.ts';

/** What is the same in most scenarios: 30,000 offices, a third of the capacity asked for. */
const usual = {
  offices: 30_000,
  capacity: 60,
  demand: 20,
  urgent: 0.1,
  rejectionCost: 0.1,
} as const satisfies Partial<Scenario>;

const well = (hours: number): Phase => ({ name: 'well', hours, health: 1 });
const dead = (hours: number): Phase => ({ name: 'dead', hours, health: 0 });

/** Nobody meets an outage without having met the system well before. */
const before = well(1);

const longPhases: readonly Phase[] = [
  before,
  { name: 'at 20 %', hours: 24, health: 0.2 },
  dead(12),
  well(24),
];

const long: Scenario = {
  ...usual,
  id: 'long',
  title: 'Long outage',
  about:
    'For a day the central system does a fifth of what it can, for half a day it answers nobody, then it is well again.',
  phases: longPhases,
};

const flapping: Scenario = {
  ...usual,
  id: 'flapping',
  title: 'Coming and going',
  about: 'For eight hours it is well for ten minutes and dead for twenty, again and again.',
  phases: [...Array.from({ length: 16 }, () => [well(1 / 6), dead(1 / 3)]).flat(), well(12)],
};

const kinds = { tanstack: 'TanStack', signal: 'Signal', powersync: 'PowerSync' } as const;

function mixed(policy: keyof typeof kinds, share: number): Scenario {
  const percent = `${share * 100} %`;
  return {
    ...long,
    id: `mixed-${policy}-${share * 100}`,
    title: `${percent} of the kind of ${kinds[policy]}`,
    about: `The long outage, where ${percent} of the offices use a program that retries like ${kinds[policy]}: does politeness cost ours their share?`,
    rivals: { share, policy },
  };
}

export const scenarios: readonly Scenario[] = [
  long,
  {
    ...usual,
    id: 'short',
    title: 'Short outage',
    about: 'For four hours it answers nobody, then it is well again.',
    phases: [before, dead(4), well(10)],
  },
  {
    ...long,
    id: 'fleet3',
    title: 'Three times the fleet',
    about:
      'The long outage with 100,000 offices instead of 30,000 before the same central system: each has less to file, but there are more to knock.',
    offices: 100_000,
  },
  surge,
  {
    ...usual,
    id: 'busy',
    title: 'Dead behind a page that says busy',
    about:
      'For four hours a server in front of it answers 503 to everybody: it looks alive and takes nothing.',
    phases: [before, { name: 'says 503', hours: 4, health: 0, says503: true }, well(10)],
  },
  flapping,
  {
    ...usual,
    id: 'brownout',
    title: 'Brownout of days',
    about:
      'After an hour of standstill it does 40 % of what it can for three days: enough for all that is new, if nobody wastes it.',
    phases: [before, dead(1), { name: 'at 40 %', hours: 72, health: 0.4 }, well(6)],
  },
  {
    ...long,
    id: 'lying',
    title: 'A health page that lies',
    about:
      'The long outage, while the page of the system’s health says all the time that everything is normal. Only who believes the page is fooled.',
    pageLies: true,
  },
  {
    ...usual,
    id: 'half',
    title: 'Half an outage',
    about:
      'For twelve hours inquiries are dead while declarations live, and one answer in ten is lost: nobody can ask what became of a declaration. Ours waits with it until it can ask; whoever sends again unasked is quicker, and doubles.',
    phases: [
      { name: 'inquiries dead', hours: 12, health: 1, inquiriesDead: true, losses: 0.1 },
      well(8),
    ],
  },
  {
    ...usual,
    id: 'losses',
    title: 'Lost answers',
    about:
      'For a day one answer in four is lost, however little there is to do. To ask before sending again costs a few requests; not to ask costs duplicates.',
    phases: [before, { name: 'losses', hours: 24, health: 1, losses: 0.25 }, well(6)],
  },
  {
    ...long,
    id: 'cheap',
    title: 'Cheap rejections',
    about:
      'The long outage, where turning a request away costs next to nothing (0.2 % of a real one).',
    rejectionCost: 0.002,
  },
  {
    ...long,
    id: 'dear',
    title: 'Dear rejections',
    about: 'The long outage, where turning a request away costs 30 % of a real one.',
    rejectionCost: 0.3,
  },
  {
    ...long,
    id: 'skewed',
    title: 'Large and small offices',
    about: 'The long outage, where a tenth of the offices have 40 % of all declarations.',
    skew: 0.5,
  },
  mixed('tanstack', 0.1),
  mixed('tanstack', 0.3),
  mixed('signal', 0.1),
  mixed('signal', 0.3),
  mixed('powersync', 0.1),
  mixed('powersync', 0.3),
];

/** @throws {RangeError} where no scenario has that id. */
export function scenarioOf(id: string): Scenario {
  const found = scenarios.find((scenario) => scenario.id === id);
  if (found === undefined) throw new RangeError(`no scenario ${id}`);
  return found;
}
