import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { storedPlaces } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import { cutoffOf, retentionGroups } from '../../../shared/privacy/retention.ts';
import { countOverdue, removeOverdue, type Tables } from '../../store/index.ts';
import type { Engaged } from '../engaged.ts';

type PrivacyCalls = Pick<CallHandlers, 'privacy.get' | 'privacy.remove'>;

/** How many are removed in one transaction; others get their turn between two. */
const slice = 100;

/** What is stored of persons, and its removal once its time has come. */
export function privacyCalls(
  { session, clock, changes, line }: Engaged,
  folder: string,
): PrivacyCalls {
  return {
    'privacy.get': () => {
      const { store } = session();
      const now = clock.now();
      return store.read((tables) => ({
        folder,
        stored: storedOf(tables),
        places: storedPlaces
          .map((name) => ({ name, bytes: bytesOf(join(folder, name)) }))
          .filter(({ bytes }) => bytes > 0),
        removable: retentionGroups.map((group) => {
          const cutoff = cutoffOf(group, now);
          return { group, cutoff, ...countOverdue(tables, group, cutoff) };
        }),
      }));
    },
    'privacy.remove': ({ group, count, cutoff }) =>
      // In the line: nothing is taken in, and no session is changed, meanwhile.
      line.join(async () => {
        const { store } = session();
        // Never younger than the law has it today, whatever was asked for.
        if (cutoff > cutoffOf(group, clock.now())) throw new NaruError('removal-changed');
        if (store.read((tables) => countOverdue(tables, group, cutoff)).count !== count)
          throw new NaruError('removal-changed');
        let removed = 0;
        while (removed < count) {
          const n = store.transaction((tables) => {
            const done = removeOverdue(tables, group, cutoff, slice);
            const at = clock.now();
            const data = { group, count: done, cutoff };
            const entry = {
              at,
              filingId: null,
              before: null,
              kind: 'bodies-removed',
              data,
            } as const;
            tables.journal.append(entry);
            return done;
          });
          if (n === 0) break;
          removed += n;
          await setImmediate();
        }
        changes.filings(null);
        return { removed };
      }),
  };
}

function storedOf({ connection, journal }: Tables) {
  const counted = (table: 'filing' | 'notice_document' | 'draft' | 'looked_up'): number =>
    Number(connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return [
    { what: 'filings' as const, count: counted('filing') },
    { what: 'journal' as const, count: journal.head().seq },
    { what: 'notices' as const, count: counted('notice_document') },
    { what: 'drafts' as const, count: counted('draft') },
    { what: 'answers' as const, count: counted('looked_up') },
  ];
}

/** Size of a file with its log, or of all files of a folder; 0 where it is not there. */
function bytesOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory())
    return found.size + (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0);
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => {
      const { size } = statSync(join(parentPath, name), { throwIfNoEntry: false }) ?? { size: 0 };
      return sum + size;
    }, 0);
}
