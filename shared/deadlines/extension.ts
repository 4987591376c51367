import { z } from 'zod';
import type { Channel } from '../sync/channels.ts';
import type { Incident } from '../sync/incidents.ts';
import {
  addDays,
  civilDateSchema,
  epochMs,
  koreanDate,
  type CivilDate,
  type EpochMs,
} from '../time.ts';
import { pointsOf, pointSchema } from './extension-points.ts';
import {
  endOf,
  extensionStepSchema,
  startOf,
  type ExtensionQuestion,
} from './extension-question.ts';
import { movedOn } from './holidays.ts';

export const possibleExtensionSchema = z.strictObject({
  /** The last possible day; `null` while a stop lasts: nobody knows the day of its recovery. */
  due: civilDateSchema.nullable(),
  /** The least that it would come to where the stop lasts: recovered now. */
  atLeast: civilDateSchema,
  steps: z.array(extensionStepSchema),
  /** Incidents that touch the deadline, oldest first. */
  incidents: z.array(z.number().int().positive()).min(1),
  points: z.array(pointSchema),
});
export type PossibleExtension = z.output<typeof possibleExtensionSchema>;

/** Without these nothing can be filed from here. */
const filingChannels: ReadonlySet<Channel> = new Set([
  'network',
  'names',
  'declarations',
  'sending-program',
]);

/**
 * What a stop of the customs systems may make of a deadline (관세법 제8조제4항), and what speaks for
 * and against it. It is never more than possible: the law asks that the system was stopped and that
 * the thing could not be done until the deadline, and customs judges both. `null` where no incident
 * touches the day of the deadline.
 */
export function possibleExtension(question: ExtensionQuestion): PossibleExtension | null {
  const { holidays, now } = question;
  const relevant = question.incidents
    .filter(({ channels }) => channels.some((channel) => filingChannels.has(channel)))
    .toSorted((a, b) => a.startedAt - b.startedAt);
  const steps: PossibleExtension['steps'] = [];
  const touching = new Map<number, Incident>();
  let day = question.deadline;
  for (;;) {
    const here = relevant.filter((incident) => touches(incident, day, now));
    for (const incident of here) touching.set(incident.id, incident);
    const ids = here.map(({ id }) => id);
    const ends = here.map(({ endedAt }) => endedAt);
    if (ends.length === 0 || ends.includes(null)) break;
    const recoveredAt = epochMs(Math.max(...ends.filter((end) => end !== null)));
    const next = addDays(koreanDate(recoveredAt), 1);
    const { date, passed } = movedOn(next, holidays);
    steps.push({ deadline: day, incidents: ids, recoveredAt, next, passed, due: date });
    day = date;
  }
  const incidents = [...touching.values()];
  if (incidents.length === 0) return null;
  const lasts = incidents.some(({ endedAt }) => endedAt === null);
  const ifNow = movedOn(addDays(koreanDate(now), 1), holidays).date;
  return {
    due: lasts ? null : day,
    atLeast: lasts ? ifNow : day,
    steps,
    incidents: incidents.map(({ id }) => id),
    points: pointsOf(question, incidents, steps),
  };
}

/** Whether an incident takes something of a Korean day. */
function touches({ startedAt, endedAt }: Incident, day: CivilDate, now: EpochMs): boolean {
  return startedAt < endOf(day) && (endedAt ?? Math.max(now, startedAt + 1)) > startOf(day);
}
