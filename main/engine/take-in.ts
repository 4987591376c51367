import { officeSchema, type IntakeResult } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { Clock } from '../../shared/time.ts';
import { enqueue, type CheckedFiling } from '../outbox/index.ts';
import type { Store } from '../store/index.ts';

/** Filings in one transaction: few enough that other calls get their turn between two. */
const sliceSize = 100;

export interface TakeInOptions {
  store: Store;
  clock: Clock;
  /** Name of the batch, e.g. the file's. */
  name: string;
  onProgress?(done: number, added: readonly FilingId[]): void;
}

/**
 * Puts checked filings into the outbox, slice by slice; each slice is on disk or not there at all,
 * and taking the same file in again after an end in the middle adds just what is missing.
 * @throws {NaruError} `no-office`, and as `enqueue`
 */
export async function takeIn(
  filings: readonly CheckedFiling[],
  { store, clock, name, onProgress }: TakeInOptions,
): Promise<Omit<IntakeResult, 'broken'>> {
  const office = officeSchema.safeParse(store.read(({ settings }) => settings.get('office')));
  if (!office.success) throw new NaruError('no-office');
  const fresh = store.read((t) => filings.filter((f) => !t.filings.hasReference(f.reference)));
  if (fresh.length === 0) return { batchId: null, added: 0, known: filings.length };

  const batchId = store.transaction(({ batches }) => batches.open(name, clock.now()));
  let added = 0;
  for (let from = 0; from < fresh.length; from += sliceSize) {
    const slice = fresh.slice(from, from + sliceSize);
    const context = { office: office.data, at: clock.now(), batchId, origin: name };
    const enqueued = enqueue(store, slice, context);
    added += enqueued.added.length;
    onProgress?.(from + slice.length, enqueued.added);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { batchId, added, known: filings.length - added };
}
