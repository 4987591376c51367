import type { IncomingMessage } from 'node:http';
import {
  declarationKindSchema,
  declarationNoPattern,
  type DeclarationKind,
} from '../../shared/filing/numbers.ts';
import type { DocumentPart } from './life.ts';
import type { Want } from './plan.ts';

/** What a request's path names. */
export type Target =
  | { is: 'document'; subject: string; declarationNo: string; part: DocumentPart }
  | { is: 'notices'; after: string | null; limit: number | null }
  | { is: 'status' }
  /** A path of a document that can never exist, e.g. a number of the wrong form. */
  | { is: 'bad-document' }
  | { is: 'nothing' };

export interface Asked {
  method: string;
  path: string;
  target: Target;
  /** What it is to the planner; `null` where it is answered at once. */
  want: Want | null;
  headers: {
    token: string | null;
    digest: string | null;
    documentType: DeclarationKind | null;
    contentType: string | null;
    contentEncoding: string | null;
  };
}

const pathPattern = /^\/v1\/declarations\/([^/]+)(?:\/(?:amendments\/([^/]+)|(withdrawal)))?$/;
const mostNotices = 1000;

/** Reads a request's line and headers. */
export function readAsked(request: IncomingMessage): Asked {
  const method = request.method ?? '';
  const url = request.url ?? '';
  const path = url.split('?', 1)[0] ?? '';
  const target = readTarget(path, url.slice(path.length));
  const documentType = declarationKindSchema.safeParse(request.headers['document-type']);
  return {
    method,
    path,
    target,
    want: wantOf(method, target),
    headers: {
      token: /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null,
      digest: textOf(request.headers['content-digest']),
      documentType: documentType.success ? documentType.data : null,
      contentType: textOf(request.headers['content-type']),
      contentEncoding: textOf(request.headers['content-encoding']),
    },
  };
}

function textOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
}

function wantOf(method: string, target: Target): Want | null {
  if (target.is === 'document') {
    if (method === 'PUT') return 'submit';
    return method === 'GET' ? 'inquire' : null;
  }
  if (method !== 'GET') return null;
  return target.is === 'notices' || target.is === 'status' ? target.is : null;
}

function readTarget(path: string, query: string): Target {
  if (path === '/v1/status') return { is: 'status' };
  if (path === '/v1/notices') return readNotices(new URLSearchParams(query));
  const match = pathPattern.exec(path);
  if (match === null) return { is: 'nothing' };
  const [, declarationNo = '', sequence, withdrawal] = match;
  if (!declarationNoPattern.test(declarationNo)) return { is: 'bad-document' };
  if (sequence !== undefined) {
    if (!/^[1-9]\d{0,8}$/.test(sequence)) return { is: 'bad-document' };
    const subject = `${declarationNo}/amendments/${sequence}`;
    return { is: 'document', subject, declarationNo, part: 'amendment' };
  }
  if (withdrawal !== undefined) {
    const subject = `${declarationNo}/withdrawal`;
    return { is: 'document', subject, declarationNo, part: 'withdrawal' };
  }
  return { is: 'document', subject: declarationNo, declarationNo, part: 'declaration' };
}

function readNotices(query: URLSearchParams): Target {
  const after = query.get('after');
  const text = query.get('limit') ?? '200';
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  const inRange = limit >= 1 && limit <= mostNotices;
  return { is: 'notices', after: after === '' ? null : after, limit: inRange ? limit : null };
}
