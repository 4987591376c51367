import { pacingNames, type ChosenPacing, type PacingName } from '../../shared/sync/pacing.ts';
import type { EpochMs } from '../../shared/time.ts';
import { outOfBounds } from '../outbox/policy/index.ts';
import type { Store } from '../store/index.ts';
import { boundsProblem } from './pacing-file.ts';
import { keepPacingSetting, readPacingSetting } from './pacing-setting.ts';

/**
 * Keeps what an office chooses of its pacing, of which `null` gives a value back.
 * @throws {NaruError} `pacing-out-of-bounds`
 */
export function choosePacing(
  store: Store,
  values: Partial<Record<PacingName, number | null>>,
  at: EpochMs,
): void {
  store.transaction((tables) => {
    const before = readPacingSetting(tables);
    const own: ChosenPacing = { ...before.own };
    for (const name of pacingNames) {
      const value = values[name];
      if (value === null) delete own[name];
      else if (value !== undefined) own[name] = value;
    }
    const wrong = outOfBounds(own);
    if (wrong !== null) throw boundsProblem(wrong);
    keepPacingSetting(tables, { ...before, own });
    tables.journal.append({ at, filingId: null, before: null, kind: 'pacing-set', data: own });
  });
}
