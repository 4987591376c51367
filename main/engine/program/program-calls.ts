import type { CallHandlers } from '../../../shared/port/index.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { readLogsInTurns, type Log } from '../../log/index.ts';
import type { PacingSettings } from '../../outbox/policy/index.ts';
import { collectDiagnostics, mostLogLines } from '../diagnostics/collect.ts';
import type { Engaged } from '../engaged.ts';
import type { DataChecks } from './check-data.ts';
import { keepLogSettings, readLogSettings } from './log-settings.ts';
import type { LoopDelay } from './loop-delay.ts';
import type { ProgramWatch } from './program-watch.ts';
import { readProgram, type ProgramSources } from './read-program.ts';
import type { Timings } from './timings.ts';

type ProgramCalls = Pick<
  CallHandlers,
  'program.get' | 'program.disk' | 'program.check' | 'logs.get' | 'logs.set' | 'diagnostics.get'
>;

export interface ProgramMeans {
  dataFolder: string;
  log: Log;
  loop: LoopDelay;
  timings: Timings;
  watch: ProgramWatch;
  checks: DataChecks;
  pacing: PacingSettings;
  /** When data was last copied; `null` where it never was. */
  lastBackupAt(): EpochMs | null;
}

/** Calls about the program itself. */
export function programCalls(
  { session, clock, line }: Pick<Engaged, 'session' | 'clock' | 'line'>,
  means: ProgramMeans,
): ProgramCalls {
  const { dataFolder, log, loop, timings, watch, checks, pacing } = means;
  const startedAt = clock.monotonic();

  function sources(): ProgramSources {
    const { rss, heapUsed } = process.memoryUsage();
    return {
      store: session().store,
      mode: session().mode,
      dataFolder,
      now: clock.now(),
      lastBackupAt: means.lastBackupAt(),
      running: {
        uptimeMs: Math.max(0, Math.round(clock.monotonic() - startedAt)),
        memory: { residentBytes: rss, heapBytes: heapUsed },
        loop: loop.last(),
        log: { isWriting: log.isWriting(), lostLines: log.lost() },
      },
    };
  }

  return {
    'program.get': () => readProgram(sources()),
    'program.disk': () => {
      watch.look();
      return { disk: watch.disk() };
    },
    'program.check': async () => {
      // Within the line no database is being put in another's place; the check itself holds up nobody.
      const { begun } = await line.join(async () => ({ begun: checks.check(session()) }));
      const check = await begun;
      const { findings, entries, tookMs: ms } = check;
      log.write('checked', { findings, entries, ms });
      return check;
    },
    'logs.get': () => session().store.read(readLogSettings),
    'logs.set': (settings) => {
      session().store.transaction((tables) => keepLogSettings(tables, settings));
      log.set(settings);
      return {};
    },
    'diagnostics.get': async () => {
      log.flush();
      const logLines = await readLogsInTurns(dataFolder, mostLogLines);
      const files = collectDiagnostics({
        ...sources(),
        logLines,
        pacing,
        slowest: timings.slowest(50),
        channels: session().health.states(),
      });
      const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
      log.write('diagnosed', { files: files.length, bytes });
      return { files };
    },
  };
}
