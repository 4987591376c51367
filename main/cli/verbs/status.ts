import { customsStates, transportStates } from '../../../shared/filing/states.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import type { SyncState } from '../../../shared/sync/sync-state.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { readSyncState } from '../../engine/sync.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { defaultPacing } from '../../outbox/policy/index.ts';
import { readingStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { storedSending } from '../sending.ts';
import { renderTable } from '../table.ts';

/** `naru status`: where everything stands, by what is on disk. */
export function statusVerb(face: Face, place: Place): Promise<Exit> {
  return readingStore(place, (store) => {
    const now = systemClock.now();
    const state = readSyncState({
      store,
      mode: place.mode,
      outbox: storedSending(store, place.mode, now),
      settings: defaultPacing,
      now,
    });
    if (face.json) face.data(state);
    else face.print(inWords(face, state));
    return exit.done;
  });
}

function inWords({ t }: Face, state: SyncState): string {
  const none = t('cli.none');
  function ago(at: EpochMs | null): string {
    return at === null
      ? none
      : t('cli.ago', { minutes: Math.max(0, Math.round((state.now - at) / 60_000)) });
  }
  const transport = transportStates
    .filter((name) => (state.counts.transport[name] ?? 0) > 0)
    .map((name) => `${t(`states.transport.${name}`)} ${state.counts.transport[name]}`);
  const customs = customsStates
    .filter((name) => name !== 'none' && (state.counts.customs[name] ?? 0) > 0)
    .map((name) => `${t(`states.customs.${name}`)} ${state.counts.customs[name]}`);
  const { office, nearestDeadline, central, gate } = state;
  return renderTable(
    [],
    [
      [t('cli.statusOffice'), office === null ? none : `${office.name} (${office.declarant})`],
      [t('cli.statusTransport'), transport.join(' · ') || none],
      [t('cli.statusCustoms'), customs.join(' · ') || none],
      [t('cli.statusOldest'), ago(state.oldestQueuedAt)],
      [t('cli.statusDoubt'), ago(state.oldestUnconfirmedAt)],
      [
        t('cli.statusDeadline'),
        nearestDeadline === null
          ? none
          : `${nearestDeadline.date} ${formatDeclarationNo(nearestDeadline.declarationNo)}`,
      ],
      [t('cli.statusCentral'), `${t(`states.grade.${central.grade}`)} (${ago(central.since)})`],
      [t('cli.statusNext'), nextTry({ t }, state)],
      [t('cli.statusReceipt'), ago(state.lastReceiptAt)],
      ...(gate.phase === 'not-allowed' ? [[t(`states.phase.${gate.phase}`), '']] : []),
    ],
  );
}

/** When the next try is, in words. */
export function nextTry({ t }: Pick<Face, 't'>, { gate, now }: SyncState): string {
  if (gate.nextTryAt === null) return t('cli.none');
  if (gate.nextTryAt <= now) return t('cli.now');
  return t('cli.inSeconds', { seconds: Math.ceil((gate.nextTryAt - now) / 1000) });
}
