import type { Attempt } from '../../shared/filing/attempts.ts';
import { filingDetailSchema, type FilingDetail } from '../../shared/filing/detail.ts';
import type { FilingRow } from '../../shared/filing/filing.ts';
import { addDays, epochMs, koreanDate } from '../../shared/time.ts';
import type { FakeOffice } from './fake-office.ts';
import { staleRowOf } from './fake-stale.ts';

export const digest = 'sha-256=:n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=:';

/** What a fake engine tells of one filing: attempts, notices and errors that fit its states. */
export function detailOf(
  row: FilingRow,
  declaration: FilingDetail['declaration'],
  office: FakeOffice,
): FilingDetail {
  const tried = row.attempts > 0;
  const at = (minutesAgo: number): ReturnType<typeof epochMs> =>
    epochMs(row.createdAt + (60 - minutesAgo) * 1000);
  const errors =
    row.transport === 'refused'
      ? [
          {
            code: 'E310',
            path: '/Declaration/GoodsShipment/Commodity',
            message: '품목번호와 규격이 맞지 않습니다.',
          },
        ]
      : [];
  const attempts: Attempt[] = tried ? attemptsOf(row, errors, at) : [];
  const moved = { transport: row.transport } as const;
  return {
    row,
    declaration,
    timeline: [
      {
        seq: 1,
        at: at(60),
        kind: 'queued',
        transport: 'queued',
        data: { reference: row.reference, origin: '한결_1123.xlsx' },
      },
      ...(tried
        ? ([
            {
              seq: 2,
              at: at(50),
              kind: 'frozen',
              data: { bytes: 24_118, declaredOn: '2026-11-23' },
            },
            {
              seq: 3,
              at: at(50),
              kind: 'attempt-started',
              transport: 'sending',
              data: { n: 1, attempt: 'send' },
            },
            {
              seq: 4,
              at: at(31),
              kind: 'attempt-settled',
              ...moved,
              data: { n: 1, attempt: 'send', outcome: attempts[0]?.outcome ?? null },
            },
          ] as const)
        : []),
    ],
    attempts,
    submissions: tried ? [{ id: 1, digest, bytes: 24_118, frozenAt: at(50) }] : [],
    notices:
      row.customs === 'none' || row.customs === 'under-review'
        ? []
        : [
            {
              id: `N-${row.id}`,
              declarationNo: row.declarationNo,
              kind: row.customs,
              at: new Date(at(10)).toISOString(),
              ...(row.customs === 'documents-required'
                ? {
                    message: '원산지증명서를 보완하세요.',
                    code: '5GV',
                    answerBy: addDays(koreanDate(office.now()), 3),
                    facts: [
                      { name: 'supplement', value: '2 서류보완' },
                      { name: '담당자', value: '홍길동' },
                    ],
                    documentId: row.id,
                  }
                : {}),
              receivedAt: at(9),
            },
          ],
    errors,
    stale: row.transport === 'recheck' ? staleRowOf(row, office).stale : null,
    parts: office.rows().filter(({ originalId }) => originalId === row.id),
  };
}

/** The same without a word of Korean in what the filing itself and the central system say. */
export function inLatin(detail: FilingDetail): FilingDetail {
  const text = JSON.stringify(detail).replaceAll(/[가-힣]+/g, 'X');
  return filingDetailSchema.parse(JSON.parse(text));
}

function attemptsOf(
  row: FilingRow,
  errors: Attempt['errors'],
  at: (minutesAgo: number) => ReturnType<typeof epochMs>,
): Attempt[] {
  const base: Attempt = {
    n: 1,
    kind: 'send',
    submissionId: 1,
    startedAt: at(50),
    settledAt: at(31),
    tookMs: 18_240,
    retryAfterMs: null,
    answer: null,
    outcome: null,
    cause: null,
    httpStatus: null,
    errors: [],
    receipt: null,
  };
  if (row.transport === 'acknowledged')
    return [
      {
        ...base,
        outcome: 'taken',
        cause: 'receipt',
        httpStatus: 201,
        tookMs: 412,
        answer: '{"state":"received"}',
        receipt: {
          declarationNo: row.declarationNo,
          state: 'received',
          receiptNo: row.receiptNo ?? '',
          receivedAt: new Date(at(31)).toISOString(),
          digest,
        },
      },
    ];
  if (row.transport === 'refused')
    return [{ ...base, outcome: 'refused', cause: 'invalid-document', httpStatus: 422, errors }];
  return [
    { ...base, outcome: 'unknown', cause: 'cut-off', httpStatus: null },
    {
      ...base,
      n: 2,
      kind: 'inquiry',
      submissionId: null,
      outcome: 'busy',
      cause: 'unavailable',
      httpStatus: 503,
      tookMs: 301,
      retryAfterMs: 30_000,
      answer: 'Service Unavailable',
    },
  ];
}
