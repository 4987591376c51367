import type { Cause } from '../../../shared/filing/attempts.ts';
import type { OpenApi } from '../../../shared/contract/lookups.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import { exchange, type Exchange } from '../exchange.ts';
import type { Outward } from '../outward.ts';
import { withoutToken } from '../plain-text.ts';
import { readRetryAfter } from '../retry-after.ts';
import type { Wire } from '../wire.ts';
import { apis } from './apis.ts';
import { readEnvelope, unreadable, type Envelope, type Reading } from './envelope.ts';

export interface Question {
  api: OpenApi;
  params: Readonly<Record<string, string>>;
  /** The key of this API (인증키, `crkyCn`). */
  key: string;
}

export interface AskOptions {
  baseUrl: string;
  userAgent: string;
  timeoutMs: number;
  outward: Outward;
  signal?: AbortSignal | undefined;
  /** Is told what came of it on the wire, and how long the other side asked to be left alone, in ms. */
  onEnded?(cause: Cause, retryAfterMs: number | null): void;
  wire?: Wire | undefined;
}

/**
 * Asks the open API once. Whatever does not come back as its own XML is "not known", with why; the
 * key is in no word of it. Never rejects.
 */
export async function ask(question: Question, options: AskOptions): Promise<Reading<Envelope>> {
  const { api, params, key } = question;
  const query = Object.entries({ crkyCn: key, ...params })
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');
  const root = options.baseUrl.replace(/\/+$/, '');
  const ended = await exchange(
    {
      method: 'GET',
      url: new URL(`${root}/ext/rest/${apis[api].path}?${query}`),
      headers: { Accept: 'application/xml, text/xml', 'User-Agent': options.userAgent },
      body: null,
    },
    {
      timeoutMs: options.timeoutMs,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
    options.outward,
    options.wire,
  );
  const reading = readEnded(api, key, ended);
  const now = options.wire?.clock.now() ?? epochMs(Date.now());
  options.onEnded?.(causeOf(ended, reading), askedToWait(ended, now));
  return reading;
}

function askedToWait(ended: Exchange, now: EpochMs): number | null {
  const head = ended.ended === 'not-sent' ? null : ended.head;
  return head === null ? null : readRetryAfter(head.retryAfter, head.date, now);
}

/** What an answer, or its absence, shows; a key that is refused was refused by somebody. */
function causeOf(ended: Exchange, reading: Reading<unknown>): Cause {
  if (ended.ended !== 'answered') return ended.cause;
  const { status } = ended.head;
  const known = causeOfStatus.get(status);
  if (known !== undefined) return known;
  if (status >= 500) return 'server-error';
  if (reading.is === 'known') return 'receipt';
  return reading.why === 'key-refused' ? 'unauthorized' : 'unexpected-answer';
}

const causeOfStatus: ReadonlyMap<number, Cause> = new Map([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [429, 'too-many-requests'],
  [502, 'bad-gateway'],
  [503, 'unavailable'],
  [504, 'gateway-timeout'],
]);

function readEnded(api: OpenApi, key: string, ended: Exchange): Reading<Envelope> {
  if (ended.ended !== 'answered') {
    switch (ended.cause) {
      case 'cancelled-by-us':
        return { is: 'not-known', why: 'busy', words: null };
      case 'timeout':
      case 'connect-timeout':
        return { is: 'not-known', why: 'timeout', words: null };
      case 'unexpected-answer':
        return unreadable;
      default:
        return { is: 'not-known', why: 'unreachable', words: null };
    }
  }
  const { status } = ended.head;
  if (status !== 200) return { is: 'not-known', why: 'unreadable', words: `HTTP ${status}` };
  const text = new TextDecoder().decode(ended.body);
  // A system may echo what it was sent.
  const shown = withoutToken(withoutToken(text, key), encoded(key));
  return readEnvelope(api, shown);
}

/** Half a letter cannot be written into an address. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
