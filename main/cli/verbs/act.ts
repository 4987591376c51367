import type { FilingAction } from '../../../shared/contract/index.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { act } from '../../outbox/index.ts';
import type { Place } from '../data.ts';
import type { Exit, Face } from '../face.ts';
import { eachFiling } from './each-filing.ts';

type Verb = (face: Face, place: Place, numbers: string[]) => Promise<Exit>;

/** `naru hold`, `release`, `retry`, `cancel`, `restore NUMBER…`: each filing on its own. */
export function actVerb(
  action: Extract<FilingAction, 'hold' | 'release' | 'retry' | 'cancel' | 'restore'>,
): Verb {
  return (face, place, numbers) =>
    eachFiling(face, place, numbers, {
      work: (store, { id }) =>
        act(store, [id], action, systemClock.now()).refused[0]?.problem ?? null,
      sentence: (declarationNo) => face.t(`cli.acted.${action}`, { declarationNo }),
    });
}
