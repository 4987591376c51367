import type { RescueState, RescueWork, Salvaged } from '../../shared/contract/rescue.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { openAside, type PlaceOrder } from '../backup/index.ts';
import { databaseFile, openDataFolder, type DataFolder } from '../store/index.ts';
import { createLine } from './line.ts';
import type { EngineStart, RunningEngine, SalvageAtWork } from './run-process.ts';
import { systemClock } from './system-clock.ts';
import { changingEngine, refusing } from './unlock/changing-engine.ts';

type OpenOptions = Pick<EngineStart, 'dataFolder' | 'owner' | 'keys' | 'newWays'>;
type RescueCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `rescue.${string}`>>;

/** Filings that are named of those that a person has to look at. */
const mostNamed = 200;

/** @throws {NaruError} `not-found`: there is no damage */
export function whole(): never {
  throw new NaruError('not-found', { what: 'damage' });
}

/** What is done with the folder of damaged data, held for it alone. */
interface Rescue<T> {
  begin: RescueWork;
  /** @param tell what is told of it from then on */
  work(place: PlaceOrder, tell: (work: RescueWork) => void): Promise<T>;
}

/**
 * Starts the engine; where its data is damaged an engine comes up that can do nothing but put a
 * backup in its place, or save what can be read, and is the real one from then on. One at work whose
 * data was found damaged is ended for that, and the next one takes its place.
 * @throws {NaruError} as the engine, `data-damaged` excepted
 */
export async function startOrRescue<Options extends OpenOptions>(
  options: Options,
  start: (options: Options & { salvage: SalvageAtWork }) => Promise<RunningEngine>,
): Promise<RunningEngine> {
  const line = createLine();
  const aside = openAside();
  let stopped = false;

  async function open(of: Options): Promise<RunningEngine> {
    // The passphrase that opened it may be another one by now.
    const salvage: SalvageAtWork = (key) =>
      carryOut({ ...of, keys: { load: () => key }, newWays: [] }, salvaging);
    try {
      return await start({ ...of, salvage });
    } catch (error) {
      if (!(error instanceof NaruError) || error.problem.code !== 'data-damaged') throw error;
      return refusing(error, closedCalls(of));
    }
  }

  const salvaging: Rescue<Salvaged> = {
    begin: { is: 'salvaging', rows: 0 },
    async work(place, tell) {
      const saved = await aside.salvage(place, (rows) => tell({ is: 'salvaging', rows }));
      const { rows, entriesLost, filings, kept } = saved;
      return { rows, entriesLost, filings: filings.slice(0, mostNamed), kept };
    },
  };

  function closedCalls(of: Options): RescueCalls {
    return {
      'rescue.get': () => {
        const folder = held(of);
        try {
          const { mode } = folder;
          const file = databaseFile(of.dataFolder, mode);
          return { rescue: { mode, file, isOpen: false, work: null } };
        } finally {
          folder.release();
        }
      },
      'rescue.restore': (backup) =>
        carryOut(of, {
          begin: { is: 'restoring' },
          work: (place) => aside.restore({ ...place, ...backup }),
        }),
      'rescue.salvage': () => carryOut(of, salvaging),
    };
  }

  /** Ends whoever answers now, does it, and starts the engine with what came of it. */
  function carryOut<T>(of: Options, rescue: Rescue<T>): Promise<T> {
    const before = engines.present();
    return line.join(async () => {
      if (stopped) throw new NaruError('engine-stopped');
      // Another was first.
      if (engines.present() !== before) whole();
      const { rescue: damage } = await before.handlers['rescue.get']({});
      if (damage === null) whole();
      const outcome = await outcomeOf(asOnlyOne(of, before, damage, rescue));
      if (stopped) throw new NaruError('engine-stopped');
      try {
        await engines.take(await open(of));
      } catch (error) {
        engines.fail(error);
        throw error;
      }
      return outcome();
    });
  }

  async function asOnlyOne<T>(
    of: Options,
    before: RunningEngine,
    damage: RescueState,
    { begin, work }: Rescue<T>,
  ): Promise<T> {
    let state = begin;
    const { dataFolder } = of;
    const damaged = new NaruError('data-damaged', { file: damage.file, detail: begin.is });
    const calls: RescueCalls = {
      'rescue.get': () => ({ rescue: { ...damage, work: state } }),
      'rescue.restore': whole,
      'rescue.salvage': whole,
    };
    await engines.take(refusing(damaged, calls));
    await before.stop();
    if (stopped) throw new NaruError('engine-stopped');
    const folder = held(of);
    try {
      const { mode, key } = folder;
      const place = { dataFolder, mode, key, at: systemClock.now() };
      return await work(place, (next) => (state = next));
    } finally {
      folder.release();
    }
  }

  const engines = changingEngine(await open(options));
  return {
    ...engines.engine,
    async stop() {
      stopped = true;
      await aside.stop();
      await line.idle();
      await engines.present().stop();
    },
  };
}

function held({ dataFolder, owner, keys }: OpenOptions): DataFolder {
  return openDataFolder({
    folder: dataFolder,
    owner,
    now: new Date(systemClock.now()),
    ...(keys === undefined ? {} : { keys }),
  });
}

/** Waits for it; the function that is returned tells how it ended. */
async function outcomeOf<T>(work: Promise<T>): Promise<() => T> {
  try {
    const value = await work;
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
