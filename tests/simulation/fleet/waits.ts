const perOctave = 16;

/** How long filings waited, on a logarithmic scale: some hundred counters instead of all of them. */
export class Waits {
  readonly #counts: number[] = [];
  #entered = 0;

  entered(): void {
    this.#entered += 1;
  }

  settled(waitMs: number): void {
    const at = Math.floor(Math.log2(1 + waitMs / 1000) * perOctave);
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  /** Hours within which this share of all was settled; `null` where fewer were. */
  within(share: number): number | null {
    const wanted = this.#entered * share;
    if (this.#entered === 0) return 0;
    let settled = 0;
    for (let at = 0; at < this.#counts.length; at += 1) {
      settled += this.#counts[at] ?? 0;
      if (settled >= wanted) return (2 ** ((at + 1) / perOctave) - 1) / 3600;
    }
    return null;
  }
}
