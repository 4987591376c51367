import type { Notice, RemoteError } from '../../shared/filing/receipts.ts';
import { between, draws } from './draws.ts';

/** How customs decides, in milliseconds and shares. */
export interface Pace {
  /** From taking a document to its notice of receipt (접수통보). */
  receivedMs: readonly [number, number];
  /** From there to the first decision. */
  decisionMs: readonly [number, number];
  /** From a demand or an inspection to the release; also what a review (심사) adds. */
  furtherMs: readonly [number, number];
  /** Shares of all declarations; the rest is released at once. */
  documentsRequired: number;
  inspection: number;
  review: number;
  rejected: number;
}

/** A newcomer sees the first release (수리) within seconds and the last within a minute. */
export const practicePace: Pace = {
  receivedMs: [300, 1500],
  decisionMs: [4000, 16_000],
  furtherMs: [8000, 30_000],
  documentsRequired: 0.08,
  inspection: 0.12,
  review: 0.1,
  rejected: 0.03,
};

export type DocumentPart = 'declaration' | 'amendment' | 'withdrawal';

/** What practice customs may say of a document. */
type Decision = Extract<
  Notice['kind'],
  | 'received'
  | 'documents-required'
  | 'inspection'
  | 'released'
  | 'rejected'
  | 'withdrawn'
  | 'amended'
>;

/** One thing that customs says of a document, `afterMs` after the thing before. */
export interface Step {
  afterMs: number;
  kind: Decision;
  message: string;
  errors: RemoteError[];
}

/** What customs will say of a document, in order. Pure: seed and subject decide. */
export function lifeOf(seed: number, subject: string, part: DocumentPart, pace: Pace): Step[] {
  const random = draws(seed, 'life', subject);
  const within = ([from, to]: readonly [number, number]): number =>
    Math.round(between(random, from, to));
  const receivedMs = within(pace.receivedMs);
  const decisionMs = within(pace.decisionMs);
  const furtherMs = within(pace.furtherMs);
  if (part === 'amendment') {
    return [step(receivedMs + decisionMs, 'amended', '정정신청이 승인되었습니다.')];
  }
  if (part === 'withdrawal') {
    return [step(receivedMs + decisionMs, 'withdrawn', '취하신청이 승인되었습니다.')];
  }
  const received = step(receivedMs, 'received', '신고가 접수되었습니다.');
  const released = (afterMs: number): Step => step(afterMs, 'released', '신고가 수리되었습니다.');
  const luck = random();
  const { documentsRequired, inspection, review, rejected } = pace;
  if (luck < documentsRequired) {
    const demand = step(
      decisionMs,
      'documents-required',
      '송품장과 가격신고서를 보완하여 제출하시기 바랍니다.',
    );
    return [received, demand, released(furtherMs)];
  }
  if (luck < documentsRequired + inspection) {
    return [
      received,
      step(decisionMs, 'inspection', '검사대상으로 선별되었습니다.'),
      released(furtherMs),
    ];
  }
  if (luck < documentsRequired + inspection + review) {
    return [received, released(decisionMs + furtherMs)];
  }
  if (luck < documentsRequired + inspection + review + rejected) {
    const refusal: Step = {
      ...step(decisionMs, 'rejected', '신고가 각하되었습니다.'),
      errors: [
        {
          code: 'R21',
          path: '/Declaration/GoodsShipment/UCR/CustomsAssignedReferenceID',
          message: '화물관리번호의 적하목록이 확인되지 않습니다.',
        },
      ],
    };
    return [received, refusal];
  }
  return [received, released(decisionMs)];
}

function step(afterMs: number, kind: Decision, message: string): Step {
  return { afterMs, kind, message, errors: [] };
}
