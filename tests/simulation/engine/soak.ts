import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { readFilingRow, selectFiling, type FilingRecord } from '../../../main/store/filings.ts';
import { subjectOf } from '../../support/model-gateway.ts';
import type { Bench } from './bench.ts';
import { chance, type FaultSite } from './chance.ts';
import { scheduleHappenings, scheduleUpkeep } from './happenings.ts';
import { openWorld, type World } from './world.ts';

export interface SoakOptions {
  seed: number;
  /** Virtual days. */
  days: number;
  /** Filings a day, put in between eight and seven o'clock. */
  filingsADay: number;
  onDay?: (sample: Sample) => void;
}

/** How things stand at the end of a virtual day. */
export interface Sample {
  day: number;
  filings: number;
  open: number;
  entries: number;
  /** Bytes of the database, without its log. */
  databaseBytes: number;
  /** Largest log since the last sample. */
  logBytes: number;
  /** JavaScript's heap after a collection; 0 where none can be asked for. */
  heapBytes: number;
  /** SQLite's memory. */
  sqliteBytes: number;
  steps: number;
}

export interface SoakResult {
  seed: number;
  samples: readonly Sample[];
  /** What was found wrong; empty where nothing was. */
  findings: readonly string[];
  lives: number;
  requests: number;
  trace: string;
}

/** What a year in an office brings: weather, ends of the program, clocks kept right, a full disk. */
const sites: readonly FaultSite[] = [
  'bad-weather',
  'retry-after',
  'busy',
  'silence',
  'lost-after',
  'pending',
  'wrong-digest',
  'notice-repeated',
  'kill',
  'power-cut',
  'orderly-restart',
  'disk-full',
];

/** Most that the heap may grow from the first third on, as a share and in bytes. */
const heapGrowth = { share: 1.1, bytes: 4_000_000 };
/** Bytes of a journal entry may differ this much between two thirds of the time. */
const entryGrowth = 1.15;
/** The log is given back every minute; beyond this it is not. */
const mostLogBytes = 8_000_000;

/** Its page cache of 32 MB, and what it works in. */
const mostSqliteBytes = 48_000_000;

const dayMs = 86_400_000;

/** Days of an office's life, with what must stay bounded sampled at each evening. */
export async function soak(bench: Bench, options: SoakOptions): Promise<SoakResult> {
  const { seed, days, filingsADay, onDay } = options;
  const lot = chance(seed, sites);
  const random = lot.stream('soak');
  const world = openWorld(bench, {
    seed,
    chance: lot,
    settings: defaultPacing,
    image: bench.template,
    decidesWithinMs: 4 * 3_600_000,
    // The whole store is looked at each evening instead.
    inspectedShare: 0,
  });
  const { time, desk, person, findings } = world;
  const openingMs = 8 * 3_600_000;
  const workdayMs = 11 * 3_600_000;
  function put(): void {
    const hour = time.now() % dayMs;
    const isOpen = hour >= openingMs && hour < openingMs + workdayMs;
    if (isOpen) person.enqueue(1 + Math.floor(random() * 4));
    const pause = (workdayMs / filingsADay) * 2.5 * 2 * random();
    const opens = hour < openingMs ? openingMs - hour : dayMs - hour + openingMs;
    time.after(isOpen ? pause : opens, 'person', put);
  }
  put();
  scheduleHappenings(world, lot, [1_800_000, dayMs]);
  scheduleUpkeep(time, desk);

  const samples: Sample[] = [];
  let logBytes = 0;
  let isWell = true;
  while (isWell && samples.length < days) {
    isWell = await world.step();
    if (world.steps % 200 === 0) logBytes = Math.max(logBytes, desk.logBytes());
    const running = desk.running();
    if (running === null || time.now() < (samples.length + 1) * dayMs) continue;
    world.inspect(running, false);
    forgetWhatIsDone(world);
    const sample = takeSample(
      world,
      samples.length + 1,
      Math.max(logBytes, desk.logBytes()),
      bench,
    );
    samples.push(sample);
    onDay?.(sample);
    logBytes = 0;
    isWell = findings.length === 0;
  }
  for (const what of unbounded(samples)) world.onFault(what);
  desk.close();
  return {
    seed,
    samples,
    findings,
    lives: desk.lives,
    requests: world.central.requests,
    trace: world.trace(),
  };
}

/**
 * The other side's and the checker's own books would grow with every filing: what is acknowledged
 * and older than a day they let go, so that what still grows is the office's.
 */
function forgetWhatIsDone({ desk, central, ledger, person }: World): void {
  const running = desk.running();
  if (running === null) return;
  desk.observe(() => {
    const before = desk.clock.now() - dayMs;
    const done = running.store.tables.connection
      .prepare<unknown[], FilingRecord>(
        `${selectFiling} WHERE transport = 'acknowledged' AND receipt_at < ?`,
      )
      .all(before)
      .map(readFilingRow);
    for (const filing of done) {
      central.forget(filing);
      ledger.forget(subjectOf(filing));
      person.forget(filing.reference);
    }
  });
}

function takeSample(world: World, day: number, logBytes: number, bench: Bench): Sample {
  const { desk } = world;
  const running = desk.running();
  if (running === null) throw new RangeError('no process to look at');
  return desk.observe(() => {
    const { store } = running;
    const { queued, sending, unconfirmed, processing } = store.counts.transport;
    const filings = Object.values(store.counts.transport).reduce((sum, n) => sum + n, 0);
    store.checkpoint();
    globalThis.gc?.();
    return {
      day,
      filings,
      open: queued + sending + unconfirmed + processing,
      entries: store.tables.journal.head().seq,
      databaseBytes: desk.databaseBytes(),
      logBytes,
      heapBytes: globalThis.gc === undefined ? 0 : process.memoryUsage().heapUsed,
      sqliteBytes: bench.sqlite.bytes().length,
      steps: world.steps,
    };
  });
}

/** What grows that must not, from the samples' first third on. */
function* unbounded(samples: readonly Sample[]): IterableIterator<string> {
  const first = samples[Math.floor(samples.length / 3)];
  const middle = samples[Math.floor((2 * samples.length) / 3)];
  const last = samples.at(-1);
  if (first === undefined || middle === undefined || last === undefined || first === middle) return;
  if (last.heapBytes > first.heapBytes * heapGrowth.share + heapGrowth.bytes)
    yield `heap ${first.heapBytes} then ${last.heapBytes} bytes`;
  if (last.sqliteBytes > mostSqliteBytes) yield `SQLite has ${last.sqliteBytes} bytes of memory`;
  const early = bytesAnEntry(first, middle);
  const late = bytesAnEntry(middle, last);
  if (late > early * entryGrowth)
    yield `${early.toFixed(0)} then ${late.toFixed(0)} bytes an entry`;
  for (const { day, logBytes } of samples)
    if (logBytes > mostLogBytes) yield `the log had ${logBytes} bytes on day ${day}`;
}

function bytesAnEntry(from: Sample, to: Sample): number {
  return (to.databaseBytes - from.databaseBytes) / Math.max(1, to.entries - from.entries);
}
