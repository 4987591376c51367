import type { Filing } from './office.ts';

/** How one of the two sides of a mixed fleet fared. */
export interface Side {
  /** Share of the filings … */
  filings: number;
  /** … and of the receipts, before all was well again. */
  receipts: number;
  requestsPerFiling: number;
  duplicates: number;
  /** From when all was well until 95 in 100 of what was open then were in, in hours. */
  hours: number | null;
  urgentHours: number | null;
}

/** Counts of one side. */
export class SideCount {
  entered = 0;
  done = 0;
  requests = 0;
  doubled = 0;
  doneEarly = 0;
  enteredEarly = 0;
  readonly #left = new Left();
  readonly #urgentLeft = new Left();

  /** Filings without a receipt. */
  get open(): number {
    return this.entered - this.done;
  }

  enter(urgent: boolean, isEarly: boolean): void {
    this.entered += 1;
    if (!isEarly) return;
    this.enteredEarly += 1;
    this.#left.count += 1;
    if (urgent) this.#urgentLeft.count += 1;
  }

  recovered(now: number): void {
    this.#left.begin(now);
    this.#urgentLeft.begin(now);
  }

  settle(now: number, { urgent, enteredAt }: Filing, recoversAt: number): void {
    this.done += 1;
    if (now < recoversAt) this.doneEarly += 1;
    if (enteredAt >= recoversAt) return;
    this.#left.settle(now);
    if (urgent) this.#urgentLeft.settle(now);
  }

  /** When 95 in 100 of the urgent ones were in that were open when all was well again. */
  get mostUrgentAt(): number | null {
    return this.#urgentLeft.mostlyAt;
  }

  result(all: SideCount, hours: (at: number | null) => number | null): Side {
    return {
      filings: this.enteredEarly / Math.max(1, all.enteredEarly),
      receipts: this.doneEarly / Math.max(1, all.doneEarly),
      requestsPerFiling: this.requests / Math.max(1, this.done),
      duplicates: this.doubled,
      hours: hours(this.#left.mostlyAt),
      urgentHours: hours(this.#urgentLeft.mostlyAt),
    };
  }
}

/** What was open when all was well again. */
class Left {
  count = 0;
  #few = 0;
  mostlyAt: number | null = null;

  begin(now: number): void {
    this.#few = this.count * 0.05;
    if (this.count === 0) this.mostlyAt = now;
  }

  settle(now: number): void {
    this.count -= 1;
    if (this.count <= this.#few && this.#few > 0) this.mostlyAt ??= now;
  }
}
