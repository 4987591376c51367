import { officeSchema, type IntakeResult } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { Clock } from '../../shared/time.ts';
import { enqueue, type CheckedFiling } from '../outbox/index.ts';
import type { Store } from '../store/index.ts';

/** Filings in one transaction at most; on a slow disk fewer, so that no slice takes long. */
const largestSlice = 100;
const smallestSlice = 5;
/** How long one slice may take, in milliseconds: other calls get their turn between two. */
const sliceMs = 20;

/** Checked filings that are given piece by piece, so that they need not all be held at once. */
export interface FilingSource {
  readonly total: number;
  take(from: number, count: number): Promise<readonly CheckedFiling[]>;
}

export interface TakeInOptions {
  store: Store;
  clock: Clock;
  /** Name of the batch, e.g. the file's. */
  name: string;
  onProgress?(done: number, added: readonly FilingId[]): void;
  /** Asked between two slices. */
  isCancelled?(): boolean;
}

/** Filings that are there already. */
export const sourceOf = (filings: readonly CheckedFiling[]): FilingSource => ({
  total: filings.length,
  take: (from, count) => Promise.resolve(filings.slice(from, from + count)),
});

/**
 * Puts checked filings into the outbox, slice by slice; each slice is on disk or not there at all,
 * and taking the same file in again after an end in the middle adds just what is missing.
 * @throws {NaruError} `no-office`, and as `enqueue`
 */
export async function takeIn(
  source: FilingSource,
  { store, clock, name, onProgress, isCancelled }: TakeInOptions,
): Promise<Omit<IntakeResult, 'broken'>> {
  const office = officeSchema.safeParse(store.read(({ settings }) => settings.get('office')));
  if (!office.success) throw new NaruError('no-office');
  let batchId: number | null = null;
  let done = 0;
  let added = 0;
  let size = largestSlice;
  let next = source.take(0, size);
  while (done < source.total) {
    const slice = await next;
    if (slice.length === 0 || isCancelled?.() === true) break;
    // The one after it is fetched while this one is stored.
    next = source.take(done + slice.length, size);
    next.catch(() => undefined);
    const startedAt = clock.monotonic();
    const fresh = store.read((t) => slice.filter((f) => !t.filings.hasReference(f.reference)));
    const at = clock.now();
    let ids: readonly FilingId[] = [];
    if (fresh.length > 0) {
      batchId ??= store.transaction(({ batches }) => batches.open(name, at));
      ids = enqueue(store, fresh, { office: office.data, at, batchId, origin: name }).added;
    }
    done += slice.length;
    added += ids.length;
    size = nextSize(slice.length, clock.monotonic() - startedAt);
    onProgress?.(done, ids);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const left = source.total - done;
  return { batchId, added, known: done - added, ...(left === 0 ? {} : { left }) };
}

/** So many that a slice takes about as long as it may. */
function nextSize(size: number, ms: number): number {
  const fitting = ms <= 0 ? largestSlice : Math.floor((size * sliceMs) / ms);
  return Math.min(largestSlice, Math.max(smallestSlice, fitting));
}
