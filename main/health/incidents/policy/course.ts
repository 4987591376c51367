import type { ChannelGrade, Channel, Confidence } from '../../../../shared/sync/channels.ts';
import { confidenceSchema } from '../../../../shared/sync/channels.ts';
import type { IncidentSide } from '../../../../shared/sync/incidents.ts';
import { epochMs, type EpochMs } from '../../../../shared/time.ts';
import { sideOf } from './sides.ts';
import { worse, worstOf, type Spell } from './spell.ts';

/** An incident as its spells make it; everything else about it follows from them. */
export interface Course {
  id: number;
  spells: readonly Spell[];
}

export interface Judged {
  startedAt: EpochMs;
  endedAt: EpochMs | null;
  grade: ChannelGrade;
  confidence: Confidence;
  side: IncidentSide;
  channels: Channel[];
}

/** Span, grade, side and channels of an incident. */
export function judgeCourse({ spells }: Course): Judged {
  const ends = spells.map(({ to }) => to);
  const confidences = confidenceSchema.options;
  const surest = spells
    .flatMap(({ changes }) => changes)
    .reduce((best, { confidence }) => Math.max(best, confidences.indexOf(confidence)), 0);
  const channels = [...new Set(spells.map(({ channel }) => channel))];
  return {
    startedAt: epochMs(Math.min(...spells.map(({ from }) => from))),
    endedAt: ends.includes(null) ? null : epochMs(Math.max(...ends.filter((to) => to !== null))),
    grade: spells.reduce<ChannelGrade>((worst, spell) => worse(worst, worstOf(spell)), 'unknown'),
    confidence: confidences[surest] ?? 'low',
    side: sideOf(channels),
    channels,
  };
}

export function openSpells({ spells }: Course): Spell[] {
  return spells.filter(({ to }) => to === null);
}

export const isOpen = (course: Course): boolean => openSpells(course).length > 0;
