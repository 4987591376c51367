import { createHash, timingSafeEqual } from 'node:crypto';
import type { RemoteError } from '../../shared/filing/receipts.ts';
import {
  json,
  pendingAnswer,
  problem,
  receiptAnswer,
  receiptOf,
  rejectionAnswer,
  type Answer,
} from './answers.ts';
import type { Asked, Target } from './asked.ts';
import type { Book, BookEntry } from './book.ts';
import { malformation, type DocumentCheck } from './document-check.ts';
import type { Plan } from './plan.ts';

export const mostBytes = 5 * 1024 * 1024;

/** What the rules need to know beside the request. */
export interface Office {
  book: Book;
  token: string | null;
  check: DocumentCheck;
  /** Whether another request about this document is being worked on. */
  inProgress: (subject: string) => boolean;
  /** What the system says of itself. */
  ownWord: () => unknown;
}

/** A request with its whole body; `bytes` is null where it was longer than `mostBytes`. */
export interface Received {
  asked: Asked;
  bytes: Uint8Array | null;
  digest: string;
  now: number;
}

type DocumentTarget = Extract<Target, { is: 'document' }>;

/** The interface's rules, without any fault: does the work and says what came of it. */
export function work(received: Received, plan: Plan, office: Office): Answer {
  const { asked, now } = received;
  const { target } = asked;
  if (target.is === 'status') {
    if (asked.method !== 'GET') return methodNotAllowed('GET');
    return json(200, office.ownWord(), 'nothing', 'status');
  }
  const denied = denial(asked.headers.token, office.token);
  if (denied !== null) return denied;
  if (target.is === 'nothing') return problem('not-found', 404, 'nothing');
  if (target.is === 'bad-document') return badPath(asked.method);
  office.book.advance(now);
  if (target.is === 'notices') {
    if (asked.method !== 'GET') return methodNotAllowed('GET');
    return notices(target.after, target.limit, plan, office.book);
  }
  if (asked.method === 'PUT') return submit(received, target, plan, office);
  if (asked.method === 'GET') return inquire(target, office, now);
  return methodNotAllowed('GET, PUT');
}

export function digestOf(bytes: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
}

function denial(given: string | null, token: string | null): Answer | null {
  if (token === null) return null;
  if (given === null) {
    const headers = { 'www-authenticate': 'Bearer' };
    return problem('unauthorized', 401, 'not-allowed', { headers });
  }
  if (timingSafeEqual(fingerprint(given), fingerprint(token))) return null;
  return problem('forbidden', 403, 'not-allowed');
}

function fingerprint(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function methodNotAllowed(allow: string): Answer {
  return problem('not-found', 405, 'nothing', { headers: { allow } });
}

function badPath(method: string): Answer {
  const detail = '신고번호 또는 정정차수의 형식이 올바르지 않습니다.';
  if (method === 'PUT') return problem('invalid-document', 400, 'refused', { detail });
  return problem('not-found', 404, 'not-found', { detail });
}

function notices(after: string | null, limit: number | null, plan: Plan, book: Book): Answer {
  const page = limit === null ? null : book.notices(after, limit, plan.repeatNotices);
  if (page === null) {
    const detail = 'after 또는 limit 값이 올바르지 않습니다.';
    return problem('invalid-document', 400, 'nothing', { detail });
  }
  return json(200, page, 'nothing', `${page.notices.length} notices`);
}

function inquire(target: DocumentTarget, office: Office, now: number): Answer {
  const entry = office.book.find(target.subject);
  if (entry !== null) return answerOf(entry, now);
  if (office.inProgress(target.subject)) {
    return pendingAnswer(200, target.declarationNo, null, now);
  }
  return problem('not-found', 404, 'not-found', { detail: '접수된 적이 없는 문서입니다.' });
}

function answerOf(entry: BookEntry, now: number): Answer {
  if (entry.state === 'processing') return pendingAnswer(200, entry.declarationNo, null, now);
  if (entry.state === 'refused' || entry.state === 'rejected') return rejectionAnswer(entry);
  const receipt = receiptOf(entry);
  return receipt === null ? problem('internal', 500, 'nothing') : receiptAnswer(200, receipt);
}

function submit(
  received: Received,
  target: DocumentTarget,
  plan: Plan,
  { book, check, inProgress }: Office,
): Answer {
  const formal = formalFault(received, target);
  if (formal !== null) return formal;
  const { bytes, digest, now, asked } = received;
  if (bytes === null) return tooLarge();
  const { subject, declarationNo, part } = target;
  const entry = book.find(subject);
  if (entry !== null && entry.state !== 'refused') return again(entry, digest, now);
  if (inProgress(subject)) return problem('in-progress', 409, 'in-progress');
  if (entry !== null && entry.digest === digest) return invalid(entry.errors);
  const state = stateFault(target, book);
  if (state !== null) return state;
  const read = readXml(bytes);
  if ('fault' in read) return read.fault;
  const kind = part === 'declaration' ? asked.headers.documentType : null;
  const errors = check({ xml: read.xml, declarationNo, part, kind });
  if (errors.length > 0) return invalid(errors);
  const size = bytes.length;
  const taken = book.take({
    subject,
    declarationNo,
    part,
    digest,
    bytes: size,
    now,
    pend: plan.pend,
  });
  const receipt = receiptOf(taken);
  return receipt === null
    ? pendingAnswer(202, declarationNo, plan.pend?.retryAfter ?? null, now)
    : receiptAnswer(201, receipt);
}

/** Taken before: the same document gets the same receipt, another one never gets in. */
function again(entry: BookEntry, digest: string, now: number): Answer {
  if (entry.digest !== digest) {
    const detail = '같은 번호로 다른 문서가 접수되어 있습니다.';
    return problem('number-used', 409, 'refused', { detail });
  }
  const receipt = receiptOf(entry);
  return receipt === null
    ? pendingAnswer(202, entry.declarationNo, null, now)
    : receiptAnswer(200, receipt);
}

/** What can be told from headers and bytes alone. */
function formalFault({ asked, bytes, digest }: Received, target: DocumentTarget): Answer | null {
  const { headers } = asked;
  if (!isPlainXml(headers.contentType, headers.contentEncoding)) {
    const detail = 'Content-Type은 UTF-8의 application/xml이어야 합니다.';
    return problem('invalid-document', 415, 'refused', { detail });
  }
  if (bytes === null) return tooLarge();
  if (headers.digest === null || !/^sha-256=:[A-Za-z0-9+/]{43}=:$/.test(headers.digest)) {
    return refused400('Content-Digest 머리글이 없거나 형식이 올바르지 않습니다.');
  }
  if (headers.digest !== digest) {
    return refused400('Content-Digest가 본문과 다릅니다. 전송 중에 내용이 바뀌었습니다.');
  }
  if (target.part === 'declaration' && headers.documentType === null) {
    return refused400('Document-Type은 import, export, list-clearance 가운데 하나여야 합니다.');
  }
  return null;
}

function tooLarge(): Answer {
  const detail = '문서는 5 MB를 넘을 수 없습니다.';
  return problem('invalid-document', 413, 'refused', { detail });
}

function refused400(detail: string): Answer {
  return problem('invalid-document', 400, 'refused', { detail });
}

function invalid(errors: RemoteError[]): Answer {
  return problem('invalid-document', 422, 'refused', { errors });
}

function isPlainXml(contentType: string | null, encoding: string | null): boolean {
  if (encoding !== null && encoding.toLowerCase() !== 'identity') return false;
  const [type, ...parameters] = (contentType ?? '').toLowerCase().split(';');
  if (type?.trim() !== 'application/xml') return false;
  return parameters.every((parameter) => {
    const [name, value] = parameter.trim().split('=');
    return name !== 'charset' || /^"?utf-8"?$/.test(value ?? '');
  });
}

/**
 * An amendment or a withdrawal needs its original, in a state that allows it. A release does not
 * hinder a withdrawal: approved, it ends the release (관세법 제250조제2항).
 */
function stateFault({ declarationNo, part }: DocumentTarget, book: Book): Answer | null {
  if (part === 'declaration') return null;
  const original = book.find(declarationNo);
  if (original === null || original.receiptNo === null) {
    return problem('declaration-unknown', 409, 'refused');
  }
  if (original.state === 'withdrawn') return dismissed('이미 취하된 신고입니다.');
  if (original.state === 'rejected') return dismissed('각하된 신고입니다.');
  return null;
}

function dismissed(message: string): Answer {
  return invalid([{ code: 'R97', message }]);
}

function readXml(bytes: Uint8Array): { xml: string } | { fault: Answer } {
  let xml: string;
  try {
    xml = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { fault: refused400('문서가 UTF-8로 되어 있지 않습니다.') };
  }
  const wrong = malformation(xml);
  return wrong === null ? { xml } : { fault: refused400(`XML 형식 오류. ${wrong}`) };
}
