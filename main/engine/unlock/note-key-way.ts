import type { KeyWay } from '../../../shared/keys.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { DataFolder } from '../../store/index.ts';

/** Writes a new way to the key into the journal of the database that the folder works in. */
export function noteKeyWay(folder: DataFolder, way: KeyWay, at: EpochMs): void {
  const store = folder.openStore(folder.mode);
  try {
    store.transaction(({ journal }) => {
      journal.append({ at, filingId: null, before: null, kind: 'key-way-set', data: { way } });
    });
  } finally {
    store.close();
  }
}
