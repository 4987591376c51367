import { restate } from '../../shared/documents/restate.ts';
import { NaruError } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { Clock, Random } from '../../shared/time.ts';
import {
  createUnipass,
  unipassUrl,
  type AnswerCache,
  type Asked,
  type PaceMemory,
  type Unipass,
} from '../central/unipass/index.ts';
import type { Outward } from '../central/outward.ts';
import type { Wire } from '../central/wire.ts';
import {
  createCargoTells,
  createReadiness,
  createWatch,
  type CargoTells,
  type Watch,
} from '../freshness/index.ts';
import type { Readiness } from '../outbox/index.ts';
import { practiceKey } from '../practice/index.ts';
import type { Store } from '../store/index.ts';
import { readOpenApiSettings } from './open-api-settings.ts';

export interface FreshnessOptions {
  store: Store;
  clock: Clock;
  random: Random;
  userAgent: string;
  /** Where practice customs answers; `null` in real mode. */
  practiceUrl: string | null;
  /** Absent: straight. */
  outward?: Outward;
  /** Is told what each request to the open API showed. */
  onAsked?(asked: Asked): void;
  /** How requests travel in a drill, where all goes at the pace of real work. */
  wire?: Wire;
}

export interface Listening {
  /** Filings changed on disk, and some may wait to be sent again. */
  onChange(ids: readonly FilingId[]): void;
  /** The background work ended by a fault of the program. */
  onFault(error: unknown): void;
}

/** The open API of a session, and what is looked after by it. */
export interface Freshness {
  readonly unipass: Unipass;
  readonly readiness: Readiness;
  readonly cargoTells: CargoTells;
  /** Begins to look after filings in the background. */
  start(listening: Listening): void;
  stop(): Promise<void>;
}

const hour = 3_600_000;
/**
 * How often the background asks anew, and its pause between two small rounds: a longer one where
 * nobody was to be looked after. In milliseconds.
 */
const every = {
  real: { takenEveryMs: 6 * hour, cargoEveryMs: hour, restMs: 5000, idleMs: 20_000 },
  practice: { takenEveryMs: 60_000, cargoEveryMs: 60_000, restMs: 1000, idleMs: 5000 },
} as const;
/** Who practises does not wait for a quarter of an hour, nor spares a server of his own. */
const practicePace = { spacingMs: 50, firstPauseMs: 500, longestPauseMs: 5000 };

export function openFreshness(options: FreshnessOptions): Freshness {
  const { store, clock, random, userAgent, outward, practiceUrl, wire } = options;
  const isPractice = practiceUrl !== null;
  const unipass = createUnipass({
    baseUrl: practiceUrl ?? unipassUrl,
    keyOf(api) {
      const { keys } = store.read(readOpenApiSettings);
      return keys[api] ?? (isPractice ? practiceKey : null);
    },
    perHundred: () => store.read(readOpenApiSettings).perHundred,
    cache: cacheIn(store),
    paceMemory: paceMemoryIn(store),
    clock,
    random,
    userAgent,
    ...(outward === undefined ? {} : { outward }),
    onAsked: (asked) => options.onAsked?.(asked),
    ...(isPractice ? { pace: practicePace } : {}),
    ...(isPractice && wire === undefined ? { pace: practicePace } : {}),
    ...(wire === undefined ? {} : { wire }),
  });
  const means = { store, unipass, clock, restate };
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function run(watch: Watch, restMs: number, idleMs: number): Promise<void> {
    let isBusy = true;
    while (!stopping.signal.aborted) {
      await clock.sleep(isBusy ? restMs : idleMs, stopping.signal);
      if (!stopping.signal.aborted) isBusy = await watch.round(stopping.signal);
    }
  }

  return {
    unipass,
    readiness: createReadiness(means),
    cargoTells: createCargoTells(means),
    start({ onChange, onFault }) {
      const pace = every[isPractice && wire === undefined ? 'practice' : 'real'];
      running = run(createWatch({ ...means, onChange, ...pace }), pace.restMs, pace.idleMs).catch(
        onFault,
      );
    },
    async stop() {
      stopping.abort();
      unipass.close();
      await running;
    },
  };
}

/** A cache on a disk that refuses is no cache; the outbox tells of the disk. */
function cacheIn(store: Store): AnswerCache {
  return {
    get: (api, query) => unless(null, () => store.read(({ lookedUp }) => lookedUp.get(api, query))),
    put: (api, query, answer, at) =>
      unless(undefined, () =>
        store.transaction(({ lookedUp }) => lookedUp.put(api, query, answer, at)),
      ),
  };
}

/** The open API among the destinations whose pacing is kept; all others are named by an address. */
const openApi = 'open-api';

function paceMemoryIn(store: Store): PaceMemory {
  return {
    read: () => unless(null, () => store.read(({ gates }) => gates.pacer(openApi))),
    write: (kept) =>
      unless(undefined, () => store.transaction(({ gates }) => gates.savePacer(openApi, kept))),
  };
}

function unless<T>(otherwise: T, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof NaruError) return otherwise;
    throw error;
  }
}
