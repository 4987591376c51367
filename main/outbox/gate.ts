import type { EpochMs, Random } from '../../shared/time.ts';
import type { Store, Tables } from '../store/index.ts';
import {
  mayGo,
  newPacerState,
  pacerStateSchema,
  step,
  type Go,
  type PacerEvent,
  type PacerState,
  type PacingSettings,
} from './policy/index.ts';

/** The one gate before a destination: its pacing, remembered on disk with every step. */
export interface Gate {
  state(): PacerState;
  mayGo(now: EpochMs): Go;
  /** Takes a step within the caller's transaction; `keep` it once that is on disk. */
  step(tables: Tables, event: PacerEvent, now: EpochMs, urgentPending: boolean): Kept;
  /** Takes a step in a transaction of its own. */
  stepNow(event: PacerEvent, now: EpochMs, urgentPending?: boolean): void;
  /** Reads the state from disk again. */
  reload(now: EpochMs): void;
}

/** A step that is written; calling it makes it the known one. */
export type Kept = () => void;

export interface GateOptions {
  store: Store;
  destination: string;
  settings: PacingSettings;
  random: Random;
}

export function openGate({ store, destination, settings, random }: GateOptions, at: EpochMs): Gate {
  let state = read(at);

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
    tables.gates.savePacer(destination, next);
    return () => {
      state = next;
    };
  }

  return {
    state: () => state,
    mayGo: (now) => mayGo(state, now, settings),
    step: stepWithin,
    stepNow(event, now, urgentPending = false) {
      store.transaction((tables) => stepWithin(tables, event, now, urgentPending))();
    },
    reload(now) {
      state = read(now);
    },
  };
}
