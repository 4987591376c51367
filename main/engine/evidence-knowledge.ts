import { pointsInWords } from './extension-words.ts';
import type {
  EvidenceDeadline,
  EvidenceSpan,
  Measurements,
  WaitingShares,
} from '../evidence/index.ts';
import { channels, type ChannelGrade, type GradeChange } from '../../shared/sync/channels.ts';
import type { WaitingSpan } from '../../shared/sync/waiting.ts';
import { startOf, endOf } from '../../shared/deadlines/extension-question.ts';
import { addDays, epochMs, type Clock, type EpochMs } from '../../shared/time.ts';
import type { HealthRecord } from '../health/index.ts';
import { pageIncidents, readIncident, readWaiting } from '../health/incidents/index.ts';
import { readHolidays, type StoredFiling, type Store } from '../store/index.ts';
import { viewDeadline } from './deadline-view.ts';
import type { EvidenceKnowledge } from './evidence-calls.ts';
import { readKnownIncidents } from './known-incidents.ts';

/** What was measured and reckoned, for an evidence pack. */
export function evidenceKnowledge(
  store: Store,
  health: HealthRecord,
  clock: Pick<Clock, 'now'>,
): EvidenceKnowledge {
  return {
    incidents: ({ from, to }) =>
      store.read((tables) =>
        tables.incidents.within(from, to).map(({ id }) => readIncident(tables, id, clock.now())),
      ),
    incident: (id) =>
      store.read((tables) =>
        tables.incidents.byId(id) === null ? null : readIncident(tables, id, clock.now()),
      ),
    newestIncidents: () =>
      store.read((tables) =>
        pageIncidents(tables, null, 50).rows.map(({ id }) => readIncident(tables, id, clock.now())),
      ),
    measurements: (span) => measurementsOf(health, span),
    deadlineOf: (filing) => deadlineOf(store, health, filing, clock.now()),
    waitingOf: (filing, span) =>
      store.read((tables) => sharesOf(readWaiting(tables, filing.id, clock.now()).spans, span)),
  };
}

/** Every channel that was measured in the span; those that were not are left out. */
function measurementsOf(health: HealthRecord, { from, to }: EvidenceSpan): Measurements[] {
  return channels.flatMap((channel): Measurements[] => {
    const { stepMs, points } = health.history(channel, from, to);
    if (points.length === 0) return [];
    const changes = health.changes(from, epochMs(to + 1)).filter((one) => one.channel === channel);
    const before = health.lastChange(channel, from)?.to ?? 'unknown';
    return [
      {
        channel,
        bucketMs: stepMs,
        points: points.map(({ at, well, ill, latency }) => ({
          at,
          samples: well + ill,
          failures: ill,
          p50: latency?.p50 ?? null,
          p95: latency?.p95 ?? null,
          grade: gradeAt(changes, before, epochMs(at + stepMs)),
        })),
      },
    ];
  });
}

function gradeAt(changes: readonly GradeChange[], before: ChannelGrade, at: EpochMs): ChannelGrade {
  return changes.findLast((change) => change.at < at)?.to ?? before;
}

function sharesOf(spans: readonly WaitingSpan[], span: EvidenceSpan): WaitingShares {
  const shares: WaitingShares = { theirs: 0, ours: 0, person: 0 };
  for (const { from, to, whose } of spans) {
    const ms = Math.max(0, Math.min(to, span.to) - Math.max(from, span.from));
    if (whose === 'central') shares.theirs += ms;
    else if (whose !== 'none') shares[whose] += ms;
  }
  return shares;
}

/** No chain of stops is followed further than this from a deadline, in days. */
const followedDays = 60;

function deadlineOf(
  store: Store,
  health: HealthRecord,
  filing: StoredFiling,
  now: EpochMs,
): EvidenceDeadline | null {
  const { deadline } = filing;
  if (deadline === null) return null;
  return store.read((tables) => {
    const until = endOf(addDays(deadline, followedDays));
    const known = readKnownIncidents(
      tables,
      startOf(deadline),
      epochMs(Math.min(until, now)),
      health,
    );
    const view = viewDeadline(
      { is: 'to-file', due: deadline, filing },
      {
        ...known,
        holidays: readHolidays(tables),
        now,
        attempts: tables.attempts.of(filing.id).map(({ startedAt }) => startedAt),
        declaration: null,
        surchargeApplies: null,
      },
    );
    return { on: deadline, ...pointsInWords(view) };
  });
}
