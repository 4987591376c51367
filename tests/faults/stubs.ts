import type { FrozenDocument } from '../../main/central/gateway.ts';

/** What a client can know of the filing after an answer, and whether the answer's maker took it. */
export interface Meaning {
  /** The document lies in the central system's books from now on. */
  takes?: boolean;
  tells: 'taken' | 'not-taken' | 'unclear';
  /** Nobody may come back sooner, in milliseconds from the answer. */
  retryAfterMs?: number;
}

/** How an answer of the fault server looks; its own words. */
export interface Answer {
  status?: number;
  jsonBody?: unknown;
  headers?: Readonly<Record<string, string>>;
  fault?:
    | 'CONNECTION_RESET_BY_PEER'
    | 'EMPTY_RESPONSE'
    | 'MALFORMED_RESPONSE_CHUNK'
    | 'RANDOM_DATA_THEN_CLOSE';
  fixedDelayMilliseconds?: number;
  delayDistribution?: { type: 'lognormal'; median: number; sigma: number };
  chunkedDribbleDelay?: { numberOfChunks: number; totalDuration: number };
  transformers?: readonly ['response-template'];
}

/** A mapping of the fault server. */
export interface Stub {
  name: string;
  request: { method: 'PUT' | 'GET'; urlPath: string };
  response: Answer;
  scenarioName?: string;
  requiredScenarioState?: string;
  newScenarioState?: string;
  metadata?: Meaning;
}

type Named = Pick<FrozenDocument, 'declarationNo'>;
type Known = Pick<FrozenDocument, 'declarationNo' | 'digest'>;

export const pathOf = ({ declarationNo }: Named): string => `/v1/declarations/${declarationNo}`;

/** The interface's answers, as they should be. */
export const right = {
  receipt: (document: Known, status: 200 | 201): Answer => ({
    status,
    headers: json,
    jsonBody: {
      declarationNo: document.declarationNo,
      state: 'received',
      receiptNo: `R-${document.declarationNo}`,
      receivedAt: '2026-11-23T09:00:00+09:00',
      digest: document.digest,
    },
  }),
  pending: ({ declarationNo }: Named, status: 200 | 202): Answer => ({
    status,
    headers: json,
    jsonBody: { declarationNo, state: 'processing' },
  }),
  unknownHere: (): Answer => ({
    status: 404,
    headers: { 'Content-Type': 'application/problem+json' },
    jsonBody: { type: 'https://gateway.example/problems/not-found', status: 404 },
  }),
} as const;

const json = { 'Content-Type': 'application/json' } as const;

/** An answer of 503 that names when to come back, in either form. */
export function busy(form: 'seconds' | 'date', seconds: number): Answer {
  if (form === 'seconds') return { status: 503, headers: { 'Retry-After': String(seconds) } };
  return {
    status: 503,
    headers: { Date: httpDate(0), 'Retry-After': httpDate(seconds) },
  };
}

/** A moment of the answer's own clock, which may be far off, and so many seconds. */
function httpDate(seconds: number): string {
  return new Date(Date.UTC(2025, 11, 1) + seconds * 1000).toUTCString();
}

/** An empty page of notices. */
export const noNotices: Stub = {
  name: 'notices',
  request: { method: 'GET', urlPath: '/v1/notices' },
  response: { status: 200, headers: json, jsonBody: { notices: [], next: 'n0' } },
};
