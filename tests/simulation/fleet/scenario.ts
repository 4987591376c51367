/** What the central system is like for a while. */
export interface Phase {
  /** In words, for the table. */
  name: string;
  hours: number;
  /** Share of its full capacity, 0 to 1; at 0 it answers nobody. */
  health: number;
  /** Whether, dead, it answers 503 to everybody instead of not at all. */
  says503?: boolean;
  /** Whether inquiries are dead while declarations live. */
  inquiriesDead?: boolean;
  /** Share of answers that are lost however little there is to do. */
  losses?: number;
  /** Share of the usual demand: nobody enters anything at night. 1 where it is not given. */
  demand?: number;
}

export interface Scenario {
  id: string;
  title: string;
  /** What it is like, in a sentence that a newcomer understands. */
  about: string;
  offices: number;
  /** Requests that the central system can do in a second when it is well. */
  capacity: number;
  /** New filings a second, of all offices together. */
  demand: number;
  /** Share of filings with a near legal deadline. */
  urgent: number;
  /** What a request that is turned away costs the central system of a real one. */
  rejectionCost: number;
  phases: readonly Phase[];
  /** Share of offices that use another policy, and which. */
  rivals?: { share: number; policy: string };
  /** How far offices differ in size: 0 all alike, 1 a few have most. */
  skew?: number;
  /** Whether the page of the central system's health says that all is well whatever happens. */
  pageLies?: boolean;
}

export const hourMs = 3_600_000;

/** The instants at which phases begin, in milliseconds, with the end of the last. */
export function phaseStarts(phases: readonly Phase[]): number[] {
  const starts = [0];
  let at = 0;
  for (const { hours } of phases) {
    at += hours * hourMs;
    starts.push(at);
  }
  return starts;
}

/** From this share of its capacity on a central system calls itself well on its page. */
const normalFrom = 0.5;

/** Whether the page of the central system's health says that all is well, at an instant that never goes back. */
export type HealthPage = (now: number) => boolean;

export function healthPage({ phases, pageLies = false }: Scenario): HealthPage {
  const starts = phaseStarts(phases);
  let at = 0;
  return (now) => {
    if (pageLies) return true;
    while (at < phases.length - 1 && now >= (starts[at + 1] ?? 0)) at += 1;
    return (phases[at]?.health ?? 0) >= normalFrom;
  };
}

/** Whether something is wrong in a phase. */
export function isTroubled({ health, losses = 0, inquiriesDead = false }: Phase): boolean {
  return health < 1 || losses > 0 || inquiriesDead;
}

/** The same with fewer offices, and a capacity and a demand that are smaller alike. */
export function scaled(scenario: Scenario, scale: number): Scenario {
  const { offices, capacity, demand } = scenario;
  return {
    ...scenario,
    offices: Math.max(1, Math.round(offices * scale)),
    capacity: capacity * scale,
    demand: demand * scale,
  };
}
