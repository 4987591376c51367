import { z } from 'zod';
import {
  declarantOf,
  serialOf,
  yearOf,
  type DeclarationNo,
  type FilingId,
} from '../../shared/filing/numbers.ts';
import { sequenceOf, type Part } from '../../shared/filing/part.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import {
  isUnanswered,
  listenFor,
  markToldLate,
  readListening,
  readRestored,
  type AskedSeries,
  type LostPart,
  type PassedNumbers,
  type Restored,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';

/** What is asked about next. */
export type Question =
  | { about: 'filing'; filing: StoredFiling; isAgain: boolean }
  | { about: 'part'; no: DeclarationNo; part: Part }
  | { about: 'number'; no: DeclarationNo; from: 'series' | 'named' | 'pending' };

/** What was said to it. */
export type Word = 'taken' | 'pending' | 'refused' | 'not-found' | 'untold' | 'nothing';

/** Numbers in a row that are not known there, after which no more are asked about. */
const enoughQuiet = 100;

/** Keeps how far it is, within the caller's transaction; at the end the mark goes. */
export function keepMark(tables: Tables, mark: Restored, at: EpochMs): void {
  const { settings, journal } = tables;
  const kept = toAsk(tables, mark) === null ? { ...mark, afterId: mark.lastId } : mark;
  if (isUnanswered(kept) || kept.pending.length > 0) {
    settings.set('restored', kept);
    return;
  }
  settings.set('restored', null);
  const { tally, untoldParts } = kept;
  // No person had to let it go on, and still not everything was told.
  if (untoldParts.length > 0) listenFor(tables, { passed: [], untoldParts }, at);
  journal.append({ at, filingId: null, before: null, kind: 'recovery-ended', data: tally });
}

/**
 * Takes note of what notices name, within the transaction: numbers that nobody here knows are asked
 * about, and filings that were asked about before this was told are asked about again.
 */
export function noteNamed(
  tables: Tables,
  named: readonly DeclarationNo[],
  isEnd: boolean,
  at: EpochMs,
): void {
  const mark = readRestored(tables);
  if (mark === null || mark.why === 'told-late') {
    noteToldLate(tables, named, mark, at);
    return;
  }
  const office = z.object({ declarant: z.string() }).safeParse(tables.settings.get('office'));
  const unknown = named.filter(
    (no) =>
      (declarantOf(no) === office.data?.declarant || isListenedFor(mark.passed, no)) &&
      tables.filings.byNumber(no) === null &&
      !mark.named.includes(no),
  );
  const again = named.flatMap((no) => {
    const known = tables.filings.byNumber(no);
    if (known === null || known.id > mark.afterId || known.id > mark.lastId) return [];
    return known.transport === 'acknowledged' ? [] : [known.id];
  });
  const parts = mark.untoldParts.filter(({ no }) => named.includes(no));
  const isNews = unknown.length + again.length + parts.length > 0;
  if (!isNews && (mark.noticesRead || !isEnd)) return;
  const told = {
    parts: [...mark.parts, ...parts],
    untoldParts: mark.untoldParts.filter((each) => !parts.includes(each)),
    named: [...mark.named, ...new Set(unknown)],
    again: [...new Set([...mark.again, ...again])],
    noticesRead: mark.noticesRead || isEnd,
  };
  keepMark(tables, { ...mark, ...told }, at);
}

/**
 * What the lost day filed and the first notice names after a person has let it go on is asked about
 * like the rest; nothing waits for it.
 */
function noteToldLate(
  tables: Tables,
  named: readonly DeclarationNo[],
  before: Restored | null,
  at: EpochMs,
): void {
  const { numbers, parts } = readListening(tables, at);
  if (numbers.length + parts.length === 0) return;
  const unknown = named.filter(
    (no) =>
      isListenedFor(numbers, no) &&
      tables.filings.byNumber(no) === null &&
      before?.named.includes(no) !== true,
  );
  const lost = parts.filter(
    ({ no, part }) =>
      named.includes(no) &&
      tables.filings.byPart(no, part) === null &&
      before?.parts.some((each) => isSamePart(each, { no, part })) !== true,
  );
  if (unknown.length + lost.length > 0) markToldLate(tables, [...new Set(unknown)], lost, at);
}

const isSamePart = (a: LostPart, b: LostPart): boolean =>
  a.no === b.no && a.part.is === b.part.is && sequenceOf(a.part) === sequenceOf(b.part);

function isListenedFor(numbers: readonly PassedNumbers[], no: DeclarationNo): boolean {
  const serial = serialOf(no);
  return numbers.some(
    ({ declarant, year, letter, first, last }) =>
      declarantOf(no) === declarant &&
      yearOf(no) === year &&
      no.endsWith(letter) &&
      first <= serial &&
      serial <= last,
  );
}

const weekMs = 7 * 24 * 3_600_000;

/** Of the copy's filings the first that was not asked about and is not settled for good. */
export function toAsk({ queue }: Tables, mark: Restored): StoredFiling | null {
  const { afterId, lastId, from } = mark;
  return afterId >= lastId ? null : queue.unsettledAfter(afterId, lastId, epochMs(from - weekMs));
}

export function withoutQuestion(mark: Restored, question: Question, said: Word): Restored {
  if (question.about === 'filing') {
    const { id } = question.filing;
    return question.isAgain
      ? { ...mark, again: mark.again.filter((each) => each !== id) }
      : { ...mark, afterId: id };
  }
  if (question.about === 'part') return { ...mark, parts: mark.parts.slice(1) };
  const { no, from } = question;
  if (from === 'named') return { ...mark, named: mark.named.filter((each) => each !== no) };
  if (from === 'pending') return { ...mark, pending: mark.pending.filter((each) => each !== no) };
  const [first, ...rest] = mark.series;
  if (first === undefined) return mark;
  // In folder exchange no number can be asked about, so none of its series.
  if (said === 'untold') return { ...mark, series: rest };
  const moved: AskedSeries = {
    ...first,
    next: first.next + 1,
    quiet: said === 'not-found' ? first.quiet + 1 : 0,
  };
  const isDone =
    moved.next > Math.min(moved.upTo ?? moved.last, moved.last) ||
    (moved.upTo === null && moved.quiet >= enoughQuiet);
  return { ...mark, series: isDone ? rest : [moved, ...rest] };
}

/** Goes to the end of those that are asked again: one without an answer must not hold the others. */
export function later(mark: Restored, id: FilingId): Restored {
  const again = [...mark.again.filter((each) => each !== id), id];
  return { ...mark, again, afterId: Math.max(mark.afterId, id) };
}

/** A part that nobody could tell of: a notice may still, and its sequence is not given again. */
export function untoldOf(mark: Restored, question: Question): Restored {
  if (question.about !== 'part' || mark.why === 'told-late') return mark;
  const { no, part } = question;
  return { ...mark, untoldParts: [...mark.untoldParts, { no, part }] };
}

export function withPending(mark: Restored, no: DeclarationNo): Restored {
  const pending = [...mark.pending.filter((each) => each !== no), no];
  return { ...mark, pending };
}
