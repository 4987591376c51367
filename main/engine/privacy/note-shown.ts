import type { EpochMs } from '../../../shared/time.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { readNumbers, type Store } from '../../store/index.ts';

/** What was shown with nothing masked: whose field, by its name, never its value. */
export type ShownThing =
  | { filing: FilingId; field: string }
  | { draft: number; field: string }
  | { notice: number; field: string }
  | { intake: string; field: string }
  /** A verb of the command line that was asked to mask nothing. */
  | { verb: string; field: string };

/** Writes down, before it is shown, that this desk was shown something personal. */
export function noteShown(store: Store, things: readonly ShownThing[], at: EpochMs): void {
  store.transaction((tables) => {
    const { desk } = readNumbers(tables.settings);
    for (const thing of things)
      tables.journal.append({
        at,
        filingId: null,
        before: null,
        kind: 'personal-shown',
        data: { ...thing, desk },
      });
  });
}
