import { spanLengths, type HealthHistory, type HealthSpan } from '../../shared/contract/index.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { Channel, GradeChange } from '../../shared/sync/channels.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import type { Health } from '../health/index.ts';
import type { Engaged } from './engaged.ts';

type HealthCalls = Pick<CallHandlers, 'health.get' | 'health.history'>;

/** Calls about the health of the channels. */
export function healthCalls({ session, clock }: Pick<Engaged, 'session' | 'clock'>): HealthCalls {
  return {
    'health.get': () => ({ now: clock.now(), states: session().health.states() }),
    'health.history': ({ channel, span }) =>
      historyOf(session().health, channel, span, clock.now()),
  };
}

/** A span up to now, laid out step by step. */
export function historyOf(
  health: Pick<Health, 'history' | 'changes' | 'lastChange'>,
  channel: Channel,
  span: HealthSpan,
  now: EpochMs,
): HealthHistory {
  const { lengthMs, stepMs } = spanLengths[span];
  const to = Math.floor(now / stepMs) * stepMs + stepMs;
  const from = epochMs(to - lengthMs);
  const { points } = health.history(channel, from, epochMs(to));
  const steps = Math.round(lengthMs / stepMs);
  const at = new Map(points.map((point) => [Math.floor((point.at - from) / stepMs), point]));
  const columns = Array.from({ length: steps }, (_, step) => at.get(step) ?? null);
  return {
    channel,
    span,
    from,
    stepMs,
    well: columns.map((point) => point?.well ?? 0),
    ill: columns.map((point) => point?.ill ?? 0),
    p50: columns.map((point) => point?.latency?.p50 ?? null),
    p95: columns.map((point) => point?.latency?.p95 ?? null),
    p99: columns.map((point) => point?.latency?.p99 ?? null),
    causes: causesOf(points.flatMap(({ causes }) => causes)),
    changes: changesIn(health, channel, from, epochMs(to)),
  };
}

function causesOf(all: readonly HealthHistory['causes'][number][]): HealthHistory['causes'] {
  return [...Map.groupBy(all, ({ cause }) => cause)]
    .map(([cause, found]) => ({ cause, count: found.reduce((sum, { count }) => sum + count, 0) }))
    .toSorted((a, b) => b.count - a.count);
}

const mostChanges = 500;

/** With the last one before the span: it tells the grade at its beginning. */
function changesIn(
  health: Pick<Health, 'changes' | 'lastChange'>,
  channel: Channel,
  from: EpochMs,
  to: EpochMs,
): GradeChange[] {
  const isOfIt = (change: GradeChange): boolean => change.channel === channel;
  const before = health.lastChange(channel, from);
  const within = health.changes(from, to).filter(isOfIt);
  return [...(before === null ? [] : [before]), ...within].slice(-mostChanges);
}
