import { epochMs, type Cancellation, type Clock } from '../../../shared/time.ts';

/** Events in the order of their times, and a clock that jumps from one to the next. */
export interface VirtualTime {
  /** Milliseconds since the start, by a clock that never jumps. */
  now(): number;
  /** Runs work after some milliseconds; the returned function takes it back. */
  after(ms: number, kind: string, work: () => void): () => void;
  /** Time that passes while nothing else can run, as in a call that blocks. */
  pass(ms: number): void;
  /** Sets the computer's clock, as a person or a time server does. */
  setWallBy(ms: number): void;
  /** The computer's clocks, as a process has them that may end; no sleep of an ended one ends. */
  clockOf(isAlive: () => boolean): Clock;
  /** Goes to the next event and runs it; its kind, or `null` where nothing is to come. */
  next(): string | null;
}

interface Event {
  at: number;
  order: number;
  kind: string;
  work: (() => void) | null;
}

const start = Date.parse('2026-11-23T00:00:00Z');

export function virtualTime(): VirtualTime {
  const heap: Event[] = [];
  let monotonic = 0;
  let wallOffset = start;
  let order = 0;

  const isEarlier = (a: Event, b: Event): boolean =>
    a.at === b.at ? a.order < b.order : a.at < b.at;
  function at(index: number): Event {
    const event = heap[index];
    if (event === undefined) throw new RangeError('no such event');
    return event;
  }
  function swap(a: number, b: number): void {
    const held = at(a);
    heap[a] = at(b);
    heap[b] = held;
  }
  function push(event: Event): void {
    heap.push(event);
    for (let i = heap.length - 1; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!isEarlier(at(i), at(parent))) return;
      swap(i, parent);
      i = parent;
    }
  }
  function pop(): Event | null {
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined) return null;
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let i = 0; ;) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      let least = i;
      if (left < heap.length && isEarlier(at(left), at(least))) least = left;
      if (right < heap.length && isEarlier(at(right), at(least))) least = right;
      if (least === i) return first;
      swap(i, least);
      i = least;
    }
  }
  function after(ms: number, kind: string, work: () => void): () => void {
    const event: Event = { at: monotonic + Math.max(0, Math.ceil(ms)), order, kind, work };
    order += 1;
    push(event);
    return () => {
      event.work = null;
    };
  }
  function sleep(ms: number, signal: Cancellation | undefined, isAlive: () => boolean) {
    return new Promise<void>((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      function end(): void {
        cancel();
        signal?.removeEventListener('abort', end);
        if (isAlive()) resolve();
      }
      const cancel = after(ms, 'timer', end);
      signal?.addEventListener('abort', end, { once: true });
    });
  }

  return {
    now: () => monotonic,
    after,
    pass(ms) {
      monotonic += Math.ceil(ms);
    },
    setWallBy(ms) {
      wallOffset += Math.round(ms);
    },
    clockOf: (isAlive) => ({
      now: () => epochMs(wallOffset + monotonic),
      monotonic: () => monotonic,
      sleep: (ms, signal) => sleep(ms, signal, isAlive),
    }),
    next() {
      for (;;) {
        const event = pop();
        if (event === null) return null;
        const { work } = event;
        if (work === null) continue;
        // What a blocking call has passed over comes late.
        monotonic = Math.max(monotonic, event.at);
        work();
        return event.kind;
      }
    },
  };
}
