import { setImmediate } from 'node:timers/promises';
import { officeSchema } from '../../shared/contract/index.ts';
import type { MappingHints, Reader, ReaderView } from '../intake/index.ts';
import type { Store } from '../store/index.ts';
import type { FilingSource } from './take-in.ts';

/** The good filings of a file that a reader holds open. */
export const readerSource = (reader: Reader, { references }: ReaderView): FilingSource => ({
  total: references.length,
  take: (from, count) =>
    from >= references.length ? Promise.resolve([]) : reader.ask('filings', { from, count }),
});

/** What is known of sheets beside the sheets themselves: saved mappings, and the office's own. */
export function intakeHints(store: Store): MappingHints {
  return store.read(({ mappings, settings }) => {
    const office = officeSchema.safeParse(settings.get('office'));
    const fixed = office.success ? { customsOffice: office.data.customsOffice } : {};
    return { saved: mappings.list(), fixed };
  });
}

/** References that are looked up between two turns of everything else. */
const slice = 500;

/** How many of these references the outbox has already. */
export async function countKnown(store: Store, references: readonly string[]): Promise<number> {
  let known = 0;
  for (let from = 0; from < references.length; from += slice) {
    known += store.read(
      ({ filings }) =>
        references.slice(from, from + slice).filter((one) => filings.hasReference(one)).length,
    );
    await setImmediate();
  }
  return known;
}
