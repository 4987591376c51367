import { z } from 'zod';
import type { DiskLevel } from '../../../shared/contract/index.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import type { Clock } from '../../../shared/time.ts';
import { readLast } from '../../backup/index.ts';
import type { Log } from '../../log/index.ts';
import type { PacingSettings } from '../../outbox/policy/index.ts';
import type { Engaged } from '../engaged.ts';
import type { Session } from '../session.ts';
import { openDataChecks } from './check-data.ts';
import { readLogSettings } from './log-settings.ts';
import { loggedCalls } from './logged-calls.ts';
import { watchLoopDelay } from './loop-delay.ts';
import { programCalls } from './program-calls.ts';
import { watchProgram } from './program-watch.ts';
import { createTimings } from './timings.ts';

/** What the engine tells and keeps of itself. */
export interface WatchedProgram {
  /** A session was opened: what was chosen in it of the logs holds from now on. */
  opened(session: Pick<Session, 'mode' | 'store' | 'health'>): void;
  start(): void;
  diskLevel(): DiskLevel;
  handlers(engaged: Pick<Engaged, 'session' | 'clock' | 'line'>): ReturnType<typeof programCalls>;
  logged(handlers: CallHandlers): CallHandlers;
  /** Resolves when the database is not being checked. */
  unchecked(): Promise<void>;
  stop(): Promise<void>;
}

export function watchedProgram(options: {
  dataFolder: string;
  log: Log;
  clock: Clock;
  pacing: PacingSettings;
  session(): Session;
}): WatchedProgram {
  const { dataFolder, log, clock, pacing, session } = options;
  const timings = createTimings();
  const checks = openDataChecks(clock);
  const loop = watchLoopDelay();
  const watch = watchProgram({ session, clock }, { dataFolder, log, loop });
  const openedFrom = clock.monotonic();
  return {
    opened({ mode, store, health }) {
      const { transport } = store.counts;
      log.set(store.read(readLogSettings));
      health.onGradeChange(
        ({ channel, from, to }) => log.write('grade', { channel, from, to }),
        clock.now(),
      );
      log.write('session-opened', {
        mode,
        schema: z
          .number()
          .parse(
            store.read((tables) => tables.connection.pragma('user_version', { simple: true })),
          ),
        filings: Object.values(transport).reduce((sum, count) => sum + count, 0),
        ms: Math.round(clock.monotonic() - openedFrom),
      });
    },
    start() {
      watch.look();
      watch.start();
    },
    diskLevel: () => watch.level(),
    handlers: (engaged) =>
      programCalls(engaged, {
        dataFolder,
        log,
        loop,
        timings,
        watch,
        checks,
        pacing,
        lastBackupAt: () => readLast(session().store)?.at ?? null,
      }),
    logged: (handlers) => loggedCalls(handlers, log, timings, () => clock.monotonic()),
    unchecked: () => checks.idle(),
    async stop() {
      watch.stop();
      await checks.stop();
    },
  };
}
