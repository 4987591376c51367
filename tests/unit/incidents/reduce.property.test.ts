import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isSettled,
  judgeCourse,
  noCourses,
  reduceAll,
  reduceChange,
  reduceTime,
  spellSchema,
  type Courses,
} from '../../../main/health/incidents/policy/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { someChanges } from './changes-arbitrary.ts';
import { start } from './changes.ts';

const runs = { numRuns: 400 };

test('no channel is in two incidents at once, and every span is in order', () => {
  fc.assert(
    fc.property(someChanges, (changes) => {
      const { courses } = reduceAll(changes);
      const spells = courses.flatMap((course) => course.spells);
      for (const { from, to } of spells) expect(to ?? from).toBeGreaterThanOrEqual(from);
      for (const a of spells)
        for (const b of spells) {
          if (a === b || a.channel !== b.channel) continue;
          const isBefore = a.to !== null && a.to <= b.from;
          const isAfter = b.to !== null && b.to <= a.from;
          expect(isBefore || isAfter).toBe(true);
        }
      for (const course of courses) {
        const { startedAt, endedAt, channels } = judgeCourse(course);
        expect(channels.length).toBeGreaterThan(0);
        if (endedAt !== null) expect(endedAt).toBeGreaterThanOrEqual(startedAt);
      }
      expect(new Set(courses.map(({ id }) => id)).size).toBe(courses.length);
    }),
    runs,
  );
});

test('every channel that is ill now is in one incident that lasts, and no other is', () => {
  fc.assert(
    fc.property(someChanges, (changes) => {
      const { courses } = reduceAll(changes);
      const open = courses.flatMap(({ spells }) => spells.filter(({ to }) => to === null));
      const grades = new Map(changes.map(({ channel, to }) => [channel, to]));
      for (const [channel, grade] of grades) {
        const lasting = open.filter((spell) => spell.channel === channel);
        if (grade === 'working') expect(lasting).toEqual([]);
        else if (grade !== 'unknown') expect(lasting).toHaveLength(1);
      }
    }),
    runs,
  );
});

test('no measurement of an illness is lost or told twice', () => {
  fc.assert(
    fc.property(someChanges, (changes) => {
      const told = reduceAll(changes).courses.flatMap(({ spells }) =>
        spells.flatMap((spell) => spell.changes),
      );
      expect(new Set(told).size).toBe(told.length);
      for (const change of changes)
        if (['slow', 'degraded', 'stopped'].includes(change.to)) expect(told).toContain(change);
    }),
    runs,
  );
});

test('looking in between and restarting in the middle give the same as all at once', () => {
  fc.assert(
    fc.property(someChanges, fc.array(fc.integer({ min: 0, max: 900 })), (changes, looks) => {
      const end = epochMs((changes.at(-1)?.knownAt ?? start) + 86_400_000);
      const once = reduceTime(reduceAll(changes), end);
      let state: Courses = noCourses;
      let now: number = start;
      const settled: Courses['courses'][number][] = [];
      for (const [i, change] of changes.entries()) {
        now = Math.min(change.knownAt, now + (looks[i] ?? 0) * 1000);
        // As it is kept on disk and read again: what is settled is read no more.
        state = reduceTime(reread(state), epochMs(now));
        settled.push(...state.courses.filter((course) => isSettled(course, epochMs(now))));
        state = {
          ...state,
          courses: state.courses.filter((course) => !isSettled(course, epochMs(now))),
        };
        state = reduceChange(state, change);
        now = change.knownAt;
      }
      const kept = [...settled, ...reduceTime(state, end).courses];
      expect(kept.toSorted(byId)).toEqual([...once.courses].toSorted(byId));
    }),
    runs,
  );
});

const byId = (a: { id: number }, b: { id: number }): number => a.id - b.id;

function reread({ courses, nextId }: Courses): Courses {
  return {
    courses: courses.map(({ id, spells }) => ({
      id,
      spells: spells.map((spell) => spellSchema.parse(JSON.parse(JSON.stringify(spell)))),
    })),
    nextId,
  };
}
