import { koreanDate, type EpochMs } from '../../shared/time.ts';

/** A backup as far as its age decides about it. */
export interface Aged {
  file: string;
  made: EpochMs;
}

export const keepDefault = { days: 7, weeks: 4, months: 12 } as const;
export interface Keep {
  days: number;
  weeks: number;
  months: number;
}

const weekMs = 7 * 24 * 3_600_000;
/** A Monday in Korean time, in milliseconds: weeks count from it. */
const monday = Date.UTC(2024, 0, 1) - 9 * 3_600_000;

/**
 * Which backups go: of each of the last days, weeks and months that have any the newest one stays.
 * The newest of all always stays, and so does what claims to be from the future.
 */
export function toRemove(backups: readonly Aged[], keep: Keep, now: EpochMs): Aged[] {
  const newestFirst = backups.toSorted((a, b) => b.made - a.made || (a.file < b.file ? 1 : -1));
  const kept = new Set<Aged>(newestFirst.slice(0, 1));
  for (const each of newestFirst) if (each.made > now) kept.add(each);
  const past = newestFirst.filter((each) => each.made <= now);
  keepOnePer(past, keep.days, (each) => koreanDate(each.made), kept);
  const weekOf = (each: Aged) => String(Math.floor((each.made - monday) / weekMs));
  keepOnePer(past, keep.weeks, weekOf, kept);
  keepOnePer(past, keep.months, (each) => koreanDate(each.made).slice(0, 7), kept);
  return newestFirst.filter((each) => !kept.has(each));
}

function keepOnePer(
  newestFirst: readonly Aged[],
  most: number,
  spanOf: (each: Aged) => string,
  kept: Set<Aged>,
): void {
  const seen = new Set<string>();
  for (const each of newestFirst) {
    const span = spanOf(each);
    if (seen.has(span)) continue;
    if (seen.size === most) return;
    seen.add(span);
    kept.add(each);
  }
}
