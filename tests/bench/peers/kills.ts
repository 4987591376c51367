import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../support/virtual-clock.ts';
import type { Config } from './contender.ts';
import type { LedgerServer } from './ledger-server.ts';
import { start, type Launch } from './start.ts';

/** What came of a number of jobs. */
export interface Effects {
  jobs: number;
  /** Jobs whose effect arrived more than once. */
  doubled: number;
  /** Jobs whose effect never arrived. */
  never: number;
}

/** A minute by its clock is a second. */
const fast = 60;
const halfAnHourMs = 31 * 60_000;
/** Without an arrival for this long, in milliseconds, nothing more is expected. */
const quietMs = 2500;

/**
 * Kills a contender while it hands filings in, and starts it again half an hour later by its own
 * clock, so that every time-out for jobs of a dead process has passed. At last it may finish.
 */
export async function killAgainAndAgain(
  launch: Launch,
  config: Config,
  ledger: LedgerServer,
  { kills, seed }: { kills: number; seed: number },
): Promise<Effects> {
  const random = seededRandom(seed);
  const jobs = kills * 15;
  const first = await start(launch, config);
  await first.tell({ do: 'enqueue', from: 1, count: jobs });
  await first.close();
  ledger.forget();
  ledger.delay = () => random() * 6;
  for (let n = 1; n <= kills + 1; n += 1) {
    const isLast = n === kills + 1;
    // At last its clock runs fast, so that what is cleaned up once a minute is cleaned up too.
    const clock = { offsetMs: n * halfAnHourMs, speed: isLast ? fast : 1 };
    const running = await start(launch, { ...config, clock });
    const enough = arrivals(
      ledger,
      isLast ? Number.POSITIVE_INFINITY : 2 + Math.floor(random() * 10),
    );
    running.tell({ do: 'work', count: null, over: 'http', workers: 1 }).catch(() => {});
    await enough;
    if (!isLast) await sleep(random() * 7);
    await running.kill();
  }
  return effectsOf(ledger, jobs);
}

/** A night's pause: filed at seven in the evening, and the program is opened ten hours later. */
export async function pauseForANight(
  launch: Launch,
  config: Config,
  ledger: LedgerServer,
): Promise<Effects> {
  const jobs = 4;
  const first = await start(launch, config);
  await first.tell({ do: 'enqueue', from: 1, count: jobs });
  await first.close();
  ledger.forget();
  // An answer takes a minute and a half by the contender's clock: an overloaded central system.
  ledger.delay = () => 90_000 / fast;
  const clock = { offsetMs: 10 * 3_600_000, speed: fast };
  const running = await start(launch, { ...config, clock });
  const quiet = arrivals(ledger, Number.POSITIVE_INFINITY);
  running.tell({ do: 'work', count: null, over: 'http', workers: 2 }).catch(() => {});
  await quiet;
  await running.kill();
  return effectsOf(ledger, jobs);
}

/** Resolves after so many arrivals, or when it has been quiet for long. */
function arrivals(ledger: LedgerServer, count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = count;
  let quiet = setTimeout(resolve, 2 * quietMs);
  ledger.onEffect = () => {
    left -= 1;
    clearTimeout(quiet);
    if (left <= 0) resolve();
    else quiet = setTimeout(resolve, quietMs);
  };
  return promise.finally(() => {
    clearTimeout(quiet);
    ledger.onEffect = () => {};
  });
}

function effectsOf({ effects }: LedgerServer, jobs: number): Effects {
  const doubled = [...effects.values()].filter((times) => times > 1).length;
  return { jobs, doubled, never: jobs - effects.size };
}
