import type { Disk, DiskLevel } from '../../../shared/contract/index.ts';
import { NaruError, type Problem } from '../../../shared/errors.ts';
import { koreanDate } from '../../../shared/time.ts';
import type { Log } from '../../log/index.ts';
import type { Engaged } from '../engaged.ts';
import { readDisk } from './disk.ts';
import { growthPerDay, noteSize, readSizes } from './growth.ts';
import type { LoopDelay } from './loop-delay.ts';
import { sizeOf } from './read-program.ts';

const everyMs = 60_000;
/** A minute in which something held the process for longer is worth a line, in milliseconds. */
const heldMs = 1000;

export interface ProgramWatch {
  disk(): Disk | null;
  level(): DiskLevel;
  /** Looks at once. */
  look(): void;
  /** Looks once a minute from now on. */
  start(): void;
  stop(): void;
}

/** Watches the program itself: room on the disk, growth of the data, delays, and what troubles it. */
export function watchProgram(
  { session, clock }: Pick<Engaged, 'session' | 'clock'>,
  { dataFolder, log, loop }: { dataFolder: string; log: Log; loop: LoopDelay },
): ProgramWatch {
  let disk: Disk | null = null;
  let level: DiskLevel = 'fine';
  let trouble: Problem['code'] | null = null;
  let timer: NodeJS.Timeout | null = null;

  function tick(): void {
    look();
    const { p99, max } = loop.turn();
    if (max >= heldMs) log.write('loop-held', { p99Ms: p99, maxMs: max });
    timer = setTimeout(tick, everyMs);
  }
  function look(): void {
    const { store, outbox } = session();
    // Between two sessions nothing is open.
    if (!store.tables.connection.open) return;
    const growth = orNull(() => {
      const sizes = store.read(readSizes);
      const today = koreanDate(clock.now());
      if (sizes.at(-1)?.day !== today)
        store.transaction((tables) => noteSize(tables, today, sizeOf(store.file)));
      return growthPerDay(store.read(readSizes));
    });
    disk = readDisk(dataFolder, growth);
    const next = disk?.level ?? 'fine';
    if (next !== level && disk !== null)
      log.write('disk', {
        room: next,
        freeMb: Math.round(disk.freeBytes / (1024 * 1024)),
        daysLeft: disk.daysLeft ?? -1,
      });
    level = next;
    const stands = outbox?.trouble()?.code ?? null;
    if (stands === trouble) return;
    if (trouble !== null) log.write('trouble-over', { code: trouble });
    if (stands !== null) log.write('trouble', { code: stands });
    trouble = stands;
  }
  return {
    disk: () => disk,
    level: () => level,
    look,
    start() {
      loop.start();
      timer = setTimeout(tick, everyMs);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      loop.stop();
    },
  };
}

/** What the disk refuses is the outbox's to tell. */
function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof NaruError) return null;
    throw error;
  }
}
