import type { z } from 'zod';
import type { LookedUp, NotKnown, OpenApi } from '../../../shared/contract/lookups.ts';
import type { Cause } from '../../../shared/filing/attempts.ts';
import type { Clock, EpochMs, Random } from '../../../shared/time.ts';
import { directly, type Outward } from '../outward.ts';
import type { Wire } from '../wire.ts';
import { ask } from './ask.ts';
import type { Envelope, Reading } from './envelope.ts';
import { createLane, type Turn } from './lane.ts';
import { defaultPace, type PaceMemory, type PaceSettings } from './pace.ts';

/** Where answers are kept. A cache that cannot write costs a request and no more. */
export interface AnswerCache {
  get(api: OpenApi, query: string): { at: EpochMs; answer: unknown } | null;
  put(api: OpenApi, query: string, answer: unknown, at: EpochMs): void;
}

export interface LookUpOptions {
  baseUrl: string;
  /** The key of the moment; `null` where none is kept. */
  keyOf(api: OpenApi): string | null;
  cache: AnswerCache;
  clock: Clock;
  random: Random;
  userAgent: string;
  pace?: Partial<PaceSettings>;
  /** Where a pause after trouble outlives the process; absent: it does not. */
  paceMemory?: PaceMemory;
  outward?: Outward;
  /** Absent: requests travel in the computer's own time. */
  wire?: Wire;
  /** Is told what each request showed. */
  onAsked?(asked: Asked): void;
}

/** What a request to the open API showed. */
export interface Asked {
  api: OpenApi;
  cause: Cause;
  at: EpochMs;
  /** Milliseconds by a clock that does not jump. */
  tookMs: number;
}

/** How a look-up is to be made. */
export interface How {
  /** An answer this young is taken without asking, in milliseconds. */
  maxAgeMs?: number;
  /** Nobody waits for it yet. */
  ahead?: boolean;
  /** Only what is kept, however old: nothing is asked. */
  keptOnly?: boolean;
  signal?: AbortSignal | undefined;
}

const minute = 60_000;
/** A key that was refused is not tried again for so long, unless another is set. */
const refusedKeyMs = minute;

/** One call, with what it is kept under. */
export interface LookUp<Value> {
  api: OpenApi;
  params: Readonly<Record<string, string>>;
  query: string;
  read(envelope: Envelope): Reading<Value>;
  schema: z.ZodType<Value>;
  /** How long an answer is taken without asking again, in milliseconds. */
  holdsMs(value: Value, maxAgeMs: number): number;
}

interface OnItsWay {
  turn: Turn;
  answer: Promise<Reading<unknown>>;
}

/** Look-ups over one lane with one pace: kept, asked once for all who wait, told with their age. */
export interface LookUps {
  lookUp<Value>(call: LookUp<Value>, how: How): Promise<LookedUp<Value>>;
  rests(): boolean;
  close(): void;
}

export function createLookUps(options: LookUpOptions): LookUps {
  const { clock, cache } = options;
  const pace: PaceSettings = { ...defaultPace, ...options.pace };
  const closing = new AbortController();
  const lane = createLane(clock, options.random, pace, untilClosed(options.paceMemory, closing));
  const onItsWay = new Map<string, OnItsWay>();
  const refused = new Map<OpenApi, { key: string; until: number; reading: Reading<never> }>();

  async function lookUp<Value>(call: LookUp<Value>, how: How): Promise<LookedUp<Value>> {
    const kept = keptOf(call);
    if (how.keptOnly === true)
      return kept === null
        ? { is: 'not-known', why: 'busy', words: null }
        : { is: 'known', ...kept, staleBecause: null };
    const age = kept === null ? null : clock.now() - kept.at;
    if (kept !== null && age !== null && age > -minute) {
      const holdsMs = call.holdsMs(kept.value, how.maxAgeMs ?? 0);
      if (age < holdsMs) return { is: 'known', ...kept, staleBecause: null };
    }
    const reading = await inquire(call, how);
    if (reading.is === 'known')
      return { is: 'known', value: reading.value, at: clock.now(), staleBecause: null };
    if (kept !== null) return { is: 'known', ...kept, staleBecause: reading.why };
    return reading;
  }

  function keptOf<Value>(call: LookUp<Value>): { value: Value; at: EpochMs } | null {
    const row = cache.get(call.api, call.query);
    const parsed = call.schema.safeParse(row?.answer);
    return row === null || !parsed.success ? null : { value: parsed.data, at: row.at };
  }

  async function inquire<Value>(call: LookUp<Value>, how: How): Promise<Reading<Value>> {
    const { api } = call;
    const key = options.keyOf(api);
    if (key === null) return notKnown('no-key');
    const hold = refused.get(api);
    if (hold !== undefined && hold.key === key && clock.monotonic() < hold.until)
      return hold.reading;
    const name = `${api} ${call.query}`;
    const before = onItsWay.get(name);
    if (before !== undefined) {
      // Somebody waits for it now.
      if (how.ahead !== true) before.turn.ahead = false;
      return readAgain(await before.answer, call.schema);
    }
    const turn = { ahead: how.ahead ?? false, signal: how.signal };
    const answer = askInTurn(call, key, turn);
    onItsWay.set(name, { turn, answer });
    try {
      return await answer;
    } finally {
      onItsWay.delete(name);
    }
  }

  async function askInTurn<Value>(
    call: LookUp<Value>,
    key: string,
    turn: Turn,
  ): Promise<Reading<Value>> {
    const { api, params } = call;
    const signal =
      turn.signal === undefined ? closing.signal : AbortSignal.any([closing.signal, turn.signal]);
    const reading = await lane.run<Reading<Value>>(
      async () => {
        const { baseUrl, userAgent, outward = directly, wire } = options;
        const { timeoutMs } = pace;
        const question = { api, params, key };
        const from = clock.monotonic();
        let cause: Cause = 'cancelled-by-us';
        let retryAfterMs: number | null = null;
        const onEnded = (ended: Cause, asked: number | null): void => {
          cause = ended;
          retryAfterMs = asked;
        };
        const how = { baseUrl, userAgent, timeoutMs, outward, signal, onEnded, wire };
        const envelope = await ask(question, how);
        const value = envelope.is === 'known' ? call.read(envelope.value) : envelope;
        if (envelope.is === 'known' && value.is !== 'known') cause = 'unexpected-answer';
        options.onAsked?.({ api, cause, at: clock.now(), tookMs: clock.monotonic() - from });
        return { value, went: isIll(value) ? 'ill' : 'well', retryAfterMs };
      },
      Object.assign(turn, { signal }),
    );
    if (reading === 'held-back') return notKnown('busy');
    if (reading.is === 'known') {
      if (!closing.signal.aborted) cache.put(api, call.query, reading.value, clock.now());
    } else if (reading.why === 'key-refused')
      refused.set(api, { key, until: clock.monotonic() + refusedKeyMs, reading });
    return reading;
  }

  return { lookUp, rests: () => lane.rests(), close: () => closing.abort() };
}

/** What is given up for the program's end is no trouble of the other side. */
function untilClosed(
  memory: PaceMemory | undefined,
  { signal }: AbortController,
): PaceMemory | undefined {
  if (memory === undefined) return undefined;
  return {
    read: () => memory.read(),
    write(kept) {
      if (!signal.aborted) memory.write(kept);
    },
  };
}

const notKnown = (why: NotKnown): Reading<never> => ({ is: 'not-known', why, words: null });

/** Whether an answer means that the other side, or the way there, is in trouble. */
function isIll(reading: Reading<unknown>): boolean {
  return (
    reading.is === 'not-known' && ['unreachable', 'timeout', 'unreadable'].includes(reading.why)
  );
}

/** Another caller's answer to the same question, with its own type again. */
function readAgain<Value>(reading: Reading<unknown>, schema: z.ZodType<Value>): Reading<Value> {
  if (reading.is === 'not-known') return reading;
  const parsed = schema.safeParse(reading.value);
  return parsed.success ? { is: 'known', value: parsed.data } : notKnown('unreadable');
}
