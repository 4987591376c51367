/** A queue of what happens when; three numbers each, in arrays that do not move. */
export class Events {
  #times = new Float64Array(1024);
  #kinds = new Uint8Array(1024);
  #whos = new Uint32Array(1024);
  #size = 0;
  /** Of the event that was taken last. */
  time = 0;
  kind = 0;
  who = 0;

  get size(): number {
    return this.#size;
  }

  add(time: number, kind: number, who: number): void {
    if (this.#size === this.#times.length) this.#grow();
    let at = this.#size;
    this.#size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#times[parent] ?? 0) <= time) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, time, kind, who);
  }

  /** Takes the earliest; `false` where there is none. */
  take(): boolean {
    if (this.#size === 0) return false;
    this.time = this.#times[0] ?? 0;
    this.kind = this.#kinds[0] ?? 0;
    this.who = this.#whos[0] ?? 0;
    this.#size -= 1;
    const last = this.#size;
    const time = this.#times[last] ?? 0;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= last) break;
      if (child + 1 < last && (this.#times[child + 1] ?? 0) < (this.#times[child] ?? 0)) child += 1;
      if ((this.#times[child] ?? 0) >= time) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, time, this.#kinds[last] ?? 0, this.#whos[last] ?? 0);
    return true;
  }

  #put(at: number, time: number, kind: number, who: number): void {
    this.#times[at] = time;
    this.#kinds[at] = kind;
    this.#whos[at] = who;
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#times[from] ?? 0, this.#kinds[from] ?? 0, this.#whos[from] ?? 0);
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2);
    const kinds = new Uint8Array(times.length);
    const whos = new Uint32Array(times.length);
    times.set(this.#times);
    kinds.set(this.#kinds);
    whos.set(this.#whos);
    [this.#times, this.#kinds, this.#whos] = [times, kinds, whos];
  }
}
