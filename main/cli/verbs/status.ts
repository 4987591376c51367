import { customsStates, transportStates } from '../../../shared/filing/states.ts';
import type { DeadlineSummary, DrainPlan, IncidentRow } from '../../../shared/contract/index.ts';
import { describeProblem, type Translate } from '../../../shared/i18n/index.ts';
import type { ChannelState } from '../../../shared/sync/channels.ts';
import type { SyncState } from '../../../shared/sync/sync-state.ts';
import type { WatchState } from '../../../shared/sync/watch.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { readDeadlineSummary } from '../../engine/deadline-calls.ts';
import { readDrainPlan } from '../../engine/drain-plan.ts';
import { chosenPacing } from '../../engine/pacing-setting.ts';
import { readSyncState } from '../../engine/sync.ts';
import { readWatchState } from '../../engine/watch-rows.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { storedStates } from '../../health/index.ts';
import { readOpenIncidents } from '../../health/incidents/index.ts';
import { defaultPacing } from '../../outbox/policy/index.ts';
import { readingStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { storedSending } from '../sending.ts';
import { renderTable } from '../table.ts';
import { deadlineRows } from './status-deadlines.ts';
import { channelRows } from './status-channels.ts';
import { incidentRows } from './incidents.ts';
import { drainRows } from './status-drain.ts';
import { watchRows } from './status-watch.ts';

/** `naru status`: where everything stands, by what is on disk. */
export function statusVerb(face: Face, place: Place): Promise<Exit> {
  return readingStore(place, (store) => {
    const now = systemClock.now();
    const settings = chosenPacing(store, defaultPacing, now);
    const outbox = storedSending(store, place.mode, now);
    const state = readSyncState({ store, mode: place.mode, outbox, settings, now });
    const drain = readDrainPlan({ store, outbox, settings, now });
    const deadlines = readDeadlineSummary(store, now);
    const channels = storedStates(store, now);
    const incidents = store.read(readOpenIncidents);
    const watch = readWatchState(store, now);
    const told = { drain, deadlines, channels, incidents, watch };
    if (face.json) face.data({ ...state, ...told });
    else {
      face.print(inWords(face, state, told));
      for (const trouble of state.troubles) face.say(describeProblem(face.t, trouble));
    }
    return exit.done;
  });
}

/** What stands beside the sync state. */
interface Told {
  drain: DrainPlan;
  deadlines: DeadlineSummary;
  channels: readonly ChannelState[];
  incidents: readonly IncidentRow[];
  watch: WatchState;
}

function inWords(
  { t }: Face,
  state: SyncState,
  { drain, deadlines, channels, incidents, watch }: Told,
): string {
  const none = t('cli.none');
  function ago(at: EpochMs | null): string {
    return at === null ? none : inThePast(t, state.now - at);
  }
  const transport = transportStates
    .filter((name) => (state.counts.transport[name] ?? 0) > 0)
    .map((name) => `${t(`states.transport.${name}`)} ${state.counts.transport[name]}`);
  const customs = customsStates
    .filter((name) => name !== 'none' && (state.counts.customs[name] ?? 0) > 0)
    .map((name) => `${t(`states.customs.${name}`)} ${state.counts.customs[name]}`);
  const { office, central, gate } = state;
  return renderTable(
    [],
    [
      [t('cli.statusOffice'), office === null ? none : `${office.name} (${office.declarant})`],
      [t('cli.statusTransport'), transport.join(' · ') || none],
      [t('cli.statusCustoms'), customs.join(' · ') || none],
      [t('cli.statusOldest'), ago(state.oldestQueuedAt)],
      [t('cli.statusDoubt'), ago(state.oldestUnconfirmedAt)],
      ...deadlineRows(t, deadlines),
      [
        t('cli.statusCentral'),
        central.since === null
          ? t(`states.grade.${central.grade}`)
          : t('cli.centralSince', {
              grade: t(`states.grade.${central.grade}`),
              ago: ago(central.since),
            }),
      ],
      ...channelRows(t, channels, ago),
      ...incidentRows(t, incidents),
      [t('cli.statusNext'), nextTry({ t }, state)],
      ...drainRows(t, drain),
      [t('cli.statusReceipt'), ago(state.lastReceiptAt)],
      ...watchRows(t, watch),
      ...(gate.phase === 'not-allowed' ? [[t(`states.phase.${gate.phase}`), '']] : []),
    ],
  );
}

/** How long ago something was, in words. */
function inThePast(t: Translate, ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return t('cli.agoNow');
  if (minutes < 120) return t('cli.agoMinutes', { minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? t('cli.agoHours', { hours })
    : t('cli.agoDays', { days: Math.floor(hours / 24) });
}

/** When the next try is, in words. */
export function nextTry({ t }: Pick<Face, 't'>, { gate, now }: SyncState): string {
  if (gate.nextTryAt === null) return t('cli.none');
  if (gate.nextTryAt <= now) return t('cli.now');
  return t('cli.inSeconds', { seconds: Math.ceil((gate.nextTryAt - now) / 1000) });
}
