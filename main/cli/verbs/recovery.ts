import { z } from 'zod';
import type { RecoveryState } from '../../../shared/contract/backup.ts';
import { releaseHolding } from '../../engine/recovery-release.ts';
import { recoveryState } from '../../engine/recovery-troubles.ts';
import { systemClock } from '../../engine/system-clock.ts';
import type { Store } from '../../store/index.ts';
import { readingExisting, withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { renderTable } from '../table.ts';

const actionSchema = z.enum(['status', 'go-on']).default('status');

/**
 * `naru recovery`: how far it was asked what became of everything after an older copy was put in
 * place; with `go-on` a person who has looked lets sending go on (folder exchange).
 */
export function recoveryVerb(face: Face, place: Place, args: string[]): Promise<Exit> {
  if (actionSchema.parse(args[0]) === 'status')
    return readingExisting(place, (store) => tell(face, recoveryState(store)));
  return withStore(place, (store) => goOn(face, store));
}

function goOn(face: Face, store: Store): Exit {
  const before = recoveryState(store);
  releaseHolding(store, systemClock.now());
  if (before === null) return tell(face, null);
  if (face.json) face.data({ recovery: recoveryState(store) });
  face.say(face.t('backup.cli.wentOn'));
  return exit.done;
}

function tell(face: Face, recovery: RecoveryState | null): Exit {
  if (face.json) face.data({ recovery });
  else if (recovery === null) face.say(face.t('backup.cli.nothingHeld'));
  else face.print(inWords(face, recovery));
  return exit.done;
}

function inWords({ t }: Face, recovery: RecoveryState): string {
  const { why, from, holds, needsPerson, left } = recovery;
  const counted = ['asked', 'left', 'settled', 'takenUp', 'free', 'untold'] as const;
  const rows = counted.map((each) => [t(`backup.recovery.${each}`), String(recovery[each])]);
  return [
    t(`backup.recovery.why.${why}`, { from: new Date(from).toISOString() }),
    t(holds ? 'backup.recovery.holds' : 'backup.recovery.resting'),
    renderTable([], rows),
    t('backup.recovery.parts'),
    ...(needsPerson && left === 0 ? [t('backup.recovery.person'), t('backup.cli.goOnHint')] : []),
  ].join('\n');
}
