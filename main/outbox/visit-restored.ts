import {
  composeDeclarationNo,
  declarantCodeSchema,
  type DeclarationNo,
  type FilingId,
} from '../../shared/filing/numbers.ts';
import { theDeclaration, type Part } from '../../shared/filing/part.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import type { Gateway, InquiryOutcome } from '../central/gateway.ts';
import {
  heldBackBy,
  moveTransport,
  passFurther,
  readRestored,
  type AskedSeries,
  type Restored,
  type StoredFiling,
  type Tables,
} from '../store/index.ts';
import { isAskedOfNobody, pacerEventOf } from './pacer-event.ts';
import {
  keepMark,
  later,
  toAsk,
  untoldOf,
  withoutQuestion,
  withPending,
  type Question,
  type Word,
} from './restored-mark.ts';
import { takeReceipt, takeUp, takeUpPart } from './take-up.ts';
import { pause, requestOf, type Begun, type Means } from './visits.ts';

/** Visits that ask what became of everything since an older copy of the data was made. */
export interface RestoredVisits {
  /**
   * Whether nothing may be sent meanwhile, and when the next question may go; `askAt` is `null` where
   * none is left, or one is on its way.
   */
  look(): { holds: boolean; askAt: EpochMs | null };
  ask(signal: AbortSignal | undefined): Begun;
}

/** Between two questions about what lies in the central system's own queue, in milliseconds. */
const pendingEveryMs = 30_000;

export function restoredVisits(means: Means): RestoredVisits {
  const { store, gateway, clock, gate, disk, onChange } = means;
  let isAsking = false;
  let pendingAt = 0;

  function nextAt(tables: Tables, restored: Restored): EpochMs | null {
    if (isAsking || waitsForNotices(restored)) return null;
    // Further off than any pause: the clock was set back since.
    if (pendingAt > clock.now() + pendingEveryMs) pendingAt = clock.now() + pendingEveryMs;
    if (next(tables, restored) !== null) return clock.now();
    return restored.pending.length > 0 ? epochMs(Math.max(pendingAt, clock.now())) : null;
  }

  /** Where only notices tell, a question before they were read would get no answer, and no second one. */
  function waitsForNotices({ noticesRead }: Restored): boolean {
    return gateway.tellsByNotices === true && !noticesRead;
  }

  function next(tables: Tables, restored: Restored): Question | null {
    const filing = toAsk(tables, restored);
    if (filing !== null) return { about: 'filing', filing, isAgain: false };
    for (const id of restored.again) {
      const again = tables.filings.byId(id);
      if (again !== null) return { about: 'filing', filing: again, isAgain: true };
    }
    const [named] = restored.named;
    if (named !== undefined) return { about: 'number', no: named, from: 'named' };
    const [series] = restored.series;
    if (series !== undefined) return { about: 'number', no: numberOf(series), from: 'series' };
    // Their declarations are known again by now.
    const [lost] = restored.parts;
    if (lost !== undefined) return { about: 'part', ...lost };
    const [pending] = restored.pending;
    if (pending === undefined || clock.now() < pendingAt) return null;
    return { about: 'number', no: pending, from: 'pending' };
  }

  async function go(question: Question, signal: AbortSignal | undefined): Promise<void> {
    const from = clock.monotonic();
    const request = requestOf(means, 'inquiries', signal);
    let outcome: InquiryOutcome;
    try {
      outcome = await gateway.inquire(subjectOf(question), request);
    } finally {
      isAsking = false;
    }
    const at = clock.now();
    const event = pacerEventOf('inquiries', outcome, clock.monotonic() - from);
    const changed: FilingId[] = [];
    const written = disk.write(() =>
      store.transaction((tables) => {
        const restored = readRestored(tables);
        if (restored !== null) {
          const learned = learn(tables, restored, question, outcome, at);
          changed.push(...learned.changed);
          keepMark(tables, learned.mark, at);
        }
        return gate.answered(tables, [event], at, false);
      }),
    );
    if (written.ok) written.value.keep();
    else gate.note(event, at);
    onChange(changed);
  }

  function learn(
    tables: Tables,
    before: Restored,
    question: Question,
    outcome: InquiryOutcome,
    at: EpochMs,
  ): { mark: Restored; changed: FilingId[] } {
    const said = wordOf(outcome, gateway);
    // Nobody answered: the same question goes again, as the gate allows.
    if (said === 'nothing' && question.about !== 'filing') return { mark: before, changed: [] };
    const asked = said === 'nothing' ? before : withoutQuestion(before, question, said);
    const tally = { ...asked.tally, asked: asked.tally.asked + (said === 'nothing' ? 0 : 1) };
    const mark: Restored = passedBy(tables, { ...asked, tally }, before, question, said);
    const no = question.about === 'filing' ? question.filing.declarationNo : question.no;
    const filing =
      question.about === 'filing'
        ? tables.filings.byId(question.filing.id)
        : question.about === 'part'
          ? tables.filings.byPart(no, question.part)
          : tables.filings.byNumber(no);
    if (filing !== null && isOfAnother(filing, question, before) && isThere.has(said))
      return { mark, changed: [setAside(tables, filing, 'number-used', at)] };
    switch (said) {
      case 'nothing':
        return { mark: filing === null ? mark : later(mark, filing.id), changed: [] };
      case 'untold':
        tally.untold += 1;
        // Where sending goes on, there is nothing that a person would have to let go on.
        return {
          mark: { ...untoldOf(mark, question), needsPerson: mark.why !== 'told-late' },
          changed: [],
        };
      case 'not-found':
        tally.free += 1;
        return { mark, changed: [] };
      case 'pending':
        if (question.about === 'part' && filing === null) {
          tally.untold += 1;
          return { mark: untoldOf(mark, question), changed: [] };
        }
        pendingAt = at + pendingEveryMs;
        return filing === null || !isWithoutDocument(filing)
          ? { mark: filing === null ? withPending(mark, no) : mark, changed: [] }
          : { mark: withPending(mark, no), changed: [setAside(tables, filing, 'pending', at)] };
      case 'refused':
        if (filing === null || isInDoubt(filing)) return { mark, changed: [] };
        return { mark, changed: [setAside(tables, filing, 'refused', at)] };
      case 'taken': {
        if (outcome.outcome !== 'taken') return { mark, changed: [] };
        const { receipt } = outcome;
        if (filing === null) {
          if (question.about === 'part') {
            const part = takeUpPart(tables, question, receipt, means, at);
            if (part === null) tally.untold += 1;
            else tally.takenUp += 1;
            return { mark, changed: part === null ? [] : [part] };
          }
          tally.takenUp += 1;
          return { mark, changed: [takeUp(tables, no, receipt, means, at)] };
        }
        if (filing.transport === 'acknowledged') return { mark, changed: [] };
        tally.settled += 1;
        takeReceipt(tables, filing, receipt, means.render, at);
        return { mark, changed: [filing.id] };
      }
    }
  }

  return {
    look() {
      // Before every request: where nothing was restored it costs two small rows.
      return store.read((tables) => {
        const restored = readRestored(tables);
        return {
          holds: heldBackBy(tables, restored) !== null,
          askAt: restored === null ? null : nextAt(tables, restored),
        };
      });
    },
    ask(signal) {
      const now = clock.now();
      const question = store.read((tables) => {
        const restored = readRestored(tables);
        return restored === null || waitsForNotices(restored) ? null : next(tables, restored);
      });
      if (question === null) return pause(means);
      // On disk before it leaves: no attempt tells of it after a crash.
      const noted = disk.write(() => gate.stepNow({ type: 'request', lane: 'inquiries' }, now));
      if (!noted.ok) return pause(means);
      isAsking = true;
      return { did: 'inquire', ended: go(question, signal) };
    },
  };
}

/** A filing that nobody may send again before a person, or a later answer, has said so. */
function setAside(
  tables: Tables,
  filing: StoredFiling,
  word: 'pending' | 'refused' | 'number-used',
  at: EpochMs,
): FilingId {
  const entry = { kind: 'asked-after-restore', data: { word } } as const;
  const lastError = word === 'refused' ? 'invalid-document' : word === 'pending' ? null : word;
  if (filing.transport === 'queued')
    moveTransport(tables, filing, 'hold', entry, at, { lastError });
  return filing.id;
}

/** Words by which the central system has a number. */
const isThere: ReadonlySet<Word> = new Set<Word>(['taken', 'pending', 'refused']);

/**
 * Whether a filing came only after the copy and nothing of it was ever sent: what the central system has
 * under its number is another declaration.
 */
function isOfAnother(filing: StoredFiling, question: Question, { lastId }: Restored): boolean {
  return question.about === 'number' && filing.id > lastId && filing.submissionId === null;
}

/** Where customs has a number near the end of what was passed over, more of them are. */
function passedBy(
  tables: Tables,
  mark: Restored,
  before: Restored,
  question: Question,
  said: Word,
): Restored {
  const [series] = before.series;
  const isGuess = question.about === 'number' && question.from === 'series' && isThere.has(said);
  if (!isGuess || series === undefined || series.upTo !== null) return mark;
  const further = passFurther(tables, series, series.next);
  return further === null ? mark : { ...mark, passed: [...mark.passed, further] };
}

const isInDoubt = ({ transport }: StoredFiling): boolean =>
  transport === 'unconfirmed' || transport === 'processing';
/** What is in doubt is inquired about by the outbox itself. */
const isWithoutDocument = (filing: StoredFiling): boolean => !isInDoubt(filing);

function wordOf(outcome: InquiryOutcome, { tellsByNotices }: Gateway): Word {
  switch (outcome.outcome) {
    case 'taken':
    case 'pending':
    case 'refused':
      return outcome.outcome;
    case 'not-found':
      // That nothing was handed over is the copy's own word, and it does not know the lost day.
      return tellsByNotices === true ? 'untold' : 'not-found';
    case 'unknown':
      return isAskedOfNobody(outcome.cause) ? 'untold' : 'nothing';
    case 'busy':
    case 'not-sent':
    case 'not-allowed':
      return 'nothing';
  }
}

function subjectOf(question: Question): { declarationNo: DeclarationNo; part: Part } {
  if (question.about === 'number') return { declarationNo: question.no, part: theDeclaration };
  if (question.about === 'part') return { declarationNo: question.no, part: question.part };
  const { declarationNo, part } = question.filing;
  return { declarationNo, part };
}

function numberOf({ declarant, year, next, letter }: AskedSeries): DeclarationNo {
  return composeDeclarationNo(declarantCodeSchema.parse(declarant), year, next, letter);
}
