import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../shared/errors.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import type { EpochMs } from '../../shared/time.ts';
import {
  ceilingFile,
  databaseFile,
  keptFolder,
  markRestored,
  openNumberCeiling,
  partsUnknownTo,
  spanCeilingSchema,
  stagedName,
  Store,
  swapDatabase,
  type Restored,
  type SpanCeiling,
  type Tables,
} from '../store/index.ts';

export interface RestoreOrder {
  dataFolder: string;
  mode: Mode;
  key: Buffer;
  /** The database to put in place, checked, under this computer's key; it is moved away from there. */
  database: string;
  why: Restored['why'];
  at: EpochMs;
  /** What came along from another computer. */
  carried: string | null;
}

export const carriedSchema = z.object({ spans: z.array(spanCeilingSchema) });

/**
 * Puts a checked database in the place of what is there, which is kept; marks it, so that nothing is
 * sent before the central system was asked. Nobody may have the present one open.
 * @returns where what was there is kept; `null` where nothing was
 * @throws {NaruError} `disk-full`, `disk-error`; before the swap begins nothing has changed
 */
export function putInPlace(order: RestoreOrder): string | null {
  const { dataFolder, mode, key, at } = order;
  const target = mode === 'real' ? 'naru.db' : 'practice.db';
  const present = databaseFile(dataFolder, mode);
  const staged = join(dataFolder, stagedName(target));
  renameSync(order.database, staged);
  const numbers = ceilingFile(dataFolder, mode);
  const kept = nameOfKept(dataFolder, mode, at);
  const wasThere = existsSync(present);
  const spans = mark(staged, order, numbers, readPresent(present, key));
  swapDatabase(dataFolder, { target, staged: stagedName(target), kept });
  if (spans !== null) {
    const store = new Store({ file: present, key, readonly: true });
    try {
      openNumberCeiling(numbers).renew(
        store.read(({ journal }) => journal.head()),
        spans,
      );
    } finally {
      store.close();
    }
  }
  return wasThere ? join(keptFolder(dataFolder), kept) : null;
}

/** @returns the spans that the file beside the database has to cover; `null` where it does already */
function mark(
  staged: string,
  order: RestoreOrder,
  numbers: string,
  { gates, movedAway }: Present,
): SpanCeiling[] | null {
  const carried =
    order.carried === null ? null : carriedSchema.parse(JSON.parse(order.carried)).spans;
  const isThere = existsSync(numbers);
  const own = isThere ? openNumberCeiling(numbers) : null;
  const spans = [...(own?.spans() ?? []), ...(carried ?? [])];
  const head = own?.head() ?? { seq: 0, hash: '' };
  const store = new Store({ file: staged, key: order.key });
  try {
    store.transaction((tables) => {
      markRestored(
        tables,
        order.why,
        own === null && carried === null ? null : { spans, head },
        order.at,
        partsUnknownTo(tables, databaseFile(order.dataFolder, order.mode), order.key),
      );
      // What was found of the one that it replaces says nothing of this one.
      tables.settings.set('soundness', null);
      if (order.why === 'moved') {
        tables.settings.set('moved-away', null);
        const entry = { at: order.at, filingId: null, before: null } as const;
        tables.journal.append({ ...entry, kind: 'moved-in' });
      } else if (movedAway !== null) tables.settings.set('moved-away', movedAway);
      for (const { destination, pacer } of gates) tables.gates.savePacer(destination, pacer);
    });
  } finally {
    store.close();
  }
  return carried === null ? null : spans;
}

interface Gate {
  destination: string;
  pacer: unknown;
}
const gateSchema = z.object({ destination: z.string(), pacer: z.string() });

/** What of the database that is there holds for this computer, whichever copy takes its place. */
interface Present {
  /** What the central system asked of it lately: an older copy is no way around it. */
  gates: readonly Gate[];
  /** That another computer files in its place: a copy from before that knows nothing of it. */
  movedAway: unknown;
}

function readPresent(file: string, key: Buffer): Present {
  const gates = ofPresent(file, key, gatesOf);
  const movedAway = ofPresent(file, key, ({ settings }) => settings.get('moved-away'));
  return { gates: gates ?? [], movedAway };
}

/** One that cannot be read any more is just what is being replaced: it tells nothing. */
function ofPresent<T>(file: string, key: Buffer, read: (tables: Tables) => T): T | null {
  if (!existsSync(file)) return null;
  try {
    const store = new Store({ file, key, readonly: true });
    try {
      return store.read(read);
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof NaruError) return null;
    throw error;
  }
}

function gatesOf({ connection }: Tables): Gate[] {
  return connection
    .prepare('SELECT destination, pacer FROM gate WHERE pacer IS NOT NULL')
    .all()
    .map((row) => gateSchema.parse(row))
    .map(({ destination, pacer }) => ({ destination, pacer: JSON.parse(pacer) }));
}

function nameOfKept(dataFolder: string, mode: Mode, at: EpochMs): string {
  const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const base = `${mode === 'real' ? 'naru' : 'practice'}-before-restore-${stamp}`;
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? `${base}.db` : `${base}-${n}.db`;
    if (!existsSync(join(keptFolder(dataFolder), name))) return name;
  }
}
