import { describe, expect, test } from 'vitest';
import { hintsOf, type Seen } from '../../../main/engine/drill/hints.ts';
import { judgeLimit, openMs, type Judged } from '../../../main/engine/drill/lateness.ts';
import type { FilingStory, Stay } from '../../../main/engine/drill/read-story.ts';
import type { Arrival, Script } from '../../../main/practice/drill/index.ts';
import { practiceFilings } from '../../../shared/documents/index.ts';
import type { DrillAct } from '../../../shared/drill/sheet.ts';
import {
  composeDeclarationNo,
  declarantCodeSchema,
  filingId,
} from '../../../shared/filing/numbers.ts';
import { theDeclaration } from '../../../shared/filing/part.ts';
import type { TransportState } from '../../../shared/filing/states.ts';
import { civilDate, epochMs, type EpochMs } from '../../../shared/time.ts';

const minute = 60_000;
const startAt = epochMs(Date.parse('2026-03-10T08:30:00+09:00'));
const at = (minutes: number): EpochMs => epochMs(startAt + minutes * minute);

const [one, two] = practiceFilings({
  kind: 'export',
  count: 2,
  seed: 1,
  today: civilDate('2026-03-10'),
});
if (one === undefined || two === undefined) throw new Error('no practice filings');

/** Comes after ten minutes, is to be in by the 100th. */
const arrival: Arrival = { at: 10 * minute, filing: one, limit: { by: at(100), rule: 'cut-off' } };
/** Comes then too, and has time. */
const other: Arrival = { at: 10 * minute, filing: two, limit: null };

/** Well, dead from the 20th to the 180th minute, well. */
const script: Script = {
  scenario: 'morning',
  seed: 1,
  startAt,
  endsAfter: 270 * minute,
  restMs: 0,
  phases: [
    { from: 0, manner: 'well', word: 'normal' },
    { from: 20 * minute, manner: 'dead', word: 'down' },
    { from: 180 * minute, manner: 'well', word: 'normal' },
  ],
  arrivals: [arrival, other],
  reissues: [],
  credentials: { expireAt: Number.POSITIVE_INFINITY, before: 'a', after: 'a' },
};
const deadFromTheStart: Script = {
  ...script,
  phases: [
    { from: 0, manner: 'dead', word: 'normal' },
    { from: 180 * minute, manner: 'well', word: 'normal' },
  ],
};
const fitful: Script = {
  ...script,
  phases: [{ from: 0, manner: 'turning-away', word: 'normal' }],
};

function storyOf(stays: readonly Stay[], transport: TransportState): FilingStory {
  const declarationNo = composeDeclarationNo(declarantCodeSchema.parse('ZZ999'), 2026, 1, 'X');
  return {
    filing: {
      id: filingId(1),
      reference: one?.reference ?? '',
      declarationNo,
      part: theDeclaration,
      originalId: null,
      kind: 'export',
      priority: 'normal',
      deadline: null,
      basis: null,
      transport,
      customs: 'none',
      attempts: 1,
      lastError: null,
      receiptNo: null,
      receiptAt: null,
      summaryText: '{}',
      inquireAt: null,
      inquireSetAt: null,
      inquiries: 0,
      submissionId: null,
      declarationSeq: 1,
      journalSeq: 1,
      createdAt: at(10),
      updatedAt: at(10),
    },
    subject: declarationNo,
    stays,
    digests: [],
    urgentFrom: null,
  };
}
const queued = storyOf([{ transport: 'queued', from: at(10), until: null }], 'queued');

function judge(change: Partial<Judged>, of = arrival) {
  const judged: Judged = {
    script,
    takenAt: new Map(),
    stories: new Map([[one?.reference ?? '', queued]]),
    mendedAt: null,
    automatic: null,
    until: at(270),
    ...change,
  };
  return judgeLimit(of, judged);
}
const taken = (minutes: number, reference = one.reference) => new Map([[reference, at(minutes)]]);

describe('a limit', () => {
  test('is met by what customs took before it, and no other', () => {
    expect(judge({ takenAt: taken(100) })).toMatchObject({ verdict: 'in-time', because: null });
    expect(judge({ takenAt: taken(101) })).toMatchObject({ verdict: 'late' });
    expect(judge({})).toMatchObject({ verdict: 'late', takenAt: null });
    expect(judge({ until: at(90) })).toMatchObject({ verdict: 'open', because: null });
    expect(judge({}, other)).toBeNull();
  });

  test('could not be helped where nothing was taken all the time', () => {
    expect(judge({ script: deadFromTheStart })?.because).toBe('no-way-in');
    expect(judge({ script: fitful })?.because).toBe('little-chance');
  });

  test('could be helped where it lay, or stood for wrong credentials', () => {
    for (const [transport, because] of [
      ['recheck', 'recheck-lay'],
      ['refused', 'refused-lay'],
      ['held', 'held'],
    ] as const) {
      const lay = storyOf([{ transport, from: at(30), until: at(60) }], 'queued');
      const stories = new Map([[one.reference, lay]]);
      expect(judge({ script: deadFromTheStart, stories })?.because).toBe(because);
      // Nobody is blamed for a few minutes.
      const seen = storyOf([{ transport, from: at(30), until: at(38) }], 'queued');
      expect(
        judge({ script: deadFromTheStart, stories: new Map([[one.reference, seen]]) })?.because,
      ).toBe('no-way-in');
    }
    const credentials = { expireAt: 40 * minute, before: 'a', after: 'b' };
    const expired = { ...deadFromTheStart, credentials };
    expect(judge({ script: expired })?.because).toBe('credentials-lay');
    expect(judge({ script: expired, mendedAt: at(45) })?.because).toBe('no-way-in');
  });

  test('could be helped where another try or another order would have done', () => {
    const back = { ...script, phases: [...deadFromTheStart.phases] };
    back.phases[1] = { from: 80 * minute, manner: 'well', word: 'normal' };
    expect(judge({ script: back })?.because).toBe('central-was-back');
    expect(judge({ script: fitful, takenAt: taken(50, two.reference) })?.because).toBe(
      'others-went-first',
    );
    expect(judge({ script: fitful, automatic: new Set([one.reference]) })?.because).toBe(
      'automatic-was-in-time',
    );
  });

  test('knows how long the central system took anything between two moments', () => {
    expect(openMs(script, at(10), at(100))).toEqual({ atAll: 10 * minute, well: 10 * minute });
    expect(openMs(script, at(30), at(100))).toEqual({ atAll: 0, well: 0 });
    expect(openMs(fitful, at(0), at(60))).toEqual({ atAll: 60 * minute, well: 0 });
  });
});

const hints = (change: Partial<Seen> & { stories?: FilingStory[] }) =>
  hintsOf({
    script,
    story: { filings: change.stories ?? [], notAllowedAt: null, journal: '' },
    acts: [],
    limits: [],
    mendedAt: null,
    until: at(270),
    ...change,
  });
const pressed = (minutes: number): DrillAct => ({
  at: at(minutes),
  call: 'outbox.sendNow',
  word: null,
  filings: 0,
});

describe('what might have been done sooner', () => {
  test('is nothing where nothing lay', () => {
    expect(hints({})).toEqual([]);
    const soon = storyOf([{ transport: 'recheck', from: at(30), until: at(40) }], 'queued');
    expect(hints({ stories: [soon] })).toEqual([]);
  });

  test('names what lay, for how long', () => {
    const lay = storyOf([{ transport: 'recheck', from: at(30), until: at(90) }], 'queued');
    expect(hints({ stories: [lay] })).toEqual([{ is: 'recheck-lay', filings: 1, minutes: 60 }]);
    const refused = storyOf([{ transport: 'refused', from: at(30), until: null }], 'refused');
    expect(hints({ stories: [refused] })).toEqual([
      { is: 'refused-lay', filings: 1, minutes: 240 },
    ]);
    const held = storyOf([{ transport: 'held', from: at(30), until: null }], 'held');
    expect(hints({ stories: [held] })).toEqual([{ is: 'held-forgotten', filings: 1 }]);
  });

  test('counts the minutes until credentials were mended', () => {
    const story = { filings: [], notAllowedAt: at(60), journal: '' };
    expect(hints({ story })).toEqual([{ is: 'credentials-late', minutes: null }]);
    expect(hints({ story, mendedAt: at(75) })).toEqual([{ is: 'credentials-late', minutes: 15 }]);
    expect(hints({ story, mendedAt: at(63) })).toEqual([]);
  });

  test('tells a press in vain from one that was missed', () => {
    expect(hints({ acts: [pressed(60), pressed(90)] })).toEqual([
      { is: 'sent-now-in-vain', times: 2 },
    ]);
    expect(hints({ acts: [pressed(185)] })).toEqual([]);
    // Back from the 180th minute, and still waiting at the end.
    expect(hints({ stories: [queued] })).toEqual([{ is: 'not-sent-now', minutes: 90, filings: 1 }]);
    expect(hints({ stories: [queued], acts: [pressed(182)] })).toEqual([]);
  });

  test('names the cut-offs that were never marked urgent', () => {
    const limit = judge({});
    if (limit === null) throw new Error('no limit');
    const found = hints({ stories: [queued], limits: [limit], acts: [pressed(182)] });
    expect(found).toEqual([{ is: 'urgent-not-marked', filings: 1 }]);
    const marked = { ...queued, urgentFrom: at(20) };
    const urgent = { ...marked, filing: { ...marked.filing, priority: 'urgent' as const } };
    expect(hints({ stories: [urgent], limits: [limit], acts: [pressed(182)] })).toEqual([]);
  });
});
