import { customsWord } from '../../../shared/filing/receipts.ts';
import { sequenceOf } from '../../../shared/filing/part.ts';
import type { AgeCounts, AnswerWait, WaitAge } from '../../../shared/sync/watch.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import type { StoredFiling, Tables } from '../../store/index.ts';
import { ageOf, usualWait, type Manner, type Way } from './usual.ts';

/** A filing whose answer is late. */
export interface Late {
  filing: StoredFiling;
  waits: AnswerWait;
  since: EpochMs;
  usualMs: number;
  age: WaitAge;
}

/** What is usual, by manner. */
export type Usual = (manner: Manner) => number;

/** Answers that usual times are learned from. */
const learnedFrom = 500;
/** Filings that are looked at for one page, so that none takes long. */
const lookedAt = 2000;

/** Learns from the office's latest answers; a look at some hundred filings, to be kept for minutes. */
export function learnUsual(tables: Tables): Usual {
  const took = new Map<string, number[]>();
  const note = (manner: Manner, ms: number): void => {
    const key = keyOf(manner);
    took.set(key, [...(took.get(key) ?? []), ms]);
  };
  for (const filing of tables.unanswered.lastTaken(learnedFrom)) {
    const sent = tables.sendings.last(filing.id);
    const { receiptAt } = filing;
    if (sent === null || receiptAt === null) continue;
    const way = wayOf(sent.outcome);
    const { kind } = filing;
    const part = filing.part.is;
    if (receiptAt >= sent.at) note({ waits: 'receipt', kind, part, way }, receiptAt - sent.at);
    const decidedAt = firstDecision(tables, filing);
    if (decidedAt !== null && decidedAt >= receiptAt)
      note({ waits: 'decision', kind, part, way }, decidedAt - receiptAt);
  }
  return (manner) => usualWait(manner, took.get(keyOf(manner)) ?? []);
}

const keyOf = ({ waits, kind, part, way }: Manner): string => `${waits} ${kind} ${part} ${way}`;

const wayOf = (outcome: string): Way =>
  outcome === 'handed-over' ? 'sending-program' : 'declarations';

function firstDecision(tables: Tables, filing: StoredFiling): EpochMs | null {
  if (filing.customs === 'none' || filing.customs === 'received') return null;
  const about = tables.notices.of(filing.declarationNo).find(({ kind, part }) => {
    const word = customsWord(kind);
    const isAbout =
      part === undefined
        ? filing.part.is === 'declaration'
        : part.is === filing.part.is && sequenceOf(part) === sequenceOf(filing.part);
    return isAbout && word !== null && word !== 'received';
  });
  return about === undefined ? null : epochMs(Date.parse(about.at));
}

/** How late the answer to a filing is; `null` where it is not. */
export function lateness(
  tables: Tables,
  filing: StoredFiling,
  usual: Usual,
  now: EpochMs,
): Late | null {
  const waits = filing.inquireAt === null ? 'decision' : 'receipt';
  const sent = tables.sendings.last(filing.id);
  const since = waits === 'receipt' ? (sent?.at ?? filing.updatedAt) : filing.receiptAt;
  if (since === null) return null;
  const way = wayOf(sent?.outcome ?? '');
  const usualMs = usual({ waits, kind: filing.kind, part: filing.part.is, way });
  const age = ageOf(since, now, usualMs);
  return age === null ? null : { filing, waits, since, usualMs, age };
}

/**
 * Those whose answer is late, by filing, from an id on.
 * @returns where the next page begins; `null` at the end
 */
export function lateOnes(
  tables: Tables,
  waits: AnswerWait,
  usual: Usual,
  { after, limit, now }: { after: number; limit: number; now: EpochMs },
): { rows: Late[]; next: number | null } {
  const read = waits === 'receipt' ? tables.unanswered.inDoubt : tables.unanswered.undecided;
  const rows: Late[] = [];
  let last = after;
  for (const filing of read(after, lookedAt)) {
    last = filing.id;
    const late = lateness(tables, filing, usual, now);
    if (late !== null) rows.push(late);
    if (rows.length === limit) break;
  }
  const isEnd = read(last, 1).length === 0;
  return { rows, next: isEnd ? null : last };
}

/** How many are how late, of the first some thousand that wait. */
export function countLate(
  tables: Tables,
  waits: AnswerWait,
  usual: Usual,
  now: EpochMs,
): { counts: AgeCounts; more: boolean } {
  const counts: AgeCounts = { late: 0, day: 0, 'two-days': 0 };
  const { rows, next } = lateOnes(tables, waits, usual, { after: 0, limit: lookedAt, now });
  for (const { age } of rows) counts[age] += 1;
  return { counts, more: next !== null };
}
