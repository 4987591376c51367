import { randomInt } from 'node:crypto';
import type { CallArgument, Drills, DrillState } from '../../../shared/contract/index.ts';
import { shownLimits } from '../../../shared/contract/index.ts';
import type { DrillSpeed } from '../../../shared/drill/scenarios.ts';
import { isClean, type DrillAct, type DrillSheet } from '../../../shared/drill/sheet.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { epochMs, type Clock, type EpochMs } from '../../../shared/time.ts';
import type { Step } from '../../outbox/index.ts';
import { defaultPacing } from '../../outbox/policy/index.ts';
import { drillScript, type Script } from '../../practice/drill/index.ts';
import { openDrill, type Drill } from './drill.ts';
import { runAutomatic } from './run-automatic.ts';
import { besideAutomatic, scoreDrill } from './score.ts';
import { openShelf, type Beginning } from './shelf.ts';

export interface RehearsalOptions {
  dataFolder: string;
  /** The computer's own clock. */
  clock: Clock;
  onChange(ids: readonly FilingId[] | null): void;
  onStep(step: Step): void;
  /** The drill has gone on, has begun or is over. */
  onState(state: DrillState | null): void;
  onFault(error: unknown): void;
}

/** A drill with a person in it. */
interface Running {
  id: string;
  drill: Drill;
  beginning: Beginning;
  acts: DrillAct[];
  officeWaiting: number;
  speed: DrillSpeed;
}

/** Drills (훈련): the one that is going on, and the score sheets of those before. */
export interface Rehearsal {
  /** `null` where none is going on. */
  running(): Drill | null;
  drills(): Drills;
  state(): DrillState | null;
  /** Opens a drill; its session is to be shown then in place of the office's, before it goes. */
  open(wanted: CallArgument<'drill.start'>, officeWaiting: number): Promise<Drill>;
  go(): void;
  setSpeed(speed: DrillSpeed): void;
  mend(): void;
  note(act: DrillAct): void;
  /**
   * Scores the drill and closes it; what it is compared with is run afterwards.
   * @param leave shows the office's session again, before the drill's is closed
   */
  end(leave: () => Promise<void>): Promise<DrillSheet>;
  sheets(): DrillSheet[];
  sheet(id: string): DrillSheet;
  remove(id: string): void;
  /** Closes without a score what is going on. */
  stop(): Promise<void>;
}

/** How often a drill tells how it goes, in milliseconds of the computer's time. */
const tellEveryMs = 500;
const dayMs = 86_400_000;

export function openRehearsal(options: RehearsalOptions): Rehearsal {
  const { clock } = options;
  const shelf = openShelf(options.dataFolder);
  let running: Running | null = null;
  let timer: NodeJS.Timeout | null = null;
  const leaving = new AbortController();
  let comparing: Promise<void> = Promise.resolve();
  let comparedBy = new AbortController();

  function current(): Running {
    if (running === null) throw new NaruError('no-drill');
    return running;
  }

  function state(): DrillState | null {
    return running === null ? null : stateOf(running);
  }
  const tell = (): void => options.onState(state());

  /** Puts the same drill beside it, left to itself: with nobody there, and what came of it. */
  async function compare(sheet: DrillSheet, script: Script, signal: AbortSignal): Promise<void> {
    const folder = shelf.dataFolder(sheet.id, 'automatic');
    try {
      const automatic = await runAutomatic({
        id: sheet.id,
        folder,
        // As far as the person went: both are judged by the same time.
        script: { ...script, endsAfter: sheet.until - script.startAt, restMs: 0 },
        own: clock,
        now: () => clock.now(),
        pacing: defaultPacing,
        signal,
      });
      if (automatic === null) return;
      shelf.keep(besideAutomatic(sheet, automatic));
      tell();
    } catch (error) {
      // The comparison is a service beside: a full disk must not end the office's work.
      if (!(error instanceof NaruError)) throw error;
    } finally {
      shelf.dropData(sheet.id, 'automatic');
    }
  }

  async function stopComparing(): Promise<void> {
    comparedBy.abort();
    await comparing;
  }

  function drop(): Running {
    const ended = current();
    running = null;
    if (timer !== null) clearInterval(timer);
    timer = null;
    return ended;
  }

  return {
    running: () => running?.drill ?? null,
    state,
    drills() {
      const last = shelf.sheets().find(({ led }) => led === 'person')?.ended ?? null;
      const daysSince =
        last === null ? null : Math.max(0, Math.floor((clock.now() - last) / dayMs));
      const broken = shelf
        .unfinished()
        .filter(({ id }) => id !== running?.id)
        .map(({ id, scenario, began }) => ({ id, scenario, began }));
      return { running: state(), lastEndedAt: last, daysSince, broken };
    },
    async open({ scenario, seed: given, speed, keep }, officeWaiting) {
      if (running !== null) throw new NaruError('drill-running');
      await stopComparing();
      const seed = given ?? randomInt(1, 1_000_000);
      const beginning = { scenario, seed, began: clock.now(), keep };
      const id = shelf.begin(beginning);
      const drill = await openDrill({
        folder: shelf.dataFolder(id, 'person'),
        script: drillScript(scenario, seed),
        own: clock,
        pacing: defaultPacing,
        now: new Date(clock.now()),
        onChange: options.onChange,
        onStep: options.onStep,
      }).catch((error: unknown) => {
        shelf.remove(id);
        throw error;
      });
      drill.ended.catch(options.onFault);
      running = { id, drill, beginning, acts: [], officeWaiting, speed };
      timer = setInterval(tell, tellEveryMs);
      return drill;
    },
    go() {
      const { drill, speed } = current();
      drill.clock.setSpeed(speed);
      tell();
    },
    setSpeed(speed) {
      const one = current();
      one.speed = speed;
      one.drill.clock.setSpeed(speed);
      one.acts.push({
        at: one.drill.clock.now(),
        call: 'drill.speed',
        word: String(speed),
        filings: 0,
      });
      tell();
    },
    mend() {
      const one = current();
      if (!one.drill.mend()) return;
      const at = one.drill.clock.now();
      one.acts.push({ at, call: 'drill.mend', word: null, filings: 0 });
      tell();
    },
    note: (act) => void running?.acts.push(act),
    async end(leave) {
      const { drill, id, beginning, acts } = current();
      drill.clock.setSpeed(0);
      await drill.motion.settled();
      const sheet = scoreDrill(drill, {
        id,
        led: 'person',
        began: beginning.began,
        ended: epochMs(Math.max(beginning.began, clock.now())),
        acts,
        automatic: null,
      });
      shelf.keep(sheet);
      drop();
      await leave();
      await drill.close();
      // What was lost or doubled must not be thrown away: it is a fault, and these are its traces.
      if (!beginning.keep && isClean(sheet)) shelf.dropData(id, 'person');
      tell();
      comparedBy = new AbortController();
      const { signal } = comparedBy;
      comparing = compare(sheet, drill.script, signal).catch(options.onFault);
      return sheet;
    },
    sheets: () => shelf.sheets(),
    sheet: (id) => shelf.sheet(id),
    remove(id) {
      if (id === running?.id) throw new NaruError('drill-running');
      comparedBy.abort();
      shelf.remove(id);
    },
    async stop() {
      leaving.abort();
      await stopComparing();
      if (running !== null) await drop().drill.close();
    },
  };
}

function stateOf({ id, drill, officeWaiting, speed }: Running): DrillState {
  const { script, clock, session } = drill;
  const reached = clock.reached();
  return {
    id,
    scenario: script.scenario,
    seed: script.seed,
    now: clock.now(),
    from: script.startAt,
    endsAt: epochMs(script.startAt + script.endsAfter),
    speed,
    reached: reached === null ? null : Math.round(reached * 10) / 10,
    arrived: drill.arrived().length,
    expected: script.arrivals.length,
    taken: drill.central.state().taken,
    credentials: drill.credentials(),
    officeWaiting,
    limits: limitsOf(drill, session.store, clock.now()),
  };
}

/** What is still to come first, the nearest before; then what is over, the newest before. */
function limitsOf(
  drill: Drill,
  store: Drill['session']['store'],
  now: EpochMs,
): DrillState['limits'] {
  const limited = drill
    .arrived()
    .flatMap(({ filing, limit }) => (limit === null ? [] : [{ ...limit, filing }]))
    .toSorted((a, b) => {
      const [isPastA, isPastB] = [a.by < now, b.by < now];
      if (isPastA !== isPastB) return isPastA ? 1 : -1;
      return isPastA ? b.by - a.by : a.by - b.by;
    })
    .slice(0, shownLimits);
  return store.read(({ filings }) =>
    limited.flatMap(({ filing, by, rule }) => {
      const row = filings.byReference(filing.reference);
      if (row === null) return [];
      const { id, reference, transport, receiptAt } = row;
      return [{ id, reference, rule, by, transport, receiptAt }];
    }),
  );
}
