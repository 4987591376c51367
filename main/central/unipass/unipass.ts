import type { z } from 'zod';
import {
  cargoAnswerSchema,
  exportPerformanceSchema,
  hsAnswerSchema,
  pcccAnswerSchema,
  ratesAnswerSchema,
  type CargoAnswer,
  type CargoQuery,
  type ExportPerformance,
  type HsAnswer,
  type LookedUp,
  type NotKnown,
  type OpenApi,
  type PcccAnswer,
  type PcccQuery,
  type RatesAnswer,
} from '../../../shared/contract/lookups.ts';
import type { Cause } from '../../../shared/filing/attempts.ts';
import type { DeclarationNo } from '../../../shared/filing/numbers.ts';
import type { Clock, EpochMs, Random } from '../../../shared/time.ts';
import { directly, type Outward } from '../outward.ts';
import type { Wire } from '../wire.ts';
import { ask } from './ask.ts';
import { asMasterBill, cargoParams, readCargo } from './cargo.ts';
import type { Envelope, Reading } from './envelope.ts';
import { readExportPerformance } from './export-performance.ts';
import { hsParams, readHs } from './hs.ts';
import { createLane, type Turn } from './lane.ts';
import { defaultPace, type PaceMemory, type PaceSettings } from './pace.ts';
import { pcccParams, readPccc } from './pccc.ts';
import { ratesParams, readRates, weekOf, type RatesQuery } from './rates.ts';

/** Where answers are kept. A cache that cannot write costs a request and no more. */
export interface AnswerCache {
  get(api: OpenApi, query: string): { at: EpochMs; answer: unknown } | null;
  put(api: OpenApi, query: string, answer: unknown, at: EpochMs): void;
}

export interface UnipassOptions {
  baseUrl: string;
  /** The key of the moment; `null` where none is kept. */
  keyOf(api: OpenApi): string | null;
  /** Currencies whose customs rate the office takes to be told for 100 units. */
  perHundred(): readonly string[];
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

/**
 * The UNI-PASS open API: one client with a pace of its own for all its calls. It never throws for
 * what the network or the other side does; what could not be looked up is answered from what is
 * kept, with its age, or is not known.
 */
export interface Unipass {
  readonly url: string;
  /** Whether a personal customs code (개인통관고유부호) is its holder's (API028). */
  pccc(query: PcccQuery, how?: How): Promise<LookedUp<PcccAnswer>>;
  /** The week's customs rates (관세환율, API012). */
  rates(query: RatesQuery, how?: How): Promise<LookedUp<RatesAnswer>>;
  /** Cargo clearance progress (화물통관진행정보, API001). */
  cargo(query: CargoQuery, how?: How): Promise<LookedUp<CargoAnswer>>;
  /** HS codes by digits or by the name of the goods (API018). */
  hs(query: string, how?: How): Promise<LookedUp<HsAnswer>>;
  /** What became of an export's goods (API002). */
  exportPerformance(no: DeclarationNo, how?: How): Promise<LookedUp<ExportPerformance>>;
  /** Whether it waits out a trouble: what nobody waits for is better not asked. */
  rests(): boolean;
  /** Gives up what is on its way. */
  close(): void;
}

const minute = 60_000;
const hour = 60 * minute;
/** A key that was refused is not tried again for so long, unless another is set. */
const refusedKeyMs = minute;
/** A code that was not its holder's is asked about again after so long. */
const mendedMs = 10_000;

/** One call, with what it is kept under. */
interface LookUp<Value> {
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

export function createUnipass(options: UnipassOptions): Unipass {
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
        const onEnded = (ended: Cause): void => {
          cause = ended;
        };
        const how = { baseUrl, userAgent, timeoutMs, outward, signal, onEnded, wire };
        const envelope = await ask(question, how);
        const value = envelope.is === 'known' ? call.read(envelope.value) : envelope;
        if (envelope.is === 'known' && value.is !== 'known') cause = 'unexpected-answer';
        options.onAsked?.({ api, cause, at: clock.now(), tookMs: clock.monotonic() - from });
        return { value, went: isIll(value) ? 'ill' : 'well' };
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

  return {
    url: options.baseUrl,
    rests: () => lane.rests(),
    close: () => closing.abort(),
    pccc(query, how = {}) {
      const params = pcccParams(query);
      return lookUp(
        {
          api: 'API028',
          params,
          query: canonical(params),
          read: readPccc,
          schema: pcccAnswerSchema,
          // Who was told "no" may have it mended at once.
          holdsMs: ({ matches }, maxAgeMs) => (matches ? maxAgeMs : Math.min(maxAgeMs, mendedMs)),
        },
        how,
      );
    },
    rates({ on, use }, how = {}) {
      const week = weekOf(on);
      const per = options.perHundred();
      return lookUp(
        {
          api: 'API012',
          params: ratesParams({ on, use }),
          query: canonical({ week, use, per: per.join(' ') }),
          read: (envelope) => readRates(envelope, { on, use }, new Set(per)),
          schema: ratesAnswerSchema,
          // A week's rates stand; what was asked for before they were there does not.
          holdsMs: ({ rates }, maxAgeMs) =>
            rates.length > 0 && rates.every(({ from }) => from >= week) ? 14 * 24 * hour : maxAgeMs,
        },
        how,
      );
    },
    async cargo(query, how = {}) {
      const params = cargoParams(query);
      const call = {
        api: 'API001' as const,
        read: readCargo,
        schema: cargoAnswerSchema,
        holdsMs: (_: CargoAnswer, maxAgeMs: number) => maxAgeMs,
      };
      const told = await lookUp({ ...call, params, query: canonical(params) }, how);
      const other = asMasterBill(params);
      if (other === null || told.is !== 'known' || told.value.is !== 'none') return told;
      return lookUp({ ...call, params: other, query: canonical(other) }, how);
    },
    hs(query, how = {}) {
      const params = hsParams(query);
      return lookUp(
        {
          api: 'API018',
          params,
          query: canonical(params),
          read: readHs,
          schema: hsAnswerSchema,
          holdsMs: () => 24 * hour,
        },
        how,
      );
    },
    exportPerformance(no, how = {}) {
      const params = { expDclrNo: no };
      return lookUp(
        {
          api: 'API002',
          params,
          query: canonical(params),
          read: readExportPerformance,
          schema: exportPerformanceSchema,
          holdsMs: (_, maxAgeMs) => maxAgeMs,
        },
        how,
      );
    },
  };
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

/** The same query gives the same text, whatever the order of its parts. */
function canonical(params: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
