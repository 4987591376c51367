import type { EpochMs } from '../../shared/time.ts';
import type { KeptCopy } from '../store/index.ts';

/** So many of the newest stay, however old. */
export const keptLeast = 3;
const dayMs = 24 * 3_600_000;
/** Everything younger stays, in milliseconds: what a restore cost is often noticed weeks later. */
export const keptForMs = 30 * dayMs;

/** What decides beside the age. */
export interface Standing {
  now: EpochMs;
  /** The copy that was put in place still asks what became of its lost days. */
  holds: boolean;
  /** The data in use was found damaged. */
  isDamaged: boolean;
  /** Whether a copy can be opened and read; asked only of those that decide. */
  isGood(copy: KeptCopy): boolean;
}

/**
 * Which of one database's kept copies go: none while the data in use still leans on them, and never
 * the newest that can be opened. What claims to be from the future stays.
 */
export function keptToRemove(copies: readonly KeptCopy[], standing: Standing): KeptCopy[] {
  const { now, holds, isDamaged, isGood } = standing;
  if (holds || isDamaged) return [];
  const newestFirst = copies.toSorted((a, b) => b.at - a.at || (a.file < b.file ? 1 : -1));
  const old = newestFirst.slice(keptLeast).filter(({ at }) => now - at > keptForMs);
  if (old.length === 0) return [];
  const staying = newestFirst.filter((copy) => !old.includes(copy));
  if (staying.some(isGood)) return old;
  const only = old.find(isGood);
  return old.filter((copy) => copy !== only);
}
