import type { Waiting } from './client.ts';

export interface Filing {
  urgent: boolean;
  enteredAt: number;
  /** Whether the central system has it, whatever the office knows. */
  taken: boolean;
}

export interface Doubt {
  filing: Filing;
  inquiries: number;
  /** When it is inquired about. */
  at: number;
}

/** What one office has to do. */
export class Office implements Waiting {
  readonly #ordersByDeadline: boolean;
  readonly #urgent = new Line();
  readonly #others = new Line();
  readonly #doubts: Doubt[] = [];
  /** Filings without a receipt. */
  open = 0;
  /** Those of them that were open when the central system came back. */
  oldOpen = 0;
  inquireAt: number | null = null;
  /** Whether it uses the other policy of a mixed fleet. */
  readonly isRival: boolean;

  constructor(ordersByDeadline: boolean, isRival: boolean) {
    this.#ordersByDeadline = ordersByDeadline;
    this.isRival = isRival;
  }

  get urgent(): number {
    return this.#urgent.length;
  }
  get normal(): number {
    return this.#others.length;
  }

  enter(urgent: boolean, now: number): void {
    this.open += 1;
    this.#lineOf(urgent).push({ urgent, enteredAt: now, taken: false });
  }

  takeFirst(): Filing {
    const first = this.#urgent.shift() ?? this.#others.shift();
    if (first === undefined) throw new RangeError('nothing waits');
    return first;
  }

  /** It was not taken, as far as the office knows, and is the first again. */
  putBack(filing: Filing): void {
    this.#lineOf(filing.urgent).unshift(filing);
  }

  doubt(doubt: Doubt): void {
    this.#doubts.push(doubt);
    if (this.inquireAt === null || doubt.at < this.inquireAt) this.inquireAt = doubt.at;
  }

  takeDoubt(): Doubt {
    const at = this.#doubts.findIndex((doubt) => doubt.at === this.inquireAt);
    const [doubt] = this.#doubts.splice(at, 1);
    if (doubt === undefined) throw new RangeError('nothing is in doubt');
    let soonest: number | null = null;
    for (const rest of this.#doubts) if (soonest === null || rest.at < soonest) soonest = rest.at;
    this.inquireAt = soonest;
    return doubt;
  }

  #lineOf(urgent: boolean): Line {
    return urgent && this.#ordersByDeadline ? this.#urgent : this.#others;
  }
}

/** First in, first out, whose first may come back. */
class Line {
  #filings: Filing[] = [];
  #from = 0;

  get length(): number {
    return this.#filings.length - this.#from;
  }

  push(filing: Filing): void {
    this.#filings.push(filing);
  }

  shift(): Filing | undefined {
    const first = this.#filings[this.#from];
    if (first === undefined) return undefined;
    this.#from += 1;
    if (this.#from > 32 && this.#from * 2 > this.#filings.length) {
      this.#filings = this.#filings.slice(this.#from);
      this.#from = 0;
    }
    return first;
  }

  unshift(filing: Filing): void {
    if (this.#from === 0) this.#filings.unshift(filing);
    else {
      this.#from -= 1;
      this.#filings[this.#from] = filing;
    }
  }
}
