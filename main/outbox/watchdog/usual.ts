import type { DeclarationKind } from '../../../shared/filing/numbers.ts';
import type { PartKind } from '../../../shared/filing/part.ts';
import type { AnswerWait, WaitAge } from '../../../shared/sync/watch.ts';
import type { EpochMs } from '../../../shared/time.ts';

/** The way that it went. */
export type Way = 'declarations' | 'sending-program';

/** What answers are compared with each other. */
export interface Manner {
  waits: AnswerWait;
  kind: DeclarationKind;
  part: PartKind;
  way: Way;
}

interface Bounds {
  /** While too few have been answered to know. */
  start: number;
  floor: number;
  ceiling: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A receipt (접수) comes within minutes; through a program and its folders within the hour. */
const receipts: Readonly<Record<Way, Bounds>> = {
  declarations: { start: 5 * minute, floor: 2 * minute, ceiling: hour },
  'sending-program': { start: 30 * minute, floor: 10 * minute, ceiling: 4 * hour },
};
/** A decision takes hours; people decide about an import, an amendment and a withdrawal (심사). */
const decisions: Readonly<Record<DeclarationKind | 'part', Bounds>> = {
  import: { start: 8 * hour, floor: hour, ceiling: 3 * day },
  export: { start: 2 * hour, floor: 30 * minute, ceiling: 2 * day },
  'list-clearance': { start: 4 * hour, floor: 30 * minute, ceiling: 2 * day },
  part: { start: 2 * day, floor: 4 * hour, ceiling: 5 * day },
};

/** Fewer answers than this tell nothing. */
const fewest = 20;
/** Beyond this part of the answers, and as long again, an answer is late. */
const percentile = 0.95;
const allowance = 1.5;

/**
 * What is usual, in milliseconds: from the office's own answers of the same manner, within bounds that
 * neither a very fast nor a very bad day can move.
 */
export function usualWait(manner: Manner, tookMs: readonly number[]): number {
  const { start, floor, ceiling } = boundsOf(manner);
  if (tookMs.length < fewest) return start;
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.ceil(sorted.length * percentile) - 1);
  return Math.round(Math.min(ceiling, Math.max(floor, (sorted[at] ?? start) * allowance)));
}

function boundsOf({ waits, kind, part, way }: Manner): Bounds {
  if (waits === 'receipt') return receipts[way];
  return decisions[part === 'declaration' ? kind : 'part'];
}

/** How old a missing answer is; `null` while it is within what is usual. */
export function ageOf(since: EpochMs, now: EpochMs, usualMs: number): WaitAge | null {
  const waited = now - since;
  if (waited <= usualMs) return null;
  if (waited >= 2 * day) return 'two-days';
  return waited >= day ? 'day' : 'late';
}
