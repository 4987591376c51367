import { z } from 'zod';
import { causeSchema, type Cause } from '../../../../shared/filing/attempts.ts';
import {
  channelGradeSchema,
  channelGrades,
  channelSchema,
  gradeChangeSchema,
  type ChannelGrade,
  type GradeChange,
} from '../../../../shared/sync/channels.ts';
import { epochMsSchema, type EpochMs } from '../../../../shared/time.ts';

/** A time in which one channel was not well, as one part of an incident. */
export const spellSchema = z.strictObject({
  channel: channelSchema,
  from: epochMsSchema,
  /** `null` while it lasts. */
  to: epochMsSchema.nullable(),
  /** What the last measurement of trouble said. */
  cause: causeSchema.nullable(),
  /** What it was graded when the spell began, where that was measured before. */
  grade: channelGradeSchema,
  changes: z.array(gradeChangeSchema),
});
export type Spell = z.output<typeof spellSchema>;

export function isIll(grade: ChannelGrade): boolean {
  return grade === 'slow' || grade === 'degraded' || grade === 'stopped';
}

export function worse(a: ChannelGrade, b: ChannelGrade): ChannelGrade {
  return channelGrades.indexOf(a) >= channelGrades.indexOf(b) ? a : b;
}

/** The worst that a spell was. */
export function worstOf({ grade, changes }: Spell): ChannelGrade {
  return changes.reduce((worst, { to }) => worse(worst, to), grade);
}

export function beginSpell(change: GradeChange): Spell {
  const { channel, at, cause, to } = change;
  return { channel, from: at, to: null, cause, grade: to, changes: [change] };
}

/** The spell after another change; one to a good grade ends it. */
export function goOn(spell: Spell, change: GradeChange): Spell {
  const changes = [...spell.changes, change];
  if (change.to === 'working') return { ...spell, changes, to: later(spell.from, change.at) };
  return { ...spell, changes, cause: change.cause ?? spell.cause };
}

/** Measurements come from several sources: an end is never before its beginning. */
export function later(from: EpochMs, at: EpochMs): EpochMs {
  return at > from ? at : from;
}

/** Kinds of trouble: within one kind the same thing may be behind it. */
const families: readonly (readonly Cause[])[] = [
  ['name-not-resolved', 'no-route', 'proxy-failed'],
  ['connection-refused', 'connect-timeout', 'tls-failed'],
  ['timeout', 'cut-off', 'connection-reset', 'gateway-timeout'],
  ['unavailable', 'too-many-requests', 'server-error', 'bad-gateway'],
  ['unauthorized', 'forbidden'],
  ['folder-unreachable', 'folder-full', 'no-answer-yet', 'lies-there-already'],
];

/** Whether two troubles are of different kinds; one that is not known is of none. */
export function areUnlike(a: Cause | null, b: Cause | null): boolean {
  if (a === null || b === null || a === b) return false;
  const family = families.find((causes) => causes.includes(a));
  return family === undefined || !family.includes(b);
}
