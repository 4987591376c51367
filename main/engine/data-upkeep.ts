import { z } from 'zod';
import { NaruError, type Problem } from '../../shared/errors.ts';
import { epochMs, epochMsSchema, type Clock, type EpochMs } from '../../shared/time.ts';
import { thinKept, type Aside } from '../backup/index.ts';
import { holdsSending, readRestored, type Store } from '../store/index.ts';
import type { Changes } from './changes.ts';
import type { Line } from './line.ts';
import type { Session } from './session.ts';

const hourMs = 3_600_000;
/** How often the whole database is read through. */
const checkEveryMs = 24 * hourMs;
/** How often what was kept aside is thinned out. */
const thinEveryMs = 6 * hourMs;
/** A check that could not be made is tried again after this. */
const againMs = hourMs;

const soundnessSchema = z.strictObject({ at: epochMsSchema, finding: z.string().nullable() });
type Soundness = z.output<typeof soundnessSchema>;

/** What the last full check of a database found; `null` where it was never checked. */
export function readSoundness(store: Store): Soundness | null {
  const stored = soundnessSchema.safeParse(store.read(({ settings }) => settings.get('soundness')));
  return stored.success ? stored.data : null;
}

/** What a person has to know of the last check. */
export function unsoundness(store: Store): Problem | null {
  const finding = readSoundness(store)?.finding ?? null;
  return finding === null ? null : { code: 'data-unsound', params: { detail: finding } };
}

/** When the next full check is due. A clock that was set back makes none wait. */
export function checkDueAt(last: Soundness | null, now: EpochMs): EpochMs {
  if (last === null || last.at > now) return now;
  return epochMs(last.at + checkEveryMs);
}

export interface DataUpkeepOptions {
  session(): Pick<Session, 'store' | 'mode'>;
  changes: Pick<Changes, 'sync'>;
  clock: Clock;
  dataFolder: string;
  aside: Pick<Aside, 'check'>;
  /** Whoever puts a database in place waits for it. */
  turn: Line;
}

/**
 * Once a day the whole database is read through, beside the work; what was kept aside goes by its
 * rule.
 * @returns what does whatever is due, to be called again and again
 */
export function dataUpkeep({
  session,
  changes,
  clock,
  dataFolder,
  aside,
  turn,
}: DataUpkeepOptions): () => Promise<void> {
  let thinAt = 0;
  let notBefore = 0;

  async function check(): Promise<void> {
    const { store } = session();
    const now = clock.now();
    if (checkDueAt(readSoundness(store), now) > now || notBefore > now) return;
    notBefore = now + againMs;
    const { finding } = await turn.join(() => aside.check({ file: store.file, key: store.key }));
    // Another session may have taken its place meanwhile.
    if (session().store !== store) return;
    store.transaction(({ settings }) =>
      settings.set('soundness', { at: clock.now(), finding } satisfies Soundness),
    );
    notBefore = 0;
    changes.sync();
  }

  async function thin(): Promise<void> {
    const now = clock.now();
    if (now < thinAt) return;
    thinAt = now + thinEveryMs;
    await turn.join(async () => {
      const { store, mode } = session();
      const mark = store.read(readRestored);
      thinKept(dataFolder, mode, store.key, {
        now,
        holds: mark !== null && holdsSending(mark),
        isDamaged: readSoundness(store)?.finding != null,
      });
    });
  }

  return async () => {
    try {
      await check();
      await thin();
    } catch (error) {
      // A disk that refuses is told of by whoever works with it; the upkeep comes again.
      if (!(error instanceof NaruError)) throw error;
    }
  };
}
