import { describe, expect, test } from 'vitest';
import {
  channelSituationKinds,
  channelSituationOf,
} from '../../../renderer/features/overview/channels-situation.ts';
import { situationOf, wholeSituationOf } from '../../../renderer/features/overview/situation.ts';
import { createTranslate } from '../../../shared/i18n/index.ts';
import type { Channel, ChannelGrade, ChannelState } from '../../../shared/sync/channels.ts';
import { channels } from '../../../shared/sync/channels.ts';
import { epochMs } from '../../../shared/time.ts';
import { createFakeEngine } from '../../support/fake-engine.ts';

const sync = await createFakeEngine({ count: 40 }).service.handlers['sync.get']({});

/** All channels that are named, the others not measured. */
function states(grades: Partial<Record<Channel, ChannelGrade>>): ChannelState[] {
  return channels.map((channel) => ({
    channel,
    grade: grades[channel] ?? 'unknown',
    confidence: 'high',
    since: sync.now,
    lastSuccessAt: grades[channel] === 'working' ? epochMs(sync.now + 1000) : null,
    lastFailure: null,
    latency: null,
    samples: 9,
  }));
}
const gateway = { declarations: 'working', inquiries: 'working', notices: 'working' } as const;

/** The five causes, and what else may be the first thing to say. */
const seen = [
  ['network-down', { network: 'stopped', names: 'stopped', declarations: 'stopped' }],
  ['names-down', { network: 'working', names: 'stopped', declarations: 'stopped' }],
  ['sender-asleep', { network: 'working', 'sending-program': 'stopped' }],
  ['gateway-down', { network: 'working', declarations: 'stopped', inquiries: 'stopped' }],
  ['half-down', { network: 'working', ...gateway, declarations: 'slow' }],
  ['gateway-ill', { network: 'working', declarations: 'degraded' }],
  ['answers-ill', { network: 'working', ...gateway, notices: 'stopped' }],
  ['open-api-ill', { network: 'working', ...gateway, 'open-api-rates': 'stopped' }],
] as const;

describe('what channels add to the first sentence', () => {
  test.each(seen)('is %s', (kind, grades) => {
    expect(channelSituationOf(states(grades))?.kind).toBe(kind);
  });

  test('is no half outage by what went well before it began, or failed since', () => {
    const half = states({ network: 'working', ...gateway, declarations: 'stopped' });
    const before = half.map((state) => ({ ...state, lastSuccessAt: epochMs(sync.now - 1000) }));
    expect(channelSituationOf(before)?.kind).toBe('gateway-down');
    const lastFailure = { at: epochMs(sync.now + 2000), cause: 'timeout' as const };
    const since = half.map((state) => ({ ...state, lastFailure }));
    expect(channelSituationOf(since)?.kind).toBe('gateway-down');
  });

  test('is another true sentence for each', () => {
    const t = createTranslate('ko');
    const titles = channelSituationKinds.map((kind) => t(`incidents.situation.${kind}.title`));
    expect(new Set(titles).size).toBe(titles.length);
    for (const kind of ['network-down', 'names-down', 'sender-asleep'] as const)
      expect(t(`incidents.situation.${kind}.title`)).not.toContain('우리 쪽 문제가 아닙니다');
  });

  test('is nothing where nothing is known or all is well', () => {
    expect(channelSituationOf([])).toBeNull();
    expect(channelSituationOf(states({}))).toBeNull();
    expect(channelSituationOf(states({ network: 'working', ...gateway }))).toBeNull();
    // Whether filing works is not known: then the rest is not worth the first sentence.
    expect(channelSituationOf(states({ 'open-api-rates': 'stopped' }))).toBeNull();
  });

  test('never comes before what must be set right at this computer', () => {
    const pulled = states({ network: 'stopped' });
    const full = { ...sync, troubles: [{ code: 'disk-full' as const, params: {} }] };
    expect(wholeSituationOf(full, pulled).kind).toBe('trouble');
    expect(wholeSituationOf({ ...sync, office: null }, pulled).kind).toBe('no-office');
    expect(wholeSituationOf(sync, pulled).kind).toBe('network-down');
    expect(wholeSituationOf(sync, [])).toEqual(situationOf(sync));
  });
});
