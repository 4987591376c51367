import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  reduceAll,
  waitingOf,
  blamedBy,
  type Blamed,
} from '../../../main/health/incidents/policy/index.ts';
import type { TimelineEntry } from '../../../shared/filing/detail.ts';
import { transportStates } from '../../../shared/filing/states.ts';
import { epochMs } from '../../../shared/time.ts';
import { someChanges } from './changes-arbitrary.ts';
import { at, ill, start, well } from './changes.ts';

type Data = TimelineEntry['data'];

let seq = 0;
function entry(
  kind: TimelineEntry['kind'],
  minute: number,
  transport?: TimelineEntry['transport'],
  data: Data = {},
): TimelineEntry {
  seq += 1;
  return { seq, at: at(minute), kind, data, ...(transport === undefined ? {} : { transport }) };
}
const queued = (minute: number): TimelineEntry => entry('queued', minute, 'queued');
const tries = (minute: number): TimelineEntry =>
  entry('attempt-started', minute, 'sending', { n: 1, attempt: 'send' });
const comes = (
  minute: number,
  outcome: string,
  cause: string,
  transport: TimelineEntry['transport'],
): TimelineEntry => entry('attempt-settled', minute, transport, { n: 1, outcome, cause });
const nobody: Blamed = { spells: [], off: [] };

function blaming(changes: Parameters<typeof reduceAll>[0], paceMinutes = 0): Blamed {
  const spells = reduceAll(changes).courses.flatMap((course) =>
    blamedBy(course, paceMinutes * 60_000),
  );
  return { spells, off: [] };
}
function told(entries: readonly TimelineEntry[], blamed: Blamed, now: number) {
  const { spans, ...rest } = waitingOf(entries, blamed, at(now));
  const words = spans.map(({ from, to, whose, why }) => [(to - from) / 60_000, whose, why]);
  return { words, ...rest };
}

describe('whose waiting it was', () => {
  test('is ours while it waits for its turn, and nobody’s while it is on its way', () => {
    const entries = [queued(0), tries(2), comes(3, 'taken', 'receipt', 'acknowledged')];
    expect(told(entries, nobody, 90)).toMatchObject({
      words: [
        [2, 'ours', 'pacing'],
        [1, 'none', 'on-its-way'],
      ],
      sums: { ours: 120_000, none: 60_000, central: 0, person: 0 },
      ended: true,
    });
  });

  test('is theirs in their incident from the first failure on, and ours before it', () => {
    const blamed = blaming(
      [
        ill('declarations', 10, { to: 'slow', cause: null }),
        ill('declarations', 20, { from: 'slow', to: 'stopped' }),
        well('declarations', 60),
      ],
      15,
    );
    const entries = [queued(5), tries(100), comes(101, 'taken', 'receipt', 'acknowledged')];
    expect(told(entries, blamed, 200).words).toEqual([
      [15, 'ours', 'pacing'],
      [40, 'central', 'incident'],
      [15, 'central', 'not-known-yet'],
      [25, 'ours', 'pacing'],
      [1, 'none', 'on-its-way'],
    ]);
  });

  test('is never theirs for slowness alone, for our network, the line, or another channel', () => {
    const entries = [queued(0)];
    for (const [changes, why] of [
      [[ill('declarations', 0, { to: 'slow', cause: null })], 'pacing'],
      [[ill('network', 0, { cause: 'no-route' }), ill('declarations', 1)], 'own-trouble'],
      [[ill('names', 0, { cause: 'name-not-resolved' })], 'own-trouble'],
      [[ill('sending-program', 0, { cause: 'no-answer-yet' })], 'own-trouble'],
      [[ill('open-api-rates', 0)], 'pacing'],
    ] as const)
      expect(told(entries, blaming(changes), 30).words).toEqual([[30, 'ours', why]]);
  });

  test('is theirs only as long as the channel that it waits for is ill', () => {
    const changes = [ill('declarations', 0), ill('open-api-rates', 1), well('declarations', 10)];
    expect(told([queued(0)], blaming(changes), 30).words).toEqual([
      [10, 'central', 'incident'],
      [20, 'ours', 'pacing'],
    ]);
  });

  test('is ours while Naru was off, also in their incident', () => {
    const blamed = { ...blaming([ill('declarations', 0)]), off: [{ from: at(10), to: at(25) }] };
    expect(told([queued(0)], blamed, 40).words).toEqual([
      [10, 'central', 'incident'],
      [15, 'ours', 'off'],
      [15, 'central', 'incident'],
    ]);
  });

  test('is a person’s while a person has it, whatever goes on outside', () => {
    const entries = [
      queued(0),
      entry('held', 5, 'held'),
      entry('released', 20, 'queued'),
      tries(21),
      comes(22, 'refused', 'invalid-document', 'refused'),
      entry('retried', 52, 'queued'),
    ];
    expect(told(entries, blaming([ill('declarations', 1)]), 60).sums).toEqual({
      person: 45 * 60_000,
      central: (4 + 1 + 8) * 60_000,
      ours: 60_000,
      none: 60_000,
    });
  });

  test('is theirs while a request runs into a time-out, and ours in the pause after it', () => {
    const entries = [queued(0), tries(1), comes(3, 'busy', 'unavailable', 'queued')];
    expect(told(entries, nobody, 10).words).toEqual([
      [1, 'ours', 'pacing'],
      [2, 'central', 'their-failure'],
      [7, 'ours', 'pacing'],
    ]);
  });

  test('of a filing in doubt depends on what brought the doubt', () => {
    const sent = [queued(0), tries(0)];
    const lost = [...sent, comes(1, 'unknown', 'timeout', 'unconfirmed')];
    expect(told(lost, nobody, 9).words.at(-1)).toEqual([8, 'ours', 'pacing']);
    const ended = [...sent, entry('recovered', 1, 'unconfirmed', { n: 1, attempt: 'send' })];
    expect(told(ended, nobody, 9).words.at(-1)).toEqual([8, 'ours', 'process-ended']);
    const handed = [...sent, comes(1, 'handed-over', 'handed-over', 'unconfirmed')];
    expect(told(handed, nobody, 9).words.at(-1)).toEqual([8, 'none', 'handed-over']);
    const inside = [...sent, comes(1, 'pending', 'in-queue', 'processing')];
    expect(told(inside, nobody, 9).words.at(-1)).toEqual([8, 'none', 'processing']);
  });

  test('has no gaps, is in order, and adds up to the whole time exactly', () => {
    const step = fc.record({
      after: fc.integer({ min: -60_000, max: 3_600_000 }),
      transport: fc.option(fc.constantFrom(...transportStates), { nil: undefined }),
      kind: fc.constantFrom('attempt-started', 'attempt-settled', 'held', 'recovered' as const),
      attempt: fc.constantFrom('send', 'inquiry'),
      outcome: fc.constantFrom('busy', 'unknown', 'taken', 'not-sent', 'handed-over'),
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        someChanges,
        fc.integer({ min: 0, max: 7_200_000 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9e6 }), fc.integer({ min: 1, max: 9e5 })), {
          maxLength: 4,
        }),
        (steps, changes, graceMs, off) => {
          let when: number = start;
          const entries = [
            queued(0),
            ...steps.map(({ after, transport, kind, attempt, outcome }): TimelineEntry => {
              when += after;
              seq += 1;
              const data = { n: 1, attempt, outcome, cause: 'timeout' };
              const base = { seq, at: epochMs(when), kind, data };
              return transport === undefined ? base : { ...base, transport };
            }),
          ];
          const latest = Math.max(...entries.map((each) => each.at));
          const now = epochMs(latest + 600_000);
          const spells = reduceAll(changes).courses.flatMap((course) => blamedBy(course, graceMs));
          const spans = off.map(([from, ms]) => ({
            from: epochMs(start + from),
            to: epochMs(start + from + ms),
          }));
          const waiting = waitingOf(entries, { spells, off: spans }, now);
          const { central, ours, person, none } = waiting.sums;
          expect(central + ours + person + none).toBe(waiting.total);
          for (const [i, span] of waiting.spans.entries()) {
            expect(span.to).toBeGreaterThan(span.from);
            expect(span.from).toBe(i === 0 ? start : waiting.spans[i - 1]?.to);
          }
          if (!waiting.ended) expect(waiting.total).toBe(now - start);
        },
      ),
      { numRuns: 500 },
    );
  });
});
