import { describe, expect, test } from 'vitest';
import {
  ledgerChecker,
  rules,
  type LedgerEvent,
  type Rank,
  type Rule,
  type SentDocument,
} from './ledger-checker.ts';
import type { OfficeFiling, StoreView } from './ledger-against-store.ts';

const rank: Rank = ['2026-11-30', 1, 5];
const document: SentDocument = {
  digest: 'd1',
  version: '5 2026-11-26',
  rank,
  firstWaiting: ['2026-11-30', 1, 6],
  original: null,
};
const left = (request: number, at: number, more: Partial<SentDocument> = {}): LedgerEvent => ({
  is: 'left',
  at,
  request,
  lane: 'declarations',
  subject: 'A',
  sent: { ...document, ...more },
});
const asked = (request: number, at: number): LedgerEvent => ({
  is: 'left',
  at,
  request,
  lane: 'inquiries',
  subject: 'A',
});
const answered = (
  request: number,
  at: number,
  tells: Extract<LedgerEvent, { is: 'answered' }>['tells'],
  retryAfterMs: number | null = null,
): LedgerEvent => ({ is: 'answered', at, request, tells, retryAfterMs });
const taken = (at: number, digest = 'd1', subject = 'A'): LedgerEvent => ({
  is: 'taken',
  at,
  subject,
  digest,
});

const filing: OfficeFiling = {
  subject: 'A',
  reference: 'ref-1',
  transport: 'acknowledged',
  digests: ['d1'],
  attempts: [
    { entry: 'started', kind: 'send', n: 1 },
    { entry: 'settled', kind: 'send', n: 1, tells: 'fate' },
  ],
};
const rest: StoreView = { filings: [filing], saved: new Set(['ref-1']), isAtRest: true };
const well: LedgerEvent[] = [left(1, 0), taken(10), answered(1, 20, 'taken')];

function breachesOf(events: readonly LedgerEvent[], store: StoreView | null = null): Rule[] {
  const checker = ledgerChecker({ perSecond: 20, perMinute: 300, retryAfterBinds: 'office' });
  for (const event of events) checker.see(event);
  if (store !== null) checker.compare(store, 1e6);
  return checker.breaches.map(({ rule }) => rule);
}
const many = (count: number, everyMs: number): LedgerEvent[] =>
  Array.from({ length: count }, (_, i) => ({
    is: 'arrived',
    at: i * everyMs,
    request: i,
    lane: i % 2 === 0 ? 'declarations' : 'inquiries',
  }));

describe('the ledger checker', () => {
  test('finds nothing where all went well', () => {
    expect(breachesOf(well, rest)).toEqual([]);
    const doubtful: LedgerEvent[] = [
      left(1, 0),
      taken(5),
      answered(1, 10, 'nothing'),
      asked(2, 2000),
      answered(2, 2010, 'taken'),
    ];
    expect(breachesOf(doubtful)).toEqual([]);
    const again: LedgerEvent[] = [
      left(1, 0),
      answered(1, 10, 'not-taken', 5000),
      left(2, 5010),
      taken(5020),
      answered(2, 5030, 'taken'),
    ];
    expect(breachesOf(again)).toEqual([]);
    expect(breachesOf(many(300, 200))).toEqual([]);
    expect(breachesOf(many(900, 201))).toEqual([]);
  });

  const planted: readonly (readonly [Rule, string, LedgerEvent[], StoreView | null])[] = [
    ['lost', 'a saved filing is gone', [], { ...rest, filings: [] }],
    ['lost', 'shown acknowledged, never taken', [], rest],
    [
      'lost',
      'taken, and not shown so in the end',
      well,
      { ...rest, filings: [{ ...filing, transport: 'queued' }] },
    ],
    ['doubled', 'taken twice', [...well, taken(30)], null],
    ['phantom', 'taken, and never left', [left(1, 0), taken(10, 'd2')], null],
    ['phantom', 'taken, and not of this office', well, { ...rest, filings: [], saved: new Set() }],
    [
      'phantom',
      'sent before it was written down',
      well,
      { ...rest, filings: [{ ...filing, attempts: [] }] },
    ],
    [
      'out-of-order',
      'a more urgent one waits',
      [left(1, 0, { firstWaiting: ['2026-11-29', 1, 9] })],
      null,
    ],
    [
      'out-of-order',
      'a person called another one urgent',
      [left(1, 0, { firstWaiting: ['2026-11-30', 0, 9] })],
      null,
    ],
    [
      'out-of-order',
      'an older one waits',
      [left(1, 0, { firstWaiting: ['2026-11-30', 1, 4] })],
      null,
    ],
    ['out-of-order', 'an amendment before its original', [left(1, 0, { original: 'B' })], null],
    [
      'blind-resend',
      'after an answer that told nothing',
      [left(1, 0), answered(1, 9, 'nothing'), left(2, 99)],
      null,
    ],
    [
      'blind-resend',
      'after the process ended',
      [left(1, 0), { is: 'ended', at: 5 }, left(2, 99)],
      null,
    ],
    [
      'blind-resend',
      'after an inquiry that told nothing',
      [
        left(1, 0),
        answered(1, 9, 'nothing'),
        asked(2, 10),
        answered(2, 11, 'nothing'),
        left(3, 99),
      ],
      null,
    ],
    ['blind-resend', 'of what was taken', [...well, left(2, 99)], null],
    [
      'blind-resend',
      'by the journal',
      well,
      {
        ...rest,
        filings: [
          {
            ...filing,
            attempts: [
              { entry: 'started', kind: 'send', n: 1 },
              { entry: 'settled', kind: 'send', n: 1, tells: 'nothing' },
              { entry: 'started', kind: 'send', n: 2 },
            ],
          },
        ],
      },
    ],
    [
      'inside-retry-after',
      'a sending too early',
      [left(1, 0), answered(1, 10, 'not-taken', 5000), left(2, 5009)],
      null,
    ],
    [
      'inside-retry-after',
      'any request too early',
      [left(1, 0), answered(1, 10, 'nothing', 5000), asked(2, 4000)],
      null,
    ],
    ['overlap', 'two requests about one filing', [left(1, 0), asked(2, 5)], null],
    [
      'overlap',
      'two attempts open in the journal',
      well,
      {
        ...rest,
        filings: [
          {
            ...filing,
            attempts: [
              ...filing.attempts,
              { entry: 'started', kind: 'inquiry', n: 2 },
              { entry: 'started', kind: 'inquiry', n: 3 },
            ],
          },
        ],
      },
    ],
    [
      'changed-bytes',
      'another document of the same version',
      [left(1, 0), answered(1, 9, 'not-taken'), left(2, 99, { digest: 'd2' })],
      null,
    ],
    [
      'changed-bytes',
      'taken, and never frozen',
      well,
      { ...rest, filings: [{ ...filing, digests: ['d2'] }] },
    ],
    ['over-limit', 'twenty-one in a second', many(21, 47), null],
    ['over-limit', 'three hundred and one in a minute', many(301, 199), null],
  ];
  test.each(planted)('tells %s: %s', (rule, _, events, store) => {
    expect(breachesOf(events, store)).toContain(rule);
  });
  test('has a planted breach for each of its rules', () => {
    expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(rules));
  });
});
