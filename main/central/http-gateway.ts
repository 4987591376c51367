import { epochMs } from '../../shared/time.ts';
import { readAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { exchange } from './exchange.ts';
import type { HttpRequest } from './exchange.ts';
import type { FrozenDocument, Gateway, Observation, RequestOptions } from './gateway.ts';
import { destinationOf, readGatewayUrl } from './gateway-url.ts';
import { judgeInquiry } from './judge-inquiry.ts';
import { judgeNotices, judgeOwnWord } from './judge-notices.ts';
import { judgeSend } from './judge-send.ts';
import { directly, type Outward } from './outward.ts';
import type { Wire } from './wire.ts';

export interface HttpGatewayOptions {
  /** Where the gateway answers, e.g. `http://127.0.0.1:4010`; a path before `/v1` is kept. */
  baseUrl: string;
  /** The credentials of the moment; `null` where there are none. Read anew for every request. */
  token: () => string | null;
  userAgent: string;
  /** By which way, and with which certificates; absent: straight, with the well-known ones. */
  outward?: Outward;
  /** Absent: requests travel in the computer's own time. */
  wire?: Wire;
}

/**
 * The adapter for the filing gateway's interface over HTTP/1.1. One request per call over a connection of
 * its own; nothing is retried or followed.
 * @throws {RangeError} where `baseUrl` is no address of a gateway; see `readGatewayUrl`.
 */
export function createHttpGateway(options: HttpGatewayOptions): Gateway {
  const base = readGatewayUrl(options.baseUrl);
  if (base === null) throw new RangeError('not the address of a gateway');
  const root = destinationOf(base);

  async function ask(
    request: { method: 'GET' | 'PUT'; path: string; headers?: Record<string, string> },
    body: Uint8Array | null,
    as: 'office' | 'anybody',
    how: RequestOptions,
  ): Promise<Answer> {
    const token = as === 'office' ? options.token() : null;
    const sent: HttpRequest = {
      method: request.method,
      url: new URL(root + request.path),
      headers: {
        Accept: 'application/json, application/problem+json',
        'User-Agent': options.userAgent,
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...request.headers,
      },
      body,
    };
    const ended = await exchange(sent, how, options.outward ?? directly, options.wire);
    return readAnswer(ended, token, options.wire?.clock.now() ?? epochMs(Date.now()));
  }

  return {
    destination: root,
    async submit(document, how) {
      if (document.part.is === 'synchronisation')
        return { ...notOffered, outcome: 'refused', errors: [] };
      const headers = {
        'Content-Type': 'application/xml',
        'Content-Digest': document.digest,
        ...(document.part.is === 'declaration' ? { 'Document-Type': document.kind } : {}),
      };
      const request = { method: 'PUT' as const, path: pathOf(document), headers };
      return judgeSend(await ask(request, document.bytes, 'office', how), document);
    },
    async inquire(of, how) {
      if (of.part.is === 'synchronisation') return { ...notOffered, outcome: 'unknown' };
      const answer = await ask({ method: 'GET', path: pathOf(of) }, null, 'office', how);
      return judgeInquiry(answer, of.declarationNo);
    },
    async notices(after, limit, how) {
      const query = new URLSearchParams({ limit: String(limit) });
      if (after !== null) query.set('after', after);
      const path = `/v1/notices?${query.toString()}`;
      return judgeNotices(await ask({ method: 'GET', path }, null, 'office', how));
    },
    async ownWord(how) {
      return judgeOwnWord(await ask({ method: 'GET', path: '/v1/status' }, null, 'anybody', how));
    },
  };
}

/** The interface knows no request to synchronise (동기화 요청): it is asked by number instead. */
const notOffered = {
  cause: 'not-offered',
  httpStatus: null,
  retryAfterMs: null,
  answer: null,
} as const satisfies Observation;

function pathOf({ declarationNo, part }: Pick<FrozenDocument, 'declarationNo' | 'part'>): string {
  const declaration = `/v1/declarations/${encodeURIComponent(declarationNo)}`;
  switch (part.is) {
    case 'declaration':
      return declaration;
    case 'withdrawal':
      return `${declaration}/withdrawal`;
    case 'amendment':
      return `${declaration}/amendments/${part.sequence}`;
    case 'synchronisation':
      throw new RangeError('the interface knows no synchronisation');
  }
}
