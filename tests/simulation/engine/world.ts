import type { PacingSettings } from '../../../main/outbox/policy/index.ts';
import { ledgerChecker, type LedgerChecker, type LedgerEvent } from '../ledger-checker.ts';
import type { Bench } from './bench.ts';
import { centralSystem, type Central } from './central.ts';
import { hashOf, type Chance } from './chance.ts';
import type { DiskImage } from './disk.ts';
import { simulatedOffice, type Office, type Running } from './office.ts';
import { simulatedPerson, type Person } from './person.ts';
import { virtualTime, type VirtualTime } from './virtual-time.ts';
import { storeView, watch } from './watch.ts';

/** KCS's limits for an office. */
const kcs = { perSecond: 20, perMinute: 300, retryAfterBinds: 'office' } as const;

export interface WorldOptions {
  seed: number;
  chance: Chance;
  settings: PacingSettings;
  /** What the office's disk holds at first. */
  image: DiskImage;
  /** How long customs thinks at most, in milliseconds. */
  decidesWithinMs: number;
  /** Share of the starts at which the whole store is looked at. */
  inspectedShare: number;
  /** Told of every step, for a replay. */
  onTrace?: ((line: string) => void) | undefined;
}

/** An office, a person in it and the central system, on one clock and one disk. */
export interface World {
  readonly time: VirtualTime;
  readonly central: Central;
  readonly desk: Office;
  readonly person: Person;
  readonly ledger: LedgerChecker;
  /** What was found wrong, with the step at which it was. */
  readonly findings: readonly string[];
  readonly steps: number;
  /** Steps by kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** The same for the same seed. */
  trace(): string;
  see(event: LedgerEvent): void;
  onFault(what: string): void;
  /** One event and all that follows from it at once; `false` where something was found wrong. */
  step(): Promise<boolean>;
  /** Compares the whole store with itself, the journal and the central system's books. */
  inspect(running: Running, isAtRest: boolean): void;
}

export function openWorld(bench: Bench, options: WorldOptions): World {
  const { seed, chance, settings, image, decidesWithinMs, inspectedShare, onTrace } = options;
  const time = virtualTime();
  const ledger = ledgerChecker(kcs);
  const random = chance.stream('world');
  const findings: string[] = [];
  const kinds: Record<string, number> = {};
  let steps = 0;
  let trace = hashOf(String(seed));
  let told = 0;

  function note(line: string): void {
    trace = hashOf(line, trace);
    onTrace?.(`${steps} ${line}`);
  }
  function onFault(what: string): void {
    findings.push(`step ${steps}: ${what}`);
    note(what);
  }
  function see(event: LedgerEvent): void {
    note(JSON.stringify(event));
    ledger.see(event);
  }
  function checkLedger(): void {
    for (const { rule, detail } of ledger.breaches.slice(told)) onFault(`${rule}: ${detail}`);
    told = ledger.breaches.length;
  }
  function inspect(running: Running, isAtRest: boolean): void {
    desk.observe(() => {
      watching.verify(running);
      ledger.compare(storeView(running.store, person.saved, isAtRest), time.now());
    });
    checkLedger();
  }
  const central = centralSystem({ time, chance, see, decidesWithinMs });
  const watching = watch({ settings, desk: () => desk, onFault });
  const desk = simulatedOffice({
    sqlite: bench.sqlite,
    vfs: bench.vfs,
    time,
    chance,
    central,
    settings,
    image,
    see,
    onFault,
    onStart(running) {
      // At the very first there is nothing to compare with.
      if (steps === 0) return;
      desk.observe(() => watching.afterStart(running));
      if (random() < inspectedShare) inspect(running, false);
    },
  });
  const person = simulatedPerson(desk, chance.stream('person'), onFault);

  return {
    time,
    central,
    desk,
    person,
    ledger,
    findings,
    kinds,
    get steps() {
      return steps;
    },
    trace: () => trace.toString(16),
    see,
    onFault,
    inspect,
    async step() {
      const kind = time.next();
      if (kind === null) throw new RangeError('nothing is to come');
      steps += 1;
      kinds[kind] = (kinds[kind] ?? 0) + 1;
      await settled();
      note(`${time.now()} ${kind}`);
      desk.afterEvent();
      watching.afterEvent();
      checkLedger();
      return findings.length === 0;
    },
  };
}

/** Until nothing is runnable but what waits for time to pass. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
