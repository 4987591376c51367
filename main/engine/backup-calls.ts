import { join } from 'node:path';
import { z } from 'zod';
import type { BackupState } from '../../shared/contract/backup.ts';
import { NaruError, type Problem } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { epochMs, epochMsSchema, type EpochMs } from '../../shared/time.ts';
import {
  keepOf,
  keptFacts,
  markMoved,
  moveName,
  nextDue,
  noteMade,
  openAside,
  putInPlace,
  readLast,
  readPlan,
  stayHere,
  workFolder,
} from '../backup/index.ts';
import { ceilingFile, readNumberCeiling } from '../store/index.ts';
import { dataUpkeep, readSoundness } from './data-upkeep.ts';
import type { Engaged } from './engaged.ts';
import type { Line } from './line.ts';
import { releaseHolding } from './recovery-release.ts';
import { recoveryState } from './recovery-troubles.ts';

type BackupHandlers = Pick<
  CallHandlers,
  | 'backup.get'
  | 'backup.set'
  | 'backup.make'
  | 'backup.list'
  | 'restore.preview'
  | 'restore.apply'
  | 'restore.goOn'
  | 'export.make'
  | 'move.out'
  | 'move.stay'
>;

export interface BackupOptions extends Engaged {
  dataFolder: string;
  /** One at a time: they share the work folder, and whoever puts a database in place waits for it. */
  turn: Line;
  /** A drill's data is nobody's: it is neither backed up nor replaced. */
  isDrill(): boolean;
}

/** How often it is looked whether one is due, and how soon one that failed is tried again. */
const lookEveryMs = 60_000;
const againMs = 15 * 60_000;
/** How long a move, or a salvage, waits for what is on its way, in milliseconds. */
const settleMs = 90_000;

/** Calls about backups, restoring, exporting and moving; makes backups by itself as was chosen. */
export function openBackups(options: BackupOptions): {
  handlers: BackupHandlers;
  /**
   * Begins nothing new, and waits for what is on its way; for whoever ends the engine then.
   * @throws {NaruError} `outcome-unknown`; it goes on then
   */
  settle(): Promise<void>;
  stop(): Promise<void>;
} {
  const { session, clock, changes, line, turn, dataFolder, isDrill, enterAgain } = options;
  const aside = openAside();
  let trouble: Problem | null = null;
  let isMaking = false;
  let notBefore: EpochMs | null = null;
  let isStopped = false;
  const upkeep = dataUpkeep({ session, changes, clock, dataFolder, aside, turn });
  let timer = setTimeout(look, lookEveryMs);

  function look(): void {
    void makeIfDue()
      .then(() => (isDrill() || isStopped ? undefined : upkeep()))
      .catch((error: unknown) => {
        trouble = internal(error);
      })
      .finally(() => {
        if (!isStopped) timer = setTimeout(look, lookEveryMs);
      });
  }

  async function makeIfDue(): Promise<void> {
    if (isMaking || isDrill()) return;
    try {
      const { store } = session();
      const now = clock.now();
      const due = nextDue(store, now);
      if (due === null || due > now || (notBefore !== null && notBefore > now)) return;
      await make();
    } catch (error) {
      // Told on the screen, and tried again; whatever it was, the engine goes on.
      if (!(error instanceof NaruError)) trouble = internal(error);
      notBefore = epochMs(clock.now() + againMs);
    }
  }

  function make() {
    return turn.join(async () => {
      const { store, mode } = session();
      const { folder, recipient } = readPlan(store);
      if (folder === null) throw new NaruError('backup-none');
      isMaking = true;
      try {
        const made = await aside.make({
          is: 'backup',
          file: store.file,
          key: store.key,
          mode,
          made: clock.now(),
          folder,
          name: null,
          work: workFolder(dataFolder),
          recipient,
          carried: null,
          keep: keepOf(store),
        });
        trouble = null;
        notBefore = null;
        const { file, bytes, filings } = made;
        // Another session may have taken its place meanwhile; the file is there all the same.
        if (session().store === store) noteMade(store, { at: made.made, file, bytes, filings });
        return made;
      } catch (error) {
        trouble = error instanceof NaruError ? error.problem : internal(error);
        throw error;
      } finally {
        isMaking = false;
        changes.sync();
      }
    });
  }

  function inspect(file: string, passphrase: string | null) {
    const { store } = session();
    const into = join(workFolder(dataFolder), 'restore.db');
    return aside.inspect({ file, passphrase, key: store.key, into, present: store.file });
  }

  async function restore(file: string, passphrase: string | null): Promise<string | null> {
    const { header, carried } = await inspect(file, passphrase);
    return line.join(async () => {
      // One may have begun while this waited; its session is not the office's.
      if (isDrill()) throw new NaruError('drill-running');
      const { mode, store } = session();
      if (header.mode !== mode) throw new NaruError('backup-other-mode', { mode: header.mode });
      const { key } = store;
      let kept: string | null = null;
      await enterAgain(() => {
        kept = putInPlace({
          dataFolder,
          mode,
          key,
          database: join(workFolder(dataFolder), 'restore.db'),
          why: header.is === 'move' ? 'moved' : 'restored',
          at: clock.now(),
          carried,
        });
      });
      return kept;
    });
  }

  /** What is on its way is waited for: the copy is to know its outcome. */
  async function stopSending(): Promise<void> {
    const { outbox } = session();
    changes.sync();
    const until = clock.monotonic() + settleMs;
    while (outbox?.inFlight() === true) {
      if (clock.monotonic() > until) throw new NaruError('outcome-unknown');
      await clock.sleep(50);
    }
  }

  async function moveOut(folder: string, passphrase: string) {
    const recipient = await aside.recipient(passphrase);
    return turn.join(async () => {
      const { store, mode } = session();
      const made = clock.now();
      const undo = markMoved(store, made);
      try {
        await stopSending();
        const spans = readNumberCeiling(ceilingFile(dataFolder, mode)) ?? [];
        return await aside.make({
          is: 'move',
          file: store.file,
          key: store.key,
          mode,
          made,
          folder,
          name: moveName(made),
          work: workFolder(dataFolder),
          recipient,
          carried: JSON.stringify({ spans }),
          keep: null,
        });
      } catch (error) {
        // No file, no move: this computer stays the one that sends.
        undo();
        throw error;
      } finally {
        changes.sync();
      }
    });
  }

  function state(): BackupState {
    const { store } = session();
    const plan = readPlan(store);
    const last = readLast(store);
    const moved = movedSchema.safeParse(store.read(({ settings }) => settings.get('moved-away')));
    const due = nextDue(store, clock.now());
    const { folder, everyHours, keep, recipient } = plan;
    return {
      folder,
      everyHours,
      protect: recipient === null ? 'this-computer' : 'passphrase',
      keep,
      last,
      trouble,
      isMaking,
      nextAt: due === null ? null : epochMs(Math.max(due, notBefore ?? 0)),
      recovery: recoveryState(store),
      movedAt: moved.success ? moved.data.at : null,
      kept: keptFacts(dataFolder),
      checkedAt: readSoundness(store)?.at ?? null,
    };
  }

  const handlers: BackupHandlers = {
    'backup.get': state,
    'backup.set': async ({ folder, everyHours, keep, protect }) => {
      const fresh = protect.is === 'passphrase' ? await aside.recipient(protect.passphrase) : null;
      const { store } = session();
      const recipient = protect.is === 'as-it-is' ? readPlan(store).recipient : fresh;
      const setAt = clock.now();
      store.transaction(({ settings }) =>
        settings.set('backup', { folder, everyHours, keep, recipient, setAt }),
      );
      trouble = null;
      notBefore = null;
      changes.sync();
      return state();
    },
    'backup.make': make,
    'backup.list': async () => {
      const { folder } = readPlan(session().store);
      return { backups: folder === null ? [] : await aside.list(folder) };
    },
    'restore.preview': ({ file, passphrase }) =>
      turn.join(async () => (await inspect(file, passphrase)).preview),
    'restore.apply': ({ file, passphrase }) =>
      turn.join(async () => ({ kept: await restore(file, passphrase) })),
    'restore.goOn': () => {
      const { store, wake } = session();
      releaseHolding(store, clock.now());
      wake();
      changes.sync();
      return {};
    },
    'export.make': ({ folder }) =>
      turn.join(() => {
        const { file, key } = session().store;
        return aside.exportAll({ file, key, folder, at: clock.now() });
      }),
    'move.out': ({ folder, passphrase }) => moveOut(folder, passphrase),
    'move.stay': () => {
      const { store, wake } = session();
      stayHere(store, clock.now());
      wake();
      changes.sync();
      return {};
    },
  };
  return {
    handlers,
    settle: () =>
      turn.join(async () => {
        const { hold } = session();
        hold(settleMs);
        try {
          await stopSending();
        } catch (error) {
          hold(0);
          throw error;
        }
      }),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await aside.stop();
      await turn.idle();
    },
  };
}

const movedSchema = z.object({ at: epochMsSchema });

function internal(error: unknown): Problem {
  return { code: 'internal', params: { detail: String(error) } };
}
