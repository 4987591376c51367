import type { FrozenDocument } from '../../main/central/gateway.ts';
import { busy, pathOf, right, type Answer, type Meaning, type Stub } from './stubs.ts';

type Known = Pick<FrozenDocument, 'declarationNo' | 'digest'>;

/** What its first sending meets, and whether the central system has it then. */
interface Fate {
  first(document: Known): Answer;
  meaning: Meaning;
  /** What the first inquiry meets. */
  inquiry?: Answer;
}

const lost = { tells: 'unclear', takes: false } as const;
const takenUnheard = { tells: 'unclear', takes: true } as const;
/** Beyond every deadline of the drain, in milliseconds. */
const tooLate = 8000;

export const fates: Readonly<Record<string, Fate>> = {
  'all well': { first: (d) => right.receipt(d, 201), meaning: { tells: 'taken', takes: true } },
  'reset before it was taken': {
    first: () => ({ fault: 'CONNECTION_RESET_BY_PEER' }),
    meaning: lost,
  },
  'reset after it was taken': {
    first: () => ({ fault: 'CONNECTION_RESET_BY_PEER' }),
    meaning: takenUnheard,
  },
  'closed before it was taken': { first: () => ({ fault: 'EMPTY_RESPONSE' }), meaning: lost },
  'closed after it was taken': {
    first: () => ({ fault: 'EMPTY_RESPONSE' }),
    meaning: takenUnheard,
  },
  'a receipt cut off by garbage': {
    first: (d) => ({ ...right.receipt(d, 201), fault: 'MALFORMED_RESPONSE_CHUNK' }),
    meaning: takenUnheard,
  },
  'garbage, not taken': { first: () => ({ fault: 'RANDOM_DATA_THEN_CLOSE' }), meaning: lost },
  'too late, taken': {
    first: (d) => ({ ...right.receipt(d, 201), fixedDelayMilliseconds: tooLate }),
    meaning: takenUnheard,
  },
  'a receipt that dribbles too long': {
    first: (d) => ({
      ...right.receipt(d, 201),
      chunkedDribbleDelay: { numberOfChunks: 5, totalDuration: tooLate },
    }),
    meaning: takenUnheard,
  },
  'now slow, now quick': {
    first: (d) => ({
      ...right.receipt(d, 201),
      delayDistribution: { type: 'lognormal', median: 40, sigma: 0.5 },
    }),
    meaning: { tells: 'taken', takes: true },
  },
  'busy, in seconds': {
    first: () => busy('seconds', 1),
    meaning: { tells: 'not-taken', retryAfterMs: 1000 },
  },
  'busy, with a date': {
    first: () => busy('date', 2),
    // A date knows whole seconds: of two at least one is left.
    meaning: { tells: 'not-taken', retryAfterMs: 1000 },
  },
  'a queue': { first: (d) => right.pending(d, 202), meaning: takenUnheard },
  '502, and the inquiry breaks too': {
    first: () => ({ status: 502 }),
    meaning: lost,
    inquiry: { fault: 'EMPTY_RESPONSE' },
  },
  '504 after it was taken, and a 404 that is not the gateway’s': {
    first: () => ({ status: 504 }),
    meaning: takenUnheard,
    inquiry: { status: 404 },
  },
};

/**
 * One filing's scenario: its first sending, perhaps a broken inquiry, and then the truth. Where it
 * was not taken at first, the next sending takes it.
 */
export function fateOf(document: Known, fate: Fate): Stub[] {
  const scenarioName = document.declarationNo;
  const urlPath = pathOf(document);
  const { takes = false } = fate.meaning;
  const truth = takes ? 'taken' : 'free';
  const after = fate.inquiry === undefined ? truth : 'first inquiry';
  const stub = (
    method: 'PUT' | 'GET',
    state: string,
    response: Answer,
    metadata: Meaning,
    next: string,
  ): Stub => ({
    name: `${method} ${scenarioName} ${state}`,
    request: { method, urlPath },
    response,
    metadata,
    scenarioName,
    requiredScenarioState: state,
    newScenarioState: next,
  });
  const receipt = right.receipt(document, 200);
  const isTaken: Meaning = { tells: 'taken' };
  return [
    stub('PUT', 'Started', fate.first(document), fate.meaning, after),
    stub('GET', 'first inquiry', fate.inquiry ?? receipt, { tells: 'unclear' }, truth),
    stub('PUT', 'first inquiry', receipt, { takes: true, tells: 'taken' }, 'taken'),
    stub('GET', 'free', right.unknownHere(), { tells: 'not-taken' }, 'free'),
    stub('PUT', 'free', right.receipt(document, 201), { takes: true, tells: 'taken' }, 'taken'),
    stub('GET', 'taken', receipt, isTaken, 'taken'),
    stub('PUT', 'taken', receipt, { takes: true, tells: 'taken' }, 'taken'),
  ];
}
