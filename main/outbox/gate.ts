import type { EpochMs, Random } from '../../shared/time.ts';
import type { Store, Tables } from '../store/index.ts';
import {
  chooseVisit,
  mayGo,
  newPacerState,
  pacerStateSchema,
  step,
  type Choice,
  type Go,
  type Lane,
  type PacerEvent,
  type PacerState,
  type PacingSettings,
  type WorkLoad,
} from './policy/index.ts';

/** The one gate before a destination: its pacing, remembered on disk with every step. */
export interface Gate {
  state(): PacerState;
  /** Whether a request may leave on a lane. */
  mayGo(lane: Lane, now: EpochMs): Go;
  /** The next visit among those that may begin; after a step of which `state` comes, if given. */
  choose(load: WorkLoad, state?: PacerState): Choice;
  /** Takes a step within the caller's transaction; `keep` it once that is on disk. */
  step(tables: Tables, event: PacerEvent, now: EpochMs, urgentPending: boolean): Kept;
  /**
   * Takes the steps of answers within the caller's transaction. That all goes well may be forgotten
   * by a restart and is written now and then; what slows or stops is written at once.
   */
  answered(
    tables: Tables,
    events: readonly PacerEvent[],
    now: EpochMs,
    urgentPending: boolean,
  ): Kept;
  /** What a step would come to, in a state that is not the known one. */
  after(state: PacerState, event: PacerEvent, now: EpochMs): PacerState;
  /** Takes a step in memory alone: one that a restart may forget. */
  note(event: PacerEvent, now: EpochMs): void;
  /** Takes a step in a transaction of its own. */
  stepNow(event: PacerEvent, now: EpochMs, urgentPending?: boolean): void;
  /** Writes the state down as it is. */
  save(): void;
  /** Reads the state from disk again. */
  reload(now: EpochMs): void;
}

/** A step that is written. */
export interface Kept {
  /** What the step comes to. */
  readonly state: PacerState;
  /** Makes it the known one. */
  keep(): void;
}

/** How old the written state may be while all goes well, in milliseconds. */
const writeEveryMs = 1000;

export interface GateOptions {
  store: Store;
  destination: string;
  settings: PacingSettings;
  random: Random;
}

export function openGate({ store, destination, settings, random }: GateOptions, at: EpochMs): Gate {
  let state = read(at);
  /** When an answer's step was last written. */
  let writtenAt = 0;

  function read(now: EpochMs): PacerState {
    const saved = pacerStateSchema.safeParse(store.read((t) => t.gates.pacer(destination)));
    return saved.success ? saved.data : newPacerState(now, settings);
  }
  function stepWithin(
    tables: Tables,
    event: PacerEvent,
    now: EpochMs,
    urgentPending: boolean,
  ): Kept {
    const next = step(state, event, { now, random, settings, urgentPending });
    noteStop(tables, next, now);
    tables.gates.savePacer(destination, next);
    return keeping(next);
  }
  /** Whoever was refused, a filing, a question or a look: that nothing goes any more is put down once. */
  function noteStop(tables: Tables, { laneStopped }: PacerState, at: EpochMs): void {
    if (laneStopped === null || state.laneStopped !== null) return;
    const data = { cause: laneStopped };
    const entry = { at, filingId: null, before: null, kind: 'lane-stopped', data } as const;
    tables.journal.append(entry);
  }
  function stepAfter(before: PacerState, event: PacerEvent, now: EpochMs): PacerState {
    return step(before, event, { now, random, settings, urgentPending: false });
  }
  function keeping(next: PacerState): Kept {
    return {
      state: next,
      keep() {
        state = next;
      },
    };
  }

  return {
    state: () => state,
    mayGo: (lane, now) => mayGo(state, lane, now, settings),
    choose: (load, after = state) => chooseVisit(load, after, settings),
    step: stepWithin,
    answered(tables, events, now, urgentPending) {
      let next = state;
      for (const event of events)
        next = step(next, event, { now, random, settings, urgentPending });
      const isGoingWell = events.every(
        (event) =>
          event.type === 'success' && next[event.lane].intervalMs === state[event.lane].intervalMs,
      );
      noteStop(tables, next, now);
      if (isGoingWell && now - writtenAt < writeEveryMs && now >= writtenAt) return keeping(next);
      tables.gates.savePacer(destination, next);
      return {
        state: next,
        keep() {
          state = next;
          writtenAt = now;
        },
      };
    },
    after: stepAfter,
    note(event, now) {
      state = stepAfter(state, event, now);
    },
    stepNow(event, now, urgentPending = false) {
      store.transaction((tables) => stepWithin(tables, event, now, urgentPending)).keep();
    },
    save() {
      store.transaction((tables) => tables.gates.savePacer(destination, state));
    },
    reload(now) {
      state = read(now);
    },
  };
}
