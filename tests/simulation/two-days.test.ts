import { describe, expect, test } from 'vitest';
import { writeNotice } from '../../main/health/incidents/policy/index.ts';
import { drillScript } from '../../main/practice/drill/index.ts';
import { createTranslate, languages } from '../../shared/i18n/index.ts';
import type { Channel, ChannelState } from '../../shared/sync/channels.ts';
import type { CentralGrade } from '../../shared/sync/sync-state.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import { foundBy, runTwoDays, trueSpans, type TwoDays } from '../scenarios/two-days.ts';

const minute = 60_000;
const korea = (text: string): EpochMs => epochMs(Date.parse(`${text}+09:00`));

describe('the true state', () => {
  test('of 1 and 2 December 2025 is known for every channel and moment', () => {
    const script = drillScript('surge', 1);
    const spans = trueSpans(script);
    for (const channel of new Set(spans.map((span) => span.channel))) {
      const own = spans.filter((span) => span.channel === channel);
      expect(own[0]?.from).toBe(script.startAt);
      for (const [n, span] of own.entries()) expect(span.until).toBe(own[n + 1]?.from ?? null);
    }
    const isStopped = spans.filter(
      ({ channel, grade }) => channel === 'declarations' && grade === 'stopped',
    );
    expect(isStopped.length).toBeGreaterThan(1);
    for (const { from, until } of isStopped) {
      expect(from).toBeGreaterThanOrEqual(korea('2025-12-02T16:00:00'));
      expect(until).toBeLessThanOrEqual(korea('2025-12-02T19:00:00'));
    }
  });
});

const gateway: readonly Channel[] = ['declarations', 'inquiries', 'notices'];
/** Those of which something is asked on such days. */
const openApi: readonly Channel[] = ['open-api-exports', 'open-api-pccc'];

const isWithin = (at: number, from: number, until: number | null): boolean =>
  from <= at && (until === null || at < until);

/** How an incident on these channels agrees with how they truly were, minute by minute. */
function agreement({ script, truth, incidents }: TwoDays, service: readonly Channel[]) {
  const own = incidents.filter(({ channels }) => channels.some((each) => service.includes(each)));
  const trouble = truth.filter(
    ({ channel, grade }) => service.includes(channel) && grade !== 'working',
  );
  const count = { ill: 0, found: 0 };
  for (let at: number = script.startAt; at < script.startAt + script.endsAfter; at += minute) {
    if (!trouble.some(({ from, until }) => isWithin(at, from, until))) continue;
    count.ill += 1;
    if (own.some(({ startedAt, endedAt }) => isWithin(at, startedAt, endedAt))) count.found += 1;
  }
  const isIllAt = (at: number): boolean =>
    trouble.some(({ from, until }) => isWithin(at, from, until));
  return { own, share: count.found / count.ill, begun: own.map((each) => isIllAt(each.startedAt)) };
}

describe('two days of December 2025 in fast time', { timeout: 30 * minute }, () => {
  let told: Promise<TwoDays> | null = null;
  const states = new Map<number, ChannelState[]>();
  const run = (): Promise<TwoDays> =>
    (told ??= runTwoDays({
      seed: 1,
      onSample: ({ at }, drill) => states.set(at, drill.session.health.states()),
    }));

  test('lose and double nothing, and "normal" fools nobody', async () => {
    const { samples, sheet } = await run();
    expect(sheet.lost).toEqual([]);
    expect(sheet.doubled).toEqual([]);
    expect(sheet.audit).toEqual({
      doubleFilings: 0,
      blindResends: 0,
      insideRetryAfter: 0,
      overlaps: 0,
      changedBytes: 0,
    });
    expect(sheet.isWhole).toBe(true);
    expect(sheet.filings).toBe(320);
    expect(sheet.tallies.waiting).toBe(0);
    expect(samples).toHaveLength(2 * 24 * 60);
    // The status page: the same word throughout, heard and never believed.
    expect(new Set(samples.map(({ said }) => said.central.ownWord?.state ?? 'normal'))).toEqual(
      new Set(['normal']),
    );
    const saidIn = (from: string, until: string): Set<CentralGrade> =>
      new Set(
        samples
          .filter(({ at }) => at >= korea(from) && at < korea(until))
          .map(({ said }) => said.central.grade),
      );
    expect(saidIn('2025-12-01T09:00:00', '2025-12-01T12:30:00')).toEqual(new Set(['working']));
    const evening = saidIn('2025-12-02T17:00:00', '2025-12-02T19:00:00');
    expect(evening.has('working')).toBe(false);
  });

  test('the incident of each day is found on the gateway from its beginning, and nobody else is blamed', async () => {
    const days = await run();
    const { own, share, begun } = agreement(days, gateway);
    // The gateway is asked once a minute, and an answer may take its time: two measuring intervals.
    for (const began of ['2025-12-01T13:00:00', '2025-12-02T08:50:00'].map(korea)) {
      const first = own.find(
        ({ startedAt }) => startedAt >= began && startedAt <= began + 2.5 * minute,
      );
      expect(first).toMatchObject({ side: 'central', confidence: 'high' });
      expect(first?.channels).toContain('notices');
    }
    // Of the declarations it depends on who is answered first when enough is known.
    expect(own.some(({ channels }) => channels.includes('declarations'))).toBe(true);
    // No flapping, though it came and went all evening.
    expect(own.length).toBeLessThanOrEqual(3);
    expect(begun).not.toContain(false);
    // On the first evening it is slow now and then: whoever is answered well for a while sees its end
    // hours before, and has nothing to send that would tell otherwise.
    expect(share).toBeGreaterThan(0.75);
    const blamed = new Set(days.incidents.flatMap(({ channels }) => channels));
    for (const near of ['network', 'names', 'sending-program'] as const)
      expect(blamed.has(near)).toBe(false);
  });

  test('the open API that went down with it is found too, on the channels that were asked', async () => {
    const days = await run();
    const { own, share, begun } = agreement(days, openApi);
    expect(own.length).toBeLessThanOrEqual(3);
    expect(begun).not.toContain(false);
    expect(share).toBeGreaterThan(0.85);
    const blamed = new Set(days.incidents.flatMap(({ channels }) => channels));
    expect(blamed).toEqual(new Set([...gateway, ...openApi]));
  });

  test.each(['2025-12-01T15:30:00', '2025-12-02T15:00:00', '2025-12-02T18:30:00'])(
    'the own notice at about %s says what was measured, and no more',
    async (text) => {
      const { changes, samples } = await run();
      // It came and went all evening: the moment nearest to it at which an incident lasts.
      const near = samples
        .filter(({ at }) => Math.abs(at - korea(text)) <= 60 * minute)
        .toSorted((a, b) => Math.abs(a.at - korea(text)) - Math.abs(b.at - korea(text)));
      const lastingAt = (at: EpochMs) =>
        foundBy(changes, at).find(
          ({ endedAt, channels }) =>
            endedAt === null && channels.some((each) => gateway.includes(each)),
        );
      const sample = near.find(({ at }) => lastingAt(at) !== undefined);
      if (sample === undefined) throw new Error(`no incident at about ${text}`);
      const { at, said } = sample;
      const own = lastingAt(at);
      if (own === undefined) throw new Error('the incident was just there');
      const now = states.get(at) ?? [];
      const notice = writeNotice({
        at,
        office: '나루관세사',
        incident: { ...own, errors: [], filings: 0, remarks: [] },
        states: now,
        waiting: said.counts.transport.queued,
        unanswered: said.counts.transport.unconfirmed,
        drain: null,
      });
      const words = { ko: createTranslate('ko'), en: createTranslate('en') } as const;
      for (const language of languages) {
        const t = words[language];
        for (const never of ['open-api-cargo', 'open-api-codes'] as const)
          expect(notice[language]).not.toContain(t(`incidents.channel.${never}`));
        // Those that are ill at that moment.
        const lines = own.channels.map((channel) => `- ${t(`incidents.channel.${channel}`)}: `);
        expect(lines.filter((line) => notice[language].includes(line))).not.toEqual([]);
        expect(notice[language]).toContain(String(said.counts.transport.queued));
      }
      const since = new Date(own.startedAt + 9 * 60 * minute).getUTCDate();
      expect(notice.ko).toContain(`12월 ${since}일`);
      expect(since).toBe(Number(text.slice(8, 10)));
      for (const channel of ['open-api-cargo', 'open-api-codes'] as const)
        expect(now.find((each) => each.channel === channel)?.grade).toBe('unknown');
    },
  );
});
