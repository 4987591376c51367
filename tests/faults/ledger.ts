import { z } from 'zod';
import type { Arrival } from './wiremock.ts';

/** What the fault server's own journal says a client did wrong, each as a sentence. */
export interface Findings {
  /** Taken more than once, or offered again once the receipt was given. */
  doubled: string[];
  /** Sent again although the last one may have been taken, and nobody had asked. */
  blindResends: string[];
  /** Other bytes under the same number. */
  changedBytes: string[];
  /** Sooner than a Retry-After allowed. */
  insideRetryAfter: string[];
}

const meaningSchema = z.object({
  takes: z.boolean().default(false),
  tells: z.enum(['taken', 'not-taken', 'unclear']),
  retryAfterMs: z.number().nullable().default(null),
});

/** Another request may already have been on its way when the answer went out, in milliseconds. */
const onItsWayMs = 50;

interface Book {
  taken: number;
  known: 'nothing' | z.output<typeof meaningSchema>['tells'];
  digest: unknown;
}

/**
 * Judges a client by the arrivals of a journal, oldest first. Arrivals without a meaning, e.g. looks
 * at the notices, count for Retry-After alone.
 */
export function judgeJournal(arrivals: readonly Arrival[]): Findings & { taken: Set<string> } {
  const findings: Findings = {
    doubled: [],
    blindResends: [],
    changedBytes: [],
    insideRetryAfter: [],
  };
  const books = new Map<string, Book>();
  let waits: { from: number; until: number; said: string }[] = [];

  for (const { request, stubMapping, timing } of arrivals) {
    const { method, url, loggedDate } = request;
    const name = url.split('/').at(-1) ?? '';
    waits = waits.filter(({ until }) => loggedDate < until);
    // The same filing's next request cannot have been on its way.
    const binding = waits.find(({ from, said }) => from <= loggedDate || said === name);
    if (binding !== undefined)
      findings.insideRetryAfter.push(`${method} ${name} ${binding.until - loggedDate} ms too soon`);
    const meaning = meaningSchema.safeParse(stubMapping?.metadata);
    if (!meaning.success) continue;
    const { takes, tells, retryAfterMs } = meaning.data;
    if (retryAfterMs !== null) {
      const answeredAt = loggedDate + (timing?.totalTime ?? 0);
      const from = answeredAt + onItsWayMs;
      waits.push({ from, until: answeredAt + retryAfterMs, said: name });
    }
    const book: Book = books.get(name) ?? { taken: 0, known: 'nothing', digest: null };
    books.set(name, book);
    if (method === 'PUT') {
      const digest = request.headers['Content-Digest'];
      if (book.known === 'unclear') findings.blindResends.push(name);
      if (book.known === 'taken') findings.doubled.push(name);
      if (book.digest !== null && book.digest !== digest) findings.changedBytes.push(name);
      book.digest = digest;
      if (takes) book.taken += 1;
      if (book.taken > 1) findings.doubled.push(name);
      book.known = tells;
    } else if (tells !== 'unclear') book.known = tells;
  }
  const taken = [...books].filter(([, book]) => book.taken === 1).map(([name]) => name);
  return { ...findings, taken: new Set(taken) };
}
