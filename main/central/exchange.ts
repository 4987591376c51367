import { create } from 'axios';
import { z } from 'zod';
import type { Cause } from '../../shared/filing/attempts.ts';
import { brokenCause, notSentCause } from './failure-causes.ts';
import { prepareConnection } from './connection.ts';
import type { RequestOptions } from './gateway.ts';
import type { Outward } from './outward.ts';
import type { Wire } from './wire.ts';

/** One HTTP request. */
export interface HttpRequest {
  method: 'GET' | 'PUT';
  url: URL;
  headers: Record<string, string>;
  body: Uint8Array | null;
}

/** The head of an answer, as far as it matters. */
interface AnswerHead {
  status: number;
  retryAfter: string | null;
  date: string | null;
}

/** What became of one request on the wire. */
export type Exchange =
  /** The whole answer is here. */
  | { ended: 'answered'; head: AnswerHead; body: Uint8Array }
  /** The connection stood, and no whole answer came back: the request may have been read. */
  | { ended: 'broken'; cause: Cause; head: AnswerHead | null; body: Uint8Array }
  /** The connection never stood: no byte has left. */
  | { ended: 'not-sent'; cause: Cause };

/** An answer larger than this, decompressed, is none that a gateway gives. */
const maxAnswerBytes = 4 * 1024 * 1024;

const client = create({
  adapter: 'http',
  // The answer is read here rather than by axios: where it breaks off, its status and Retry-After count all the same.
  responseType: 'stream',
  maxContentLength: maxAnswerBytes,
  maxBodyLength: Number.POSITIVE_INFINITY,
  maxRedirects: 0,
  // Proxies are the connection's own affair; environment variables must not reroute filings.
  proxy: false,
  decompress: true,
  validateStatus: () => true,
});

/**
 * Makes one request over one fresh connection, and waits for the last byte of the answer until the
 * deadline. Never rejects.
 * @param wire absent: time is the computer's own
 */
export function exchange(
  request: HttpRequest,
  options: RequestOptions,
  outward: Outward,
  wire: Wire | null = null,
): Promise<Exchange> {
  if (wire === null) return ask(request, options, outward, null);
  return wire.travel(() => ask(request, options, outward, wire));
}

async function ask(
  request: HttpRequest,
  options: RequestOptions,
  outward: Outward,
  wire: Wire | null,
): Promise<Exchange> {
  if (options.signal?.aborted === true) return { ended: 'not-sent', cause: 'cancelled-by-us' };
  const connection = prepareConnection(request.url, outward, options.mayLeave ?? (() => true));
  const stop = new AbortController();
  let stopped: 'timeout' | 'cancelled-by-us' | null = null;
  const stopBecause = (why: 'timeout' | 'cancelled-by-us'): void => {
    stopped ??= why;
    stop.abort();
  };
  const cancel = (): void => stopBecause('cancelled-by-us');
  options.signal?.addEventListener('abort', cancel, { once: true });
  // One deadline over lookup, connection, request and the whole body; axios' own ends with the head.
  const endDeadline = after(options.timeoutMs, wire, () => stopBecause('timeout'));
  let head: AnswerHead | null = null;
  const chunks: Buffer[] = [];
  try {
    const response = await client.request<AsyncIterable<unknown>>({
      method: request.method,
      url: request.url.href,
      headers: request.headers,
      // A plain Uint8Array would be sent with the whole buffer that it is a view of.
      data: request.body === null ? undefined : asBuffer(request.body),
      httpAgent: connection.agent,
      httpsAgent: connection.agent,
      signal: stop.signal,
    });
    head = readHead(response.status, response.headers);
    for await (const chunk of response.data) chunks.push(chunkSchema.parse(chunk));
    return { ended: 'answered', head, body: Buffer.concat(chunks) };
  } catch (error) {
    if (connection.held()) return { ended: 'not-sent', cause: 'told-to-wait' };
    if (!connection.stood())
      return {
        ended: 'not-sent',
        cause: notSentCause(connection.failure() ?? error, connection.reached(), stopped),
      };
    const cause = brokenCause(error, head !== null, stopped);
    return { ended: 'broken', cause, head, body: Buffer.concat(chunks) };
  } finally {
    endDeadline();
    options.signal?.removeEventListener('abort', cancel);
    connection.close();
  }
}

/** Calls back after so many milliseconds; returns how to prevent it. */
function after(ms: number, wire: Wire | null, then: () => void): () => void {
  if (wire === null) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  }
  const ended = new AbortController();
  void wire.clock.sleep(ms, ended.signal).then(() => {
    if (!ended.signal.aborted) then();
  });
  return () => ended.abort();
}

const chunkSchema = z.instanceof(Buffer);

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const headersSchema = z.object({
  'retry-after': z.string().nullable().catch(null),
  date: z.string().nullable().catch(null),
});

function readHead(status: number, headers: object): AnswerHead {
  const known = headersSchema.parse({ ...headers });
  return { status, retryAfter: known['retry-after'], date: known.date };
}
