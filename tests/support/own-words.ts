import {
  judgeCourse,
  reduceAll,
  reduceTime,
  writeNotice,
} from '../../main/health/incidents/policy/index.ts';
import type { ChannelState, GradeChange } from '../../shared/sync/channels.ts';
import type { EpochMs } from '../../shared/time.ts';

/**
 * What an own notice says first of the one incident that lasts, in Korean and without the time: from
 * the measured changes of grade alone.
 * @throws {Error} where not exactly one incident lasts
 */
export function firstSentence(
  changes: readonly GradeChange[],
  states: readonly ChannelState[],
  now: EpochMs,
): string {
  const lasting = reduceTime(reduceAll(changes), now)
    .courses.map((course) => ({
      id: course.id,
      ...judgeCourse(course),
      changes: course.spells.flatMap((spell) => spell.changes),
      errors: [],
      filings: 0,
      remarks: [],
    }))
    .filter(({ endedAt }) => endedAt === null);
  const [incident, ...others] = lasting;
  if (incident === undefined || others.length > 0)
    throw new Error(`${lasting.length} incidents last`);
  const facts = { at: now, office: null, incident, states, waiting: 0, unanswered: 0, drain: null };
  const [, lead = ''] = writeNotice(facts).ko.split('\n\n');
  return (lead.split('\n')[0] ?? '').replace(/^.*?부터 /, '');
}
