import type { DiskLevel } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { GradeChange } from '../../shared/sync/channels.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import { addDays, epochMs, epochMsSchema, koreanDate } from '../../shared/time.ts';
import type { Health } from '../health/index.ts';
import {
  attention,
  noteEveryMs,
  nothingTold,
  readLately,
  takeGradeChange,
  takeTime,
  toldSchema,
  type Situation,
} from '../health/incidents/index.ts';
import type { Changes } from './changes.ts';
import type { Engaged } from './engaged.ts';
import type { Session } from './session.ts';

/** Makes incidents from changes of grade, notes when Naru runs, and tells who is to know. */
export interface IncidentWatch {
  /** Takes a change of grade of the session of the moment, in the order in which it became known. */
  take(change: GradeChange): void;
  /**
   * Follows the session of the moment, from where its incidents stand.
   * @returns how to stop it
   */
  follow(health: Pick<Health, 'onGradeChange'>): () => void;
  /** Looks at once; else once a minute. */
  look(): void;
  stop(): void;
}

type Worked = Pick<Session, 'mode' | 'store' | 'outbox'>;

export interface Means extends Pick<Engaged, 'clock'> {
  session(): Worked;
  changes: Pick<Changes, 'tell'>;
  /** Room on the disk of the data. */
  disk?: () => DiskLevel;
}

export function watchIncidents({ session, clock, changes, disk }: Means): IncidentWatch {
  let run = { session: session(), from: clock.now() };
  /** Known, and not on disk yet: a disk that refuses loses none. */
  const pending: { mode: Mode; change: GradeChange }[] = [];
  let timer = setTimeout(tick, noteEveryMs);

  function tick(): void {
    look();
    timer = setTimeout(tick, noteEveryMs);
  }
  function orLater(work: () => void): void {
    // Between two sessions nothing is open.
    if (!session().store.tables.connection.open) return;
    try {
      work();
    } catch (error) {
      // What the disk refuses is the outbox's to tell; a minute later there is another look.
      if (!(error instanceof NaruError)) throw error;
    }
  }
  function look(): void {
    orLater(() => {
      takePending();
      const now = clock.now();
      const current = session();
      if (current !== run.session) run = { session: current, from: now };
      const { store } = current;
      if (takeTime(store, now, paceOf(current)).length > 0) changes.tell({ topic: 'incidents' });
      if (mayWait(current)) store.transaction(({ workTimes }) => workTimes.note(run.from, now));
      tellWhoIsToKnow(current);
    });
  }
  function takePending(): void {
    for (let first = pending[0]; first !== undefined; first = pending[0]) {
      const current = session();
      // What was measured in practice is nothing of the real data's, and the other way round.
      const isOwn = first.mode === current.mode;
      const events = isOwn ? takeGradeChange(current.store, first.change, paceOf(current)) : [];
      pending.shift();
      if (isOwn)
        current.store.transaction(({ settings }) =>
          settings.set('incidents-upto', first.change.knownAt),
        );
      if (events.length > 0) changes.tell({ topic: 'incidents' });
    }
  }
  function tellWhoIsToKnow(current: Worked): void {
    const { store } = current;
    const told = toldSchema.safeParse(store.read(({ settings }) => settings.get('attention')));
    const before = told.success ? told.data : nothingTold;
    const { told: after, attention: line } = attention(before, situationOf(current));
    if (JSON.stringify(after) !== JSON.stringify(before))
      store.transaction(({ settings }) => settings.set('attention', after));
    if (line !== null) changes.tell({ topic: 'attention', attention: line });
  }
  function situationOf({ store, outbox }: Worked): Situation {
    const now = clock.now();
    const { refused, recheck, invalid, queued, sending, unconfirmed } = store.counts.transport;
    const today = koreanDate(now);
    const isRefused = outbox?.gate.state().laneStopped != null;
    return store.read((tables) => {
      const due = tables.due.counts(today, addDays(today, 1));
      const oldest = [tables.queue.oldest('queued'), tables.queue.oldest('unconfirmed')];
      const waits = [queued > 0 ? oldest[0] : null, unconfirmed > 0 ? oldest[1] : null];
      const times = waits.filter((at) => at != null);
      return {
        now,
        incidents: readLately(tables, now),
        waiting: queued + sending,
        duePassed: due.passed,
        dueToday: due.today,
        dueTomorrow: due.tomorrow,
        person: refused + recheck + invalid,
        stands: outbox?.trouble() == null ? (isRefused ? 'not-allowed' : null) : 'trouble',
        oldestAt: times.length === 0 ? null : epochMs(Math.min(...times)),
        disk: disk?.() ?? 'fine',
      };
    });
  }

  function take(change: GradeChange): void {
    pending.push({ mode: session().mode, change });
    orLater(() => {
      takePending();
      tellWhoIsToKnow(session());
    });
  }

  return {
    take,
    follow(health) {
      const upto = epochMsSchema.safeParse(
        session().store.read(({ settings }) => settings.get('incidents-upto')),
      );
      return health.onGradeChange(take, upto.success ? upto.data : clock.now());
    },
    look,
    stop: () => clearTimeout(timer),
  };
}

/** Our mean time between two tries of a declaration now, in milliseconds. */
function paceOf({ outbox }: Worked): number {
  return outbox?.gate.state().declarations.intervalMs ?? 0;
}

/** Only where something waits does it matter when Naru ran. */
function mayWait({ store }: Worked): boolean {
  const { queued, sending, unconfirmed, processing } = store.counts.transport;
  return queued + sending + unconfirmed + processing > 0;
}
