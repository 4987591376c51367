import { channels, type Channel } from '../../shared/sync/channels.ts';
import type { Incident } from '../../shared/sync/incidents.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import type { Health } from '../health/index.ts';
import { readIncident } from '../health/incidents/index.ts';
import type { Tables } from '../store/index.ts';
import type { KnownIncidents } from './deadline-view.ts';

/** What is known of outages that overlap a span, and which channels were well all through each. */
export function readKnownIncidents(
  tables: Tables,
  from: EpochMs,
  to: EpochMs,
  health: Pick<Health, 'changes' | 'lastChange'>,
): KnownIncidents {
  const incidents = tables.incidents.within(from, to).map(({ id }) => readIncident(tables, id, to));
  const working = new Map(
    incidents.map((incident) => [incident.id, workedThrough(incident, to, health)] as const),
  );
  return { incidents, working };
}

/** Channels that were measured as working when it began, and until it ended. */
function workedThrough(
  { startedAt, endedAt }: Incident,
  now: EpochMs,
  health: Pick<Health, 'changes' | 'lastChange'>,
): Channel[] {
  const changed = health.changes(startedAt, epochMs((endedAt ?? now) + 1));
  return channels.filter(
    (channel) =>
      health.lastChange(channel, startedAt)?.to === 'working' &&
      changed.every((change) => change.channel !== channel || change.to === 'working'),
  );
}
