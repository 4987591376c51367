import { between, type Chance } from './chance.ts';
import type { Office } from './office.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { World } from './world.ts';

/**
 * Ends, restarts and clocks that are set.
 * @param apartMs between two of them, at least and at most
 */
export function scheduleHappenings(
  { time, desk, see }: World,
  chance: Chance,
  apartMs: readonly [number, number],
): void {
  const random = chance.stream('happenings');
  function happen(): void {
    if (chance.fault('kill', 0.2)) desk.end('kill');
    else if (chance.fault('power-cut', 0.2)) desk.end('power-cut');
    else if (chance.fault('orderly-restart', 0.2)) void desk.restart();
    else if (chance.fault('clock-back', 0.1)) time.setWallBy(-between(random, 1000, 90_000_000));
    else if (chance.fault('clock-forward', 0.1)) {
      time.setWallBy(between(random, 1000, 90_000_000));
      // The wait is over by the only clock that outlives the process.
      see({ is: 'wait-forgiven', at: time.now(), request: null });
    }
    later();
  }
  function later(): void {
    time.after(between(random, ...apartMs), 'happening', happen);
  }
  later();
}

/** The write-ahead log is given back at idle moments, as the engine's upkeep does. */
export function scheduleUpkeep(time: VirtualTime, desk: Office): void {
  const everyMs = 60_000;
  function look(): void {
    try {
      desk.running()?.store.checkpoint();
    } catch {
      // A disk that refuses is the outbox's to tell; upkeep simply comes again.
    }
    time.after(everyMs, 'upkeep', look);
  }
  time.after(everyMs, 'upkeep', look);
}
