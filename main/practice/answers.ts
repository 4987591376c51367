import type { Receipt, RemoteError } from '../../shared/filing/receipts.ts';
import type { BookEntry } from './book.ts';
import type { RetryAfter } from './plan.ts';

/** What a whole and true answer lets the client know; the auditor's vocabulary. */
export type Said =
  | 'taken'
  | 'pending'
  | 'rejected'
  | 'refused'
  | 'in-progress'
  | 'busy'
  | 'not-allowed'
  | 'not-found'
  /** Nothing that can be relied on. */
  | 'nothing';

export interface Answer {
  status: number;
  contentType: string;
  headers: Readonly<Record<string, string>>;
  text: string;
  said: Said;
  /** A short word for the request log. */
  word: string;
  receipt: Receipt | null;
  /** Epoch milliseconds before which the client was asked not to come back. */
  notBefore: number | null;
}

const problemTitles = {
  'invalid-document': '문서가 올바르지 않습니다',
  'number-used': '이미 쓰인 신고번호입니다',
  'in-progress': '같은 문서를 처리하고 있습니다',
  'declaration-unknown': '접수된 적이 없는 신고입니다',
  'not-found': '찾을 수 없습니다',
  unauthorized: '인증이 필요합니다',
  forbidden: '권한이 없습니다',
  busy: '이용량이 많습니다',
  internal: '내부 오류입니다',
} as const;
/** The last segment of a problem's type URI. */
type ProblemSegment = keyof typeof problemTitles;

interface ProblemMore {
  detail?: string;
  errors?: RemoteError[];
  headers?: Record<string, string>;
}

/** RFC 9457. */
export function problem(
  segment: ProblemSegment,
  status: number,
  said: Said,
  more: ProblemMore = {},
): Answer {
  const { detail, errors, headers = {} } = more;
  const body = {
    type: `https://naru.example/problems/${segment}`,
    title: problemTitles[segment],
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
  };
  return answer(status, body, said, {
    contentType: 'application/problem+json',
    headers,
    word: segment,
  });
}

export function json(status: number, body: unknown, said: Said, word: string): Answer {
  return answer(status, body, said, { word });
}

export function receiptAnswer(status: 200 | 201, receipt: Receipt): Answer {
  return answer(status, receipt, 'taken', { word: `receipt ${receipt.receiptNo}`, receipt });
}

/** 202 to a submission with its Retry-After, 200 to an inquiry. */
export function pendingAnswer(
  status: 200 | 202,
  declarationNo: string,
  again: RetryAfter | null,
  now: number,
): Answer {
  const promised = again === null ? null : promise(again, now);
  return answer(status, { declarationNo, state: 'processing' }, 'pending', {
    word: 'processing',
    headers: promised === null ? {} : { 'retry-after': promised.text },
    notBefore: promised?.notBefore ?? null,
  });
}

export function rejectionAnswer(entry: BookEntry): Answer {
  const { declarationNo, errors } = entry;
  return json(200, { declarationNo, state: 'rejected', errors }, 'rejected', 'rejected');
}

/** 429 or 503: certainly not taken. */
export function busyAnswer(status: 429 | 503, again: RetryAfter | null, now: number): Answer {
  const promised = again === null ? null : promise(again, now);
  const headers: Record<string, string> = promised === null ? {} : { 'retry-after': promised.text };
  return {
    ...problem('busy', status, 'busy', { detail: '잠시 후 다시 시도하시기 바랍니다.', headers }),
    notBefore: promised?.notBefore ?? null,
  };
}

const gatewayTitles = { 500: 'Internal Server Error', 502: 'Bad Gateway', 504: 'Gateway Time-out' };

export function errorAnswer(status: 500 | 502 | 504): Answer {
  if (status === 500) return problem('internal', 500, 'nothing');
  return { ...pageAnswer(), status, text: page(`${status} ${gatewayTitles[status]}`) };
}

/** A web page where JSON is due. */
export function pageAnswer(): Answer {
  return {
    status: 200,
    contentType: 'text/html; charset=utf-8',
    headers: {},
    text: page('점검 안내'),
    said: 'nothing',
    word: 'page',
    receipt: null,
    notBefore: null,
  };
}

function page(title: string): string {
  return `<!doctype html><html lang="ko"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
}

/** The words of a Retry-After and the instant that they promise. */
function promise(again: RetryAfter, now: number): { text: string; notBefore: number } {
  const notBefore = now + again.seconds * 1000;
  if (again.form === 'seconds') return { text: String(again.seconds), notBefore };
  // A date knows whole seconds only.
  const second = Math.ceil(notBefore / 1000) * 1000;
  return { text: new Date(second).toUTCString(), notBefore: second };
}

function answer(status: number, body: unknown, said: Said, more: Partial<Answer>): Answer {
  return {
    status,
    contentType: 'application/json',
    headers: {},
    text: JSON.stringify(body),
    said,
    word: said,
    receipt: null,
    notBefore: null,
    ...more,
  };
}

/** The receipt of a document that has one; the state is today's. */
export function receiptOf(entry: BookEntry): Receipt | null {
  if (entry.receiptNo === null || entry.receivedAt === null) return null;
  if (entry.state === 'processing' || entry.state === 'refused') return null;
  return {
    declarationNo: entry.declarationNo,
    // The schema has no receipt of a rejected document: a replay gets it as it was given.
    state: entry.state === 'rejected' ? 'received' : entry.state,
    receiptNo: entry.receiptNo,
    receivedAt: new Date(entry.receivedAt).toISOString(),
    digest: entry.digest,
  };
}
