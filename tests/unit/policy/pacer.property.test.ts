import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  lanes,
  mayGo,
  newPacerState,
  pacerStateSchema,
  step,
} from '../../../main/outbox/policy/index.ts';
import type {
  Lane,
  PacerEvent,
  PacerState,
  PacingSettings,
} from '../../../main/outbox/policy/index.ts';
import { epochMs } from '../../../shared/time.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { seeded, settings, start } from './policy-samples.ts';

/** What a client may live through. */
type Deed =
  | { do: 'wait'; ms: number }
  /** Goes if it may, and this is what comes of it. */
  | {
      do: 'try';
      lane: Lane;
      tookMs: number;
      outcome: 'success' | 'trouble' | 'not-allowed';
      retryAfterMs: number | null;
    }
  /** Goes again and again as soon as it may. */
  | { do: 'rush'; times: number }
  | { do: 'send-now' | 'resume' }
  /** The clock is moved while the program runs. */
  | { do: 'set-clock-back'; byMs: number }
  /** The program ends and starts again; meanwhile the clock may have been set back. */
  | { do: 'restart'; downMs: number; backMs: number; inFlight: number };

const duration = fc.oneof(
  fc.integer({ min: 0, max: 500 }),
  fc.integer({ min: 0, max: 60_000 }),
  fc.integer({ min: 0, max: 5_000_000 }),
);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), ms: duration }),
  fc.record({
    do: fc.constant('try' as const),
    lane: fc.constantFrom<Lane>(...lanes),
    tookMs: fc.integer({ min: 0, max: 60_000 }),
    outcome: fc.constantFrom('success' as const, 'success', 'trouble', 'trouble', 'not-allowed'),
    retryAfterMs: fc.option(fc.oneof(duration, fc.integer({ min: 0, max: 200_000_000 }))),
  }),
  fc.record({ do: fc.constant('rush' as const), times: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ do: fc.constantFrom('send-now' as const, 'resume') }),
  fc.record({
    do: fc.constant('set-clock-back' as const),
    byMs: fc.integer({ min: 0, max: 100_000_000 }),
  }),
  fc.record({
    do: fc.constant('restart' as const),
    downMs: duration,
    backMs: fc.oneof(fc.constant(0), duration),
    inFlight: fc.integer({ min: 0, max: 2 }),
  }),
);
const history = fc.record({
  deeds: fc.array(deed, { maxLength: 60 }),
  seed: fc.nat(),
  urgent: fc.boolean(),
});

/** Lives a history on two clocks: the wall's, which people move, and the world's, which they cannot. */
class Client {
  state: PacerState = newPacerState(start, settings);
  world = 0;
  wall: EpochMs = start;
  /** On the world's clock. */
  readonly requests: number[] = [];
  /** Those of them that the limit a minute counts: sendings and inquiries. */
  readonly counted: number[] = [];
  /** Spans on the world's clock in which the central system wants to be left alone. */
  readonly words: { from: number; to: number }[] = [];
  readonly random: () => number;
  readonly urgent: boolean;
  /** Sees every step. */
  readonly onStep: (event: PacerEvent, before: PacerState, client: Client) => void;

  readonly settings: PacingSettings;

  constructor(
    seed: number,
    urgent: boolean,
    onStep: Client['onStep'] = () => {},
    how: PacingSettings = settings,
  ) {
    this.settings = how;
    this.random = seeded(seed);
    this.urgent = urgent;
    this.onStep = onStep;
  }

  pass(ms: number): void {
    this.world += ms;
    this.wall = epochMs(this.wall + ms);
  }

  happen(event: PacerEvent): void {
    const before = this.state;
    this.state = step(before, event, {
      now: this.wall,
      random: this.random,
      settings: this.settings,
      urgentPending: this.urgent,
    });
    this.onStep(event, before, this);
  }

  mayGo(lane: Lane = 'declarations'): boolean {
    return mayGo(this.state, lane, this.wall, this.settings).go;
  }

  request(lane: Lane, tookMs: number, outcome: PacerEvent): void {
    this.happen({ type: 'request', lane });
    this.requests.push(this.world);
    if (lane !== 'notices') this.counted.push(this.world);
    this.pass(tookMs);
    this.happen(outcome);
    if (outcome.type === 'congestion' && outcome.retryAfterMs !== null) {
      const span = Math.min(outcome.retryAfterMs, this.settings.retryAfterCapMs);
      this.words.push({ from: this.world, to: this.world + span });
    }
  }

  live(deed: Deed): void {
    switch (deed.do) {
      case 'wait':
        return this.pass(deed.ms);
      case 'try':
        if (this.mayGo(deed.lane)) this.request(deed.lane, deed.tookMs, outcomeOf(deed));
        return undefined;
      case 'rush':
        for (let i = 0; i < deed.times; i += 1) {
          const go = mayGo(this.state, 'declarations', this.wall, this.settings);
          if (!go.go && go.at === null) return undefined;
          if (!go.go && go.at !== null) this.pass(go.at - this.wall);
          this.request('declarations', 0, {
            type: 'success',
            lane: 'declarations',
            latencyMs: 0,
          });
        }
        return undefined;
      case 'send-now':
      case 'resume':
        return this.happen({ type: deed.do });
      case 'set-clock-back':
        this.wall = epochMs(this.wall - deed.byMs);
        return this.happen({ type: 'clock-set-back' });
      case 'restart':
        this.pass(deed.downMs);
        this.wall = epochMs(this.wall - deed.backMs);
        this.state = pacerStateSchema.parse(JSON.parse(JSON.stringify(this.state)));
        return this.happen({
          type: 'started',
          inFlight: deed.inFlight,
          since: null,
          unwritten: 0,
        });
    }
  }
}

function outcomeOf(deed: Extract<Deed, { do: 'try' }>): PacerEvent {
  const { lane, outcome, tookMs, retryAfterMs } = deed;
  if (outcome === 'success') return { type: outcome, lane, latencyMs: tookMs };
  if (outcome === 'not-allowed') return { type: outcome, lane, cause: 'unauthorized' };
  return { type: 'congestion', lane, cause: 'timeout', retryAfterMs, tookMs };
}

interface Lived {
  deeds: Deed[];
  seed: number;
  urgent: boolean;
}

function live({ deeds, seed, urgent }: Lived, onStep?: Client['onStep']): Client {
  const client = new Client(seed, urgent, onStep);
  for (const deed of deeds) client.live(deed);
  return client;
}

describe('after any history', () => {
  test('the state keeps its bounds, is plain JSON, and depends on nothing else', () => {
    fc.assert(
      fc.property(history, (lived) => {
        const client = live(lived, (event, before, { state, wall }) => {
          expect(pacerStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
          for (const lane of lanes) {
            const { intervalMs, nextAt, window, open, run } = state[lane];
            expect(intervalMs).toBeGreaterThanOrEqual(settings.minIntervalMs);
            expect(intervalMs).toBeLessThanOrEqual(settings.maxBusyIntervalMs);
            expect(window).toBeGreaterThanOrEqual(1);
            expect(window).toBeLessThanOrEqual(settings.maxOpen);
            expect(open).toBeLessThanOrEqual(1);
            expect(run > 0 && state[lane].failuresInRow > 0).toBe(false);
            expect(nextAt).toBeLessThanOrEqual(wall + settings.maxBusyIntervalMs * 1.5 + 60_000);
            if (event.type === 'started') expect(intervalMs).toBe(before[lane].intervalMs);
          }
          const word = state.notBefore ?? 0;
          expect(word - wall).toBeLessThanOrEqual(settings.retryAfterCapMs * 1.1 + 51);
          expect(state.savedAt).toBe(wall);
        });
        expect(live(lived).state).toEqual(client.state);
      }),
      { numRuns: 300 },
    );
  });

  test('no step changes the state it was given', () => {
    fc.assert(
      fc.property(history, (lived) => {
        let last: { state: PacerState; text: string } | null = null;
        live(lived, (_event, _before, { state }) => {
          if (last !== null) expect(JSON.stringify(last.state)).toBe(last.text);
          last = { state, text: JSON.stringify(state) };
        });
      }),
      { numRuns: 100 },
    );
  });

  test('no second saw more than 20 requests, no minute more than 300 sendings and inquiries', () => {
    fc.assert(
      fc.property(history, (lived) => {
        const { requests, counted } = live(lived);
        expect(mostWithin(requests, 1000)).toBeLessThanOrEqual(20);
        expect(mostWithin(counted, 60_000)).toBeLessThanOrEqual(300);
      }),
      { numRuns: 300 },
    );
  });

  test('the limits hold by themselves, where the pacer would hold nothing back', () => {
    const unpaced = { minIntervalMs: 0, minGapMs: 0, troubleIntervalMs: 0, gapLatencyShare: 0 };
    const limits = fc.record({
      limitPerSecond: fc.integer({ min: 1, max: 50 }),
      limitPerMinute: fc.integer({ min: 1, max: 600 }),
    });
    fc.assert(
      fc.property(history, limits, ({ deeds, seed, urgent }, limit) => {
        const client = new Client(seed, urgent, undefined, { ...settings, ...unpaced, ...limit });
        for (const deed of deeds) client.live(deed);
        client.live({ do: 'rush', times: 700 });
        expect(mostWithin(client.requests, 1000)).toBeLessThanOrEqual(limit.limitPerSecond);
        expect(mostWithin(client.counted, 60_000)).toBeLessThanOrEqual(limit.limitPerMinute);
      }),
      { numRuns: 100 },
    );
  });

  test('an endless rush is at the limit: 3,000 take no longer than 1.05 of what it allows', () => {
    const client = new Client(1, false);
    client.live({ do: 'rush', times: 3000 });
    expect(mostWithin(client.requests, 60_000)).toBe(300);
    // 300 at once at 20 a second, and the same again each minute.
    const allowed = 9 * 60_000 + 299 * 50;
    const [first = 0] = client.requests;
    expect(((client.requests.at(-1) ?? 0) - first) / allowed).toBeLessThanOrEqual(1.05);
  });

  test('no request falls into a Retry-After', () => {
    fc.assert(
      fc.property(history, (lived) => {
        const { requests, words } = live(lived);
        for (const { from, to } of words)
          expect(requests.filter((at) => at > from && at < to)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('after trouble nothing goes for three eighths of the interval, unless a person asks or a lane finds the system back', () => {
    fc.assert(
      fc.property(history, (lived) => {
        let quietUntil = 0;
        live(lived, (event, before, client) => {
          if (event.type === 'congestion') {
            // What stands still counts where the same trouble is met again.
            const { intervalMs } = client.state[event.lane];
            const least = intervalMs * 0.75 * (client.urgent ? 0.5 : 1);
            if (client.state[event.lane].nextAt !== before[event.lane].nextAt)
              quietUntil = Math.max(quietUntil, client.world + least);
          } else if (event.type === 'send-now' || event.type === 'success') quietUntil = 0;
          else if (event.type === 'request')
            expect(client.world).toBeGreaterThanOrEqual(Math.floor(quietUntil));
        });
      }),
      { numRuns: 300 },
    );
  });

  test('with nothing but successes from then on it is soon at full speed', () => {
    fc.assert(
      fc.property(history, (lived) => {
        const client = live(lived);
        client.happen({ type: 'resume' });
        // log(4 h / 200 ms) / log(1 / 0.97) answers, less what the time that goes well takes off.
        for (let i = 0; i < 370; i += 1) client.live({ do: 'rush', times: 1 });
        expect(client.state.declarations.intervalMs).toBe(settings.minIntervalMs);
        expect(client.state.declarations.window).toBe(settings.maxOpen);
      }),
      { numRuns: 200 },
    );
  });

  test('unless credentials are wrong, there is always a time at which it may go', () => {
    fc.assert(
      fc.property(history, (lived) => {
        const client = live(lived);
        const go = mayGo(client.state, 'declarations', client.wall, settings);
        if (go.go) return;
        if (go.at === null) {
          expect(client.state.laneStopped).not.toBeNull();
          return;
        }
        expect(go.at).toBeGreaterThan(client.wall);
        client.pass(go.at - client.wall - 1);
        expect(client.mayGo()).toBe(false);
        client.pass(1);
        expect(client.mayGo()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

/** Most requests in any window of this length; the window's end is no part of it. */
function mostWithin(times: readonly number[], windowMs: number): number {
  let most = 0;
  let first = 0;
  for (const [last, at] of times.entries()) {
    while ((times[first] ?? at) <= at - windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
