import type { Filing, Office } from './office.ts';
import { hourMs, isTroubled, phaseStarts, type Scenario } from './scenario.ts';
import { SideCount, type Side } from './sides.ts';
import { Waits } from './waits.ts';

/** The fleet at an instant, for the plots. */
export interface Sample {
  /** Hours since the beginning. */
  hour: number;
  /** Since the sample before, per second. */
  requests: number;
  done: number;
  backlog: number;
  /** Urgent filings without a receipt. */
  urgent: number;
  /** The same of all filings, of the others in a mixed fleet. */
  theirs: number;
  /** Offices that have not caught up yet; `null` before the system has come back. */
  behind: number | null;
}

export interface Result {
  scenario: string;
  policy: string;
  seed: number;
  entered: number;
  done: number;
  requests: number;
  /** Requests for each filing that got its receipt. */
  waste: number;
  /** Receipts while the system was in trouble, as a share of what it could have given; `null` where that was nothing. */
  degradedGoodput: number | null;
  /** Filings without a receipt when the system had come back. */
  backlog: number;
  /** From then until one in a thousand of them was left, in hours; `null`: not within the scenario. */
  drainHours: number | null;
  /** What the system's capacity allows. */
  optimalHours: number;
  /** Optimal over real; 0 where it never drained. */
  drainShare: number;
  /** Until 95 in 100 of the urgent ones were in. */
  urgentHours: number | null;
  duplicates: number;
  /** Until half, and until 95 in 100, of the offices had caught up. */
  officeHours: { half: number | null; most: number | null };
  /** From entry to receipt, of what was entered before all was well again, in hours. */
  waitHours: { half: number | null; most: number | null; urgentMost: number | null };
  /** How ours and the others fared in a mixed fleet; `null` where all are alike. */
  sides: { ours: Side; theirs: Side } | null;
  samples: Sample[];
}

/** Counts what happens in a simulation. */
export class Measures {
  readonly recoversAt: number;
  readonly #scenario: Scenario;
  /** The phases in which something is wrong, the quiet ones between them too. */
  readonly #troubledFrom: number;
  readonly #troubledUntil: number;
  readonly #all = new SideCount();
  readonly #ours = new SideCount();
  readonly #theirs = new SideCount();
  readonly #waits = new Waits();
  readonly #urgentWaits = new Waits();
  #degradedDone = 0;
  #open = 0;
  #urgentOpen = 0;
  #backlog = 0;
  #drainedAt: number | null = null;
  #officesBehind = 0;
  readonly #caughtUp: number[] = [];
  readonly #samples: Sample[] = [];
  #hasRecovered = false;
  #lastSample = { at: 0, requests: 0, done: 0 };

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    const { phases } = scenario;
    this.#troubledFrom = phases.findIndex(isTroubled);
    this.#troubledUntil = phases.findLastIndex(isTroubled);
    this.recoversAt = phaseStarts(phases)[this.#troubledUntil + 1] ?? 0;
  }

  entered(now: number, urgent: boolean, office: Office): void {
    const isEarly = now < this.recoversAt;
    this.#all.enter(urgent, isEarly);
    this.#sideOf(office).enter(urgent, isEarly);
    this.#open += 1;
    if (urgent) this.#urgentOpen += 1;
    if (!isEarly) return;
    this.#waits.entered();
    if (urgent) this.#urgentWaits.entered();
  }

  asked(office: Office): void {
    this.#all.requests += 1;
    this.#sideOf(office).requests += 1;
  }

  doubled(office: Office): void {
    this.#all.doubled += 1;
    this.#sideOf(office).doubled += 1;
  }

  /** The central system has come back. */
  recovered(now: number, offices: readonly Office[]): void {
    this.#hasRecovered = true;
    for (const office of offices) {
      office.oldOpen = office.open;
      if (office.open > 0) this.#officesBehind += 1;
    }
    this.#backlog = this.#open;
    this.#all.recovered(now);
    this.#theirs.recovered(now);
    this.#ours.recovered(now);
  }

  /** An office knows that a filing was taken. */
  settled(now: number, phase: number, office: Office, filing: Filing): void {
    this.#open -= 1;
    office.open -= 1;
    if (filing.urgent) this.#urgentOpen -= 1;
    this.#all.settle(now, filing, this.recoversAt);
    this.#sideOf(office).settle(now, filing, this.recoversAt);
    if (phase >= this.#troubledFrom && phase <= this.#troubledUntil) this.#degradedDone += 1;
    if (filing.enteredAt >= this.recoversAt) return;
    this.#waits.settled(now - filing.enteredAt);
    if (filing.urgent) this.#urgentWaits.settled(now - filing.enteredAt);
    if (!this.#hasRecovered) return;
    office.oldOpen -= 1;
    if (office.oldOpen === 0) this.#caughtUp.push(now);
  }

  /** Looks whether all is done that was to be caught up with. */
  watch(now: number): void {
    // What is on its way at any time is no backlog.
    const few = Math.max(this.#backlog / 1000, this.#scenario.demand);
    if (this.#drainedAt === null && now > this.recoversAt && this.#open <= few)
      this.#drainedAt = now;
  }

  get isDrained(): boolean {
    return this.#drainedAt !== null;
  }

  sample(now: number): void {
    const { requests, done } = this.#all;
    const seconds = (now - this.#lastSample.at) / 1000;
    if (seconds > 0)
      this.#samples.push({
        hour: now / hourMs,
        requests: (requests - this.#lastSample.requests) / seconds,
        done: (done - this.#lastSample.done) / seconds,
        backlog: this.#open,
        urgent: this.#urgentOpen,
        theirs: this.#theirs.open,
        behind: this.#hasRecovered ? this.#officesBehind - this.#caughtUp.length : null,
      });
    this.#lastSample = { at: now, requests, done };
  }

  result(policy: string, seed: number): Result {
    const { rivals } = this.#scenario;
    const hours = (at: number | null): number | null =>
      at === null ? null : (at - this.recoversAt) / hourMs;
    const { entered, done, requests, doubled, mostUrgentAt } = this.#all;
    const optimalHours = this.#optimalHours();
    const drainHours = hours(this.#drainedAt);
    const at = (share: number): number | null =>
      this.#officesBehind === 0
        ? 0
        : hours(this.#caughtUp[Math.ceil(this.#officesBehind * share) - 1] ?? null);
    return {
      scenario: this.#scenario.id,
      policy,
      seed,
      entered,
      done,
      requests,
      waste: requests / Math.max(1, done),
      degradedGoodput: this.#goodput(),
      backlog: this.#backlog,
      drainHours,
      optimalHours,
      drainShare: drainHours === null ? 0 : optimalHours / drainHours,
      urgentHours: hours(mostUrgentAt),
      duplicates: doubled,
      officeHours: { half: at(0.5), most: at(0.95) },
      waitHours: {
        half: this.#waits.within(0.5),
        most: this.#waits.within(0.95),
        urgentMost: this.#urgentWaits.within(0.95),
      },
      sides:
        rivals === undefined
          ? null
          : {
              ours: this.#ours.result(this.#all, hours),
              theirs: this.#theirs.result(this.#all, hours),
            },
      samples: this.#samples,
    };
  }

  #sideOf({ isRival }: Office): SideCount {
    return isRival ? this.#theirs : this.#ours;
  }

  /** What a system could have given that wastes nothing, against what it gave. */
  #goodput(): number | null {
    const { phases, capacity, demand } = this.#scenario;
    let [could, waiting] = [0, 0];
    for (const phase of phases.slice(Math.max(0, this.#troubledFrom), this.#troubledUntil + 1)) {
      const seconds = phase.hours * 3600;
      waiting += demand * (phase.demand ?? 1) * seconds;
      const gone = Math.min(waiting, capacity * phase.health * seconds);
      waiting -= gone;
      could += gone;
    }
    return could === 0 ? null : this.#degradedDone / could;
  }

  /** How long the capacity alone needs for what is left and what comes meanwhile. */
  #optimalHours(): number {
    const { phases, capacity, demand } = this.#scenario;
    let [left, hours] = [this.#backlog, 0];
    for (const [i, phase] of phases.entries()) {
      if (i <= this.#troubledUntil) continue;
      const perHour = 3600 * (capacity * phase.health - demand * (phase.demand ?? 1));
      const isLast = i === phases.length - 1;
      if (isLast || left <= perHour * phase.hours) return hours + left / perHour;
      left -= perHour * phase.hours;
      hours += phase.hours;
    }
    return hours;
  }
}
