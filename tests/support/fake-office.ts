import type { FilingDetail } from '../../shared/filing/detail.ts';
import type { FilingRow } from '../../shared/filing/filing.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { EpochMs } from '../../shared/time.ts';

/** What the parts of a fake engine share. */
export interface FakeOffice {
  rows(): readonly FilingRow[];
  declaration(id: FilingId): FilingDetail['declaration'];
  /** Changes rows and tells of it. */
  change(ids: readonly number[], change: Partial<FilingRow>): void;
  now(): EpochMs;
  /** Whether all that is not the screens' own is to be in Latin letters. */
  latin: boolean;
}

/** A page of what is there, after the key of the last one of the page before. */
export function pageOf<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  { after, limit }: { after: string | null; limit: number },
): { rows: Item[]; next: string | null } {
  const start = after === null ? 0 : all.findIndex((item) => keyOf(item) === after) + 1;
  const rows = all.slice(start, start + limit);
  const last = rows.at(-1);
  return { rows, next: last !== undefined && start + limit < all.length ? keyOf(last) : null };
}
