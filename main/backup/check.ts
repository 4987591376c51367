import { NaruError } from '../../shared/errors.ts';
import { Store, verifySinceSalvage } from '../store/index.ts';

export interface CheckOrder {
  file: string;
  key: Uint8Array;
}

/** What a full check of a database found. */
export interface Checked {
  /** The first thing that is not as it was written; `null` where all is. */
  finding: string | null;
}

/**
 * Reads every page, the journal's chain and every filing against it, as they stand at one moment,
 * while others write. It takes long: not for the engine's own thread.
 * @throws {NaruError} `not-found`, and `disk-error` where it could not be read for another reason
 */
export function checkDatabase({ file, key }: CheckOrder): Checked {
  try {
    // From another thread it comes as plain bytes.
    const store = new Store({ file, key: Buffer.from(key), readonly: true });
    try {
      // One moment for all: else what is written meanwhile would look like damage.
      const { findings } = store.tables.connection.transaction(() => verifySinceSalvage(store))();
      const [first] = findings;
      return { finding: first === undefined ? null : inShort(first.code, findings.length) };
    } finally {
      store.close();
    }
  } catch (error) {
    if (!(error instanceof NaruError) || error.problem.code !== 'data-damaged') throw error;
    return { finding: 'data-damaged' };
  }
}

const inShort = (code: string, count: number): string =>
  count === 1 ? code : `${code} +${count - 1}`;
