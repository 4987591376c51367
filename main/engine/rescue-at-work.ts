import type { RescueState } from '../../shared/contract/rescue.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { readSoundness } from './data-upkeep.ts';
import type { Engaged } from './engaged.ts';
import type { SalvageAtWork } from './run-process.ts';
import { whole } from './rescue.ts';

type RescueCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `rescue.${string}`>>;

export interface RescueAtWorkOptions extends Pick<Engaged, 'session'> {
  restore: CallHandlers['restore.apply'];
  /** Begins nothing new, and waits for what is on its way. */
  settle(): Promise<void>;
  /** The key of the data as it is now. */
  key(): Buffer;
  /** Absent where nobody can start the next engine. */
  salvage: SalvageAtWork | undefined;
}

/** Calls about damaged data of an engine that is at work: only where the last check found damage. */
export function rescueAtWork(options: RescueAtWorkOptions): RescueCalls {
  const { session, restore, settle, key, salvage } = options;

  function damage(): RescueState | null {
    const { store, mode } = session();
    if (readSoundness(store)?.finding == null) return null;
    return { mode, file: store.file, isOpen: true, work: null };
  }
  return {
    'rescue.get': () => ({ rescue: damage() }),
    'rescue.restore': (backup) => (damage() === null ? whole() : restore(backup)),
    'rescue.salvage': async () => {
      if (damage() === null || salvage === undefined) return whole();
      await settle();
      return salvage(key());
    },
  };
}
