import { z } from 'zod';
import type { GradeChange } from '../../../shared/sync/channels.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import type { Store, StoredIncident, Tables } from '../../store/index.ts';
import {
  isOpen,
  isSettled,
  judgeCourse,
  reduceChange,
  reduceTime,
  relapseMs,
  spellSchema,
  type Course,
  type Courses,
} from './policy/index.ts';

/** What became of incidents, for those who are told. */
export interface IncidentEvent {
  kind: 'opened' | 'changed' | 'continued' | 'merged' | 'closed';
  id: number;
}

/**
 * Takes a change of grade in: what follows from it is on disk, and in the journal, when this
 * returns. Changes are given in the order in which they became known.
 * @param paceMs our mean time between two tries now, in milliseconds
 * @throws {NaruError} as `Store.transaction`
 */
export function takeGradeChange(
  store: Store,
  change: GradeChange,
  paceMs: number,
): IncidentEvent[] {
  return store.transaction((tables) => {
    const before = readCourses(tables, change.knownAt);
    return keep(tables, before, reduceChange(before, change), change.knownAt, paceMs);
  });
}

/**
 * Draws what follows from time alone; to be called every minute or so. It writes where something
 * follows, and where the pace has changed while an incident lasts.
 * @throws {NaruError} as `Store.transaction`
 */
export function takeTime(store: Store, now: EpochMs, paceMs: number): IncidentEvent[] {
  const before = store.read((tables) => readCourses(tables, now));
  const after = reduceTime(before, now);
  const hasMoved = after.courses.some((course, i) => course !== before.courses[i]);
  const pace = Math.round(paceMs);
  const lasting = after.courses.filter(isOpen);
  const isPaceNew = lasting.some(
    ({ id }) => store.read(({ incidents }) => incidents.byId(id))?.paceMs !== pace,
  );
  if (!hasMoved && !isPaceNew) return [];
  return store.transaction((tables) => keep(tables, before, after, now, paceMs));
}

/** An incident's spells as the policy has them. */
export function courseOf({ id, spells }: StoredIncident): Course {
  return { id, spells: z.array(spellSchema).parse(spells) };
}

const counterSchema = z.number().int().nonnegative();

/** Incidents in which something may still change. */
function readCourses({ incidents, settings }: Tables, now: EpochMs): Courses {
  const recent = incidents.since(epochMs(now - 3 * relapseMs)).map(courseOf);
  const last = counterSchema.safeParse(settings.get('incident-counter'));
  return {
    courses: recent.filter((course) => !isSettled(course, now)),
    nextId: last.success ? last.data + 1 : 1,
  };
}

function keep(
  tables: Tables,
  before: Courses,
  after: Courses,
  now: EpochMs,
  paceMs: number,
): IncidentEvent[] {
  const { incidents, settings } = tables;
  const events: IncidentEvent[] = [];
  const known = new Map(before.courses.map((course) => [course.id, course]));
  for (const course of after.courses) {
    const old = known.get(course.id);
    if (old === course && !isOpen(course)) continue;
    const event = old === course ? null : eventOf(old, course);
    if (event !== null) events.push(event);
    save(tables, course, old, event, now, Math.round(paceMs));
  }
  const kept = new Set(after.courses.map(({ id }) => id));
  for (const { id, spells } of before.courses) {
    if (kept.has(id)) continue;
    const into = after.courses.find((course) =>
      spells.some((spell) => course.spells.includes(spell)),
    );
    if (into === undefined) continue;
    incidents.mergeInto(id, into.id);
    const data = { incident: id, into: into.id };
    tables.journal.append({ at: now, filingId: null, before: null, kind: 'incident-merged', data });
    events.push({ kind: 'merged', id: into.id });
  }
  if (after.nextId !== before.nextId) settings.set('incident-counter', after.nextId - 1);
  return events;
}

function eventOf(old: Course | undefined, course: Course): IncidentEvent {
  const { id } = course;
  if (old === undefined) return { kind: 'opened', id };
  if (isOpen(old) === isOpen(course)) return { kind: 'changed', id };
  return { kind: isOpen(course) ? 'continued' : 'closed', id };
}

const journaled = {
  opened: 'incident-opened',
  continued: 'incident-continued',
  closed: 'incident-closed',
} as const;

function save(
  { incidents, journal }: Tables,
  course: Course,
  old: Course | undefined,
  event: IncidentEvent | null,
  now: EpochMs,
  paceMs: number,
): void {
  const { startedAt, endedAt, side, grade, channels, confidence } = judgeCourse(course);
  const stored = incidents.byId(course.id);
  let closedSeq = endedAt === null ? null : (stored?.closedSeq ?? null);
  if (event !== null && event.kind !== 'changed' && event.kind !== 'merged') {
    const data = {
      incident: course.id,
      startedAt,
      endedAt,
      side,
      grade,
      confidence,
      channels: channels.join(' '),
    };
    const kind = journaled[event.kind];
    const seq = journal.append({ at: now, filingId: null, before: null, kind, data });
    if (event.kind === 'closed') closedSeq = seq;
  }
  // After its end the pace is another one: what counts is how it was while it lasted.
  const isLasting = endedAt === null || old === undefined;
  incidents.save({
    id: course.id,
    startedAt,
    endedAt,
    closedSeq,
    spells: course.spells,
    paceMs: isLasting ? paceMs : (stored?.paceMs ?? paceMs),
  });
}
