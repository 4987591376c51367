import { z } from 'zod';
import {
  declarationNoSchema,
  filingIdSchema,
  kindLetters,
  type DeclarationNo,
} from '../../shared/filing/numbers.ts';
import { partSchema, type Part } from '../../shared/filing/part.ts';
import { epochMs, epochMsSchema, koreanYear, type EpochMs } from '../../shared/time.ts';
import { readNumbers, firstFree, type Given } from './number-ranges.ts';
import type { Head } from './journal.ts';
import type { SpanCeiling } from './number-ceiling.ts';
import type { Tables } from './tables.ts';

/** Numbers of one series that may have been given after the copy was made. */
const seriesSchema = z.strictObject({
  declarant: z.string(),
  year: z.number().int(),
  letter: z.enum(kindLetters),
  /** The next to be asked about. */
  next: z.number().int(),
  /** The last to be asked about; `null`: until enough in a row are not known there. */
  upTo: z.number().int().nullable(),
  /** How many in a row were not known there. */
  quiet: z.number().int(),
  /** No number beyond may be asked about: another desk's begin there. */
  last: z.number().int(),
});
export type AskedSeries = z.output<typeof seriesSchema>;

/** Numbers that were passed over, because they may have been given after the copy was made. */
const passedSchema = z.strictObject({
  declarant: z.string(),
  year: z.number().int(),
  letter: z.enum(kindLetters),
  first: z.number().int(),
  last: z.number().int(),
});
export type PassedNumbers = z.output<typeof passedSchema>;

/** A part of a declaration that may have been filed after the copy was made. */
export const lostPartSchema = z.strictObject({ no: declarationNoSchema, part: partSchema });
export type LostPart = z.output<typeof lostPartSchema>;

/** That the database is an older copy, and how far it is asked what it does not know. */
export const restoredSchema = z.strictObject({
  /** When it was put in place. */
  at: epochMsSchema,
  /** Its newest entry. */
  from: epochMsSchema,
  why: z.enum(['restored', 'found-older', 'salvaged', 'moved', 'stayed', 'told-late']),
  /** Every filing up to this id was asked about. */
  afterId: z.number().int().nonnegative(),
  /** No filing beyond this id is from the copy. */
  lastId: z.number().int().nonnegative(),
  /** Asked without an answer that tells; they are asked again. */
  again: z.array(filingIdSchema),
  /** In the central system's own queue: only these wait for its answer. */
  pending: z.array(declarationNoSchema),
  series: z.array(seriesSchema),
  passed: z.array(passedSchema).default([]),
  /** Numbers that a notice named and nobody here knows. */
  named: z.array(declarationNoSchema),
  /** Amendments and withdrawals that only the data which was put aside knows. */
  parts: z.array(lostPartSchema).default([]),
  /** Those of them that nobody could tell of. */
  untoldParts: z.array(lostPartSchema).default([]),
  /** The entry that the file beside the database knew of, as it was marked. */
  over: z.string().nullable(),
  /** Whether the notices since the copy were read to their end. */
  noticesRead: z.boolean(),
  /** Whether nobody could be asked (folder exchange), and a person has to let it go on. */
  needsPerson: z.boolean(),
  tally: z.strictObject({
    asked: z.number().int(),
    /** Filings of the copy that customs has and the copy had not known to be there. */
    settled: z.number().int(),
    /** Filings that the copy does not know. */
    takenUp: z.number().int(),
    /** Numbers that are not known there. */
    free: z.number().int(),
    /** Nobody could tell. */
    untold: z.number().int(),
  }),
});
export type Restored = z.output<typeof restoredSchema>;

/**
 * Whether sending waits. What is in the central system's own queue holds only itself, and what was
 * told after a person had let sending go on holds nothing.
 */
export function holdsSending(mark: Restored): boolean {
  return mark.why !== 'told-late' && isUnanswered(mark);
}

/** Whether something is left to be asked, to be read, or to be looked at by a person. */
export function isUnanswered(mark: Restored): boolean {
  const { afterId, lastId, again, series, named, parts, noticesRead, needsPerson } = mark;
  const left = again.length + series.length + named.length + parts.length;
  const isAsked = afterId >= lastId && left === 0;
  return !isAsked || !noticesRead || needsPerson;
}

/** Why nothing is sent, whatever waits; `null` where nothing holds it back. */
export function heldBackBy(
  tables: Pick<Tables, 'settings'>,
  mark = readRestored(tables),
): 'asking' | 'person' | 'moved-away' | null {
  if (tables.settings.get('moved-away') !== null) return 'moved-away';
  if (mark === null || !holdsSending(mark)) return null;
  return isUnanswered({ ...mark, needsPerson: false }) ? 'asking' : 'person';
}

/** What holds sending until the central system was asked; `null` where nothing does. */
export function readRestored({ settings }: Pick<Tables, 'settings'>): Restored | null {
  const stored = settings.get('restored');
  return stored === null ? null : restoredSchema.parse(stored);
}

/**
 * Serials beyond what the copy has given that are passed over where no file tells how many were: the
 * more, the more the office gives in a day and the older the copy is.
 */
const leastMargin = 1000;
const dayMs = 24 * 3_600_000;

/**
 * Marks a database as an older copy within the caller's transaction: no number that may have been
 * given since is given again, and sending is held until the central system was asked.
 * @param ceilings what the file beside the database told; `null` where there is none
 * @param lost parts of declarations that only what was put aside knows
 * @param since when another computer may have begun to file; at the latest with the newest entry
 */
export function markRestored(
  tables: Tables,
  why: Restored['why'],
  ceilings: { spans: readonly SpanCeiling[]; head: Head } | null,
  at: EpochMs,
  lost: readonly LostPart[] = [],
  since: EpochMs = at,
): Restored {
  const { journal, settings } = tables;
  const head = journal.head();
  const from = epochMs(Math.min(journal.entry(head.seq)?.at ?? at, since));
  const { series, passed } = passOver(tables, ceilings?.spans ?? null, from, at);
  const before = readRestored(tables);
  const mark: Restored = {
    at,
    from: before === null || before.from > from ? from : before.from,
    why,
    afterId: 0,
    lastId: head.seq,
    again: [],
    pending: before?.pending ?? [],
    over: ceilings?.head.hash ?? null,
    series: before === null ? series : [...before.series, ...series],
    passed: [...(before?.passed ?? []), ...passed],
    named: before?.named ?? [],
    parts: [...(before?.parts ?? []), ...lost],
    untoldParts: before?.untoldParts ?? [],
    noticesRead: false,
    needsPerson: false,
    tally: { asked: 0, settled: 0, takenUp: 0, free: 0, untold: 0 },
  };
  settings.set('restored', mark);
  const numbers = series.map(({ letter, next, upTo }) => `${letter} ${next}–${upTo ?? '?'}`);
  const data = { why, copyFrom: from, numbers: numbers.join(', ') };
  journal.append({ at, filingId: null, before: null, kind: 'copy-restored', data });
  return mark;
}

/** Passes over all serials that may have been given since, and tells which are asked about. */
function passOver(
  { connection, settings, serials }: Tables,
  ceilings: readonly SpanCeiling[] | null,
  from: EpochMs,
  at: EpochMs,
): { series: AskedSeries[]; passed: PassedNumbers[] } {
  const office = z.object({ declarant: z.string() }).safeParse(settings.get('office'));
  const { desk, ranges } = readNumbers(settings);
  const given = connection.prepare<[string, number, string], Given>(
    'SELECT first, next FROM serial WHERE declarant = ? AND year = ? AND letter = ?',
  );
  const recent = connection
    .prepare<[number], number>('SELECT count(*) FROM filing WHERE created_at >= ?')
    .pluck();
  const perDay = (recent.get(from - 7 * dayMs) ?? 0) / 5;
  const days = Math.max(1, (at - from) / dayMs);
  const margin = leastMargin + Math.ceil(perDay * days * 3);
  const series: AskedSeries[] = [];
  const passed: PassedNumbers[] = [];
  const years = [...new Set([koreanYear(from), koreanYear(at)])];
  const declarants = new Set(ceilings?.map(({ declarant }) => declarant));
  if (office.success) declarants.add(office.data.declarant);
  for (const declarant of declarants)
    for (const year of years)
      for (const range of ranges.filter((each) => each.desk === desk)) {
        const letter = kindLetters.find((each) => each === range.letter);
        if (letter === undefined) continue;
        const spans = given.all(declarant, year, letter);
        const next = firstFree(range, spans);
        if (next === null) continue;
        const told = ceilings
          ?.filter((each) => each.declarant === declarant && each.year === year)
          .filter((each) => each.letter === range.letter && each.first <= range.last)
          .map(({ upTo }) => Math.min(upTo, range.last))
          .filter((upTo) => upTo >= next);
        // A file that knows of none since: none was given.
        if (told !== undefined && told.length === 0) continue;
        const upTo = told === undefined ? null : Math.max(...told);
        const end = upTo ?? next + margin;
        serials.passOver({ declarant, year, letter: range.letter }, next, end);
        const { last } = range;
        series.push({ declarant, year, letter, next, upTo, quiet: 0, last });
        passed.push({ declarant, year, letter, first: next, last: Math.min(end, last) });
      }
  return { series, passed };
}

/**
 * Passes over further serials, within the caller's transaction, where customs has a number of a series
 * of which no file tells how far it goes: what was passed over was a guess.
 * @param found the serial that customs has
 * @returns what was passed over; `null` where enough lies ahead still
 */
export function passFurther(
  { connection, serials }: Tables,
  { declarant, year, letter, last }: Pick<AskedSeries, 'declarant' | 'year' | 'letter' | 'last'>,
  found: number,
): PassedNumbers | null {
  const given = connection
    .prepare<[string, number, string], Given>(
      'SELECT first, next FROM serial WHERE declarant = ? AND year = ? AND letter = ?',
    )
    .all(declarant, year, letter);
  const first = firstFree({ desk: '', letter, first: found, last }, given);
  if (first === null || first > found + leastMargin / 2) return null;
  const end = Math.min(found + leastMargin, last);
  serials.passOver({ declarant, year, letter }, first, end);
  return { declarant, year, letter, first, last: end };
}

/** How long the notices are listened to for what the lost day filed: until a declaration has ended. */
const listenMs = 90 * dayMs;

const listeningSchema = z.strictObject({
  until: epochMsSchema,
  numbers: z.array(passedSchema),
  parts: z.array(lostPartSchema),
});
/** What a notice may still name as filed on a lost day. */
export type Listening = Pick<z.output<typeof listeningSchema>, 'numbers' | 'parts'>;

/**
 * Where nobody could be asked and a person has let sending go on, within the caller's transaction: what
 * a notice names of the numbers and parts that it may have filed is still taken up from now on.
 */
export function listenFor(
  tables: Tables,
  { passed, untoldParts }: Pick<Restored, 'passed' | 'untoldParts'>,
  at: EpochMs,
): void {
  const before = readListening(tables, at);
  const numbers = [...before.numbers, ...passed];
  const parts = [...before.parts, ...untoldParts];
  const listening = { until: epochMs(at + listenMs), numbers, parts };
  tables.settings.set('listening', listening satisfies z.output<typeof listeningSchema>);
}

export function readListening({ settings }: Pick<Tables, 'settings'>, now: EpochMs): Listening {
  const stored = settings.get('listening');
  const listening = stored === null ? null : listeningSchema.parse(stored);
  return listening === null || now >= listening.until ? { numbers: [], parts: [] } : listening;
}

/**
 * Amendments and withdrawals of a declaration that a lost day filed and nobody here knows yet: their
 * sequences are not given again, however long ago that was.
 */
export function lostPartsOf({ settings }: Pick<Tables, 'settings'>, no: DeclarationNo): Part[] {
  const stored = settings.get('listening');
  const mark = readRestored({ settings });
  const lost = [
    ...(mark?.parts ?? []),
    ...(mark?.untoldParts ?? []),
    ...(stored === null ? [] : listeningSchema.parse(stored).parts),
  ];
  return lost.filter((each) => each.no === no).map(({ part }) => part);
}

/**
 * Marks that notices have named what a lost day filed, within the caller's transaction, beside what
 * else was told late.
 */
export function markToldLate(
  { journal, settings }: Tables,
  named: readonly DeclarationNo[],
  parts: readonly LostPart[],
  at: EpochMs,
): void {
  const { seq } = journal.head();
  const before = readRestored({ settings });
  const mark: Restored = before ?? {
    at,
    from: at,
    why: 'told-late',
    afterId: seq,
    lastId: seq,
    again: [],
    pending: [],
    over: null,
    series: [],
    passed: [],
    named: [],
    parts: [],
    untoldParts: [],
    noticesRead: true,
    needsPerson: false,
    tally: { asked: 0, settled: 0, takenUp: 0, free: 0, untold: 0 },
  };
  const told = { named: [...mark.named, ...named], parts: [...mark.parts, ...parts] };
  settings.set('restored', { ...mark, ...told });
}
