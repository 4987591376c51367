import { epochMs, type EpochMs } from '../../../../shared/time.ts';
import { openSpells, type Course } from './course.ts';
import { areOfOneService, explains } from './sides.ts';
import { passedMs } from './spans.ts';
import { areUnlike, type Spell } from './spell.ts';

/**
 * When it is clear that an incident was two: one trouble has passed for good, and what goes on has
 * an unlike cause or was only hidden behind it. `null` where it is one.
 */
export function splitAt(course: Course): EpochMs | null {
  const open = openSpells(course);
  const last = lastEnded(course);
  if (open.length === 0 || last === null) return null;
  const areOthers = open.every(
    (spell) =>
      explainedUntil(course, spell) !== null ||
      (areUnlike(last.cause, spell.cause) && !areOfOneService(last.channel, spell.channel)),
  );
  return areOthers ? epochMs(last.to + passedMs) : null;
}

/** What has passed, and what goes on as an incident of its own from its own beginning. */
export function splitCourse(course: Course, newId: number): [stays: Course, goes: Course] {
  const stays: Spell[] = [];
  const goes: Spell[] = [];
  for (const spell of course.spells) {
    const until = spell.to === null ? explainedUntil(course, spell) : null;
    if (spell.to !== null) stays.push(spell);
    else if (until === null) goes.push(spell);
    else {
      const [before, after] = cut(spell, until);
      stays.push(before);
      goes.push(after);
    }
  }
  return [
    { ...course, spells: stays },
    { id: newId, spells: goes },
  ];
}

function lastEnded({ spells }: Course): (Spell & { to: EpochMs }) | null {
  const ended = spells.filter((spell): spell is Spell & { to: EpochMs } => spell.to !== null);
  return ended.toSorted((a, b) => b.to - a.to)[0] ?? null;
}

/** Until when another trouble of the incident hid this channel; `null` where none did. */
function explainedUntil({ spells }: Course, hidden: Spell): EpochMs | null {
  const ends = spells
    .filter(({ channel, to }) => explains(channel, hidden.channel) && (to ?? 0) > hidden.from)
    .map(({ to }) => to ?? 0);
  return ends.length === 0 ? null : epochMs(Math.max(...ends));
}

/** A spell in two at a moment; each change goes with the part in which it was measured. */
function cut(spell: Spell, at: EpochMs): [before: Spell, after: Spell] {
  const known = spell.changes.filter((change) => change.at <= at);
  const rest = spell.changes.filter((change) => change.at > at);
  const grade = known.at(-1)?.to ?? spell.grade;
  return [
    { ...spell, to: at, changes: known },
    { ...spell, from: at, grade, changes: rest },
  ];
}
