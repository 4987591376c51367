import type { EpochMs } from '../../../shared/time.ts';
import type { DataFolder } from '../../store/index.ts';

/** Writes a change of the key into the journal of the database that the folder works in. */
export function noteKeyChange(
  folder: DataFolder,
  kind: 'key-rotated' | 'key-way-set',
  data: Readonly<Record<string, string>>,
  at: EpochMs,
): void {
  const store = folder.openStore(folder.mode);
  try {
    store.transaction(({ journal }) => {
      journal.append({ at, filingId: null, before: null, kind, data });
    });
  } finally {
    store.close();
  }
}
