import type { Channel, GradeChange } from '../../../../shared/sync/channels.ts';
import { epochMs, type EpochMs } from '../../../../shared/time.ts';
import { isOpen, judgeCourse, openSpells, type Course } from './course.ts';
import { areOfOneService, explains, sideOf } from './sides.ts';
import { beginSpell, goOn, isIll, later, type Spell } from './spell.ts';
import { splitAt, splitCourse } from './split.ts';
import { relapseMs, togetherMs, unseenMs } from './spans.ts';

/** The incidents of which something may still change; ids count up. */
export interface Courses {
  courses: readonly Course[];
  nextId: number;
}

export const noCourses: Courses = { courses: [], nextId: 1 };

/**
 * The incidents after another change of grade. Changes come in the order in which they became
 * known; what follows from time alone is drawn up to then.
 */
export function reduceChange(before: Courses, change: GradeChange): Courses {
  const state = reduceTime(before, change.knownAt);
  const own = state.courses.find((course) =>
    openSpells(course).some(({ channel }) => channel === change.channel),
  );
  if (own !== undefined) return put(state, endUnseen(withChange(own, change)));
  return isIll(change.to) ? begin(state, change) : state;
}

/** All at once: what a run of changes comes to. */
export function reduceAll(changes: readonly GradeChange[]): Courses {
  return changes.reduce(reduceChange, noCourses);
}

/**
 * What follows from time alone: what is still ill when the trouble before it has long passed is a
 * trouble of its own. It comes out the same however often one looks.
 */
export function reduceTime(before: Courses, now: EpochMs): Courses {
  const state = { ...before, courses: before.courses.map((course) => fade(course, now)) };
  const due = state.courses
    .flatMap((course) => {
      const at = splitAt(course);
      return at === null || at > now ? [] : [{ course, at }];
    })
    .toSorted((a, b) => a.at - b.at || a.course.id - b.course.id);
  return due.reduce((after, { course }) => {
    const [stays, goes] = splitCourse(course, after.nextId);
    return { courses: [...put(after, stays).courses, goes], nextId: after.nextId + 1 };
  }, state);
}

/** Where nothing was measured for long, e.g. overnight, the trouble ended unseen. */
function fade(course: Course, now: EpochMs): Course {
  const spells = course.spells.map((spell) => {
    const last = spell.changes.at(-1);
    const isLongUnseen = last?.to === 'unknown' && now - last.knownAt > unseenMs;
    return spell.to === null && isLongUnseen ? { ...spell, to: later(spell.from, last.at) } : spell;
  });
  return spells.some((spell, i) => spell !== course.spells[i]) ? { ...course, spells } : course;
}

/**
 * A channel that was not measured again is taken to have ended with its service, where one that was
 * ill with it was found well after it and none is ill any more: nobody asks again where nothing waits.
 */
function endUnseen(course: Course): Course {
  const ends = course.spells.map((spell) => [spell, unseenEnd(course, spell)] as const);
  if (ends.every(([, end]) => end === null)) return course;
  return {
    ...course,
    spells: ends.map(([spell, end]) => (end === null ? spell : { ...spell, to: end })),
  };
}

function unseenEnd({ spells }: Course, spell: Spell): EpochMs | null {
  if (spell.to !== null || !isUnseen(spell)) return null;
  const service = spells.filter(({ channel }) => areOfOneService(channel, spell.channel));
  if (service.some((each) => each.to === null && !isUnseen(each))) return null;
  const lastIll = spell.changes.findLast(({ to }) => isIll(to))?.knownAt ?? spell.from;
  const ends = service.map(({ to }) => to ?? 0).filter((to) => to >= lastIll);
  return ends.length === 0 ? null : epochMs(Math.max(...ends));
}

function isUnseen({ changes }: Spell): boolean {
  return changes.at(-1)?.to === 'unknown';
}

function withChange(course: Course, change: GradeChange): Course {
  const spells = course.spells.map((spell) =>
    spell.to === null && spell.channel === change.channel ? goOn(spell, change) : spell,
  );
  return { ...course, spells };
}

function put({ courses, nextId }: Courses, changed: Course): Courses {
  return { courses: courses.map((each) => (each.id === changed.id ? changed : each)), nextId };
}

/** A channel falls ill: it continues, joins, or begins an incident; it may show several to be one. */
function begin(state: Courses, change: GradeChange): Courses {
  const from = epochMs(Math.max(change.at, endOf(state, change.channel)));
  const spell = { ...beginSpell(change), from };
  const [first, ...others] = state.courses
    .filter((course) => isRelapse(course, spell) || belongsTo(course, spell))
    .toSorted((a, b) => a.id - b.id);
  if (first === undefined) {
    const course = { id: state.nextId, spells: [spell] };
    return { courses: [...state.courses, course], nextId: state.nextId + 1 };
  }
  const gone = new Set(others.map(({ id }) => id));
  const spells = [...first.spells, ...others.flatMap((course) => course.spells), spell];
  const { courses } = put(state, { ...first, spells });
  return { ...state, courses: courses.filter(({ id }) => !gone.has(id)) };
}

/** When a channel was last found well again; a spell never begins before that. */
function endOf({ courses }: Courses, channel: Channel): number {
  const spells = courses.flatMap((course) => course.spells);
  return Math.max(0, ...spells.map((each) => (each.channel === channel ? (each.to ?? 0) : 0)));
}

function isRelapse({ spells }: Course, { channel, from }: Spell): boolean {
  return spells.some(
    (spell) =>
      areOfOneService(spell.channel, channel) && spell.to !== null && from - spell.to <= relapseMs,
  );
}

/** Whether a channel's trouble is part of an incident that lasts. */
function belongsTo(course: Course, spell: Spell): boolean {
  const open = openSpells(course);
  // What is out of sight behind another trouble is not taken for one of its own.
  if (open.some(({ channel }) => explains(channel, spell.channel))) return true;
  if (open.some(({ channel }) => areOfOneService(channel, spell.channel))) return true;
  if (!open.some(({ from }) => Math.abs(from - spell.from) <= togetherMs)) return false;
  const channels = open.map(({ channel }) => channel);
  return (
    channels.every((channel) => explains(spell.channel, channel)) ||
    sideOf([spell.channel]) === sideOf(channels)
  );
}

/** Whether nothing in an incident can change any more. */
export function isSettled(course: Course, now: EpochMs): boolean {
  const { endedAt } = judgeCourse(course);
  return !isOpen(course) && endedAt !== null && now - endedAt > 2 * relapseMs;
}
