import { channels, type Channel, type ChannelState } from '../../shared/sync/channels.ts';
import { spanLengths, type HealthHistory, type HealthSpan } from '../../shared/contract/index.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { epochMs, type EpochMs } from '../../shared/time.ts';
import type { FakeOffice } from './fake-office.ts';

type HealthCalls = Pick<CallHandlers, 'health.get' | 'health.history'>;

const minute = 60_000;

/** Half an outage: declarations get through by halves, the open API is slow, the rest is well. */
export function fakeHealth(office: Pick<FakeOffice, 'now'>): HealthCalls {
  return {
    'health.get': () => ({ now: office.now(), states: fakeStates(office.now()) }),
    'health.history': ({ channel, span }) => fakeHistory(channel, span, office.now()),
  };
}

export function fakeStates(now: EpochMs): ChannelState[] {
  const ago = (minutes: number) => epochMs(now - minutes * minute);
  return channels.map((channel): ChannelState => {
    const well: ChannelState = {
      channel,
      grade: 'working',
      confidence: 'high',
      since: ago(600),
      lastSuccessAt: ago(1),
      lastFailure: null,
      samples: 60,
      latency: { p50: 80, p95: 210, p99: 480 },
    };
    switch (channel) {
      case 'network':
      case 'names':
        return { ...well, latency: channel === 'names' ? { p50: 4, p95: 9, p99: 21 } : null };
      case 'declarations':
        return {
          ...well,
          grade: 'degraded',
          since: ago(41),
          samples: 88,
          lastFailure: { at: ago(0), cause: 'gateway-timeout' },
          latency: { p50: 1600, p95: 9800, p99: 18_000 },
        };
      case 'inquiries':
        return { ...well, grade: 'slow', confidence: 'medium', since: ago(22) };
      case 'open-api-pccc':
        return {
          ...well,
          grade: 'stopped',
          since: ago(75),
          samples: 14,
          lastSuccessAt: ago(76),
          latency: null,
          lastFailure: { at: ago(2), cause: 'bad-gateway' },
        };
      case 'open-api-exports':
      case 'open-api-codes':
      case 'sending-program':
        return {
          ...well,
          grade: 'unknown',
          confidence: 'low',
          since: null,
          samples: 0,
          lastSuccessAt: null,
          latency: null,
        };
      default:
        return well;
    }
  });
}

/** The same, and all of them well. */
export function wellStates(now: EpochMs): ChannelState[] {
  return fakeStates(now).map((state) => ({ ...state, grade: 'working', lastFailure: null }));
}

const swing = (step: number): number => 1 + 0.5 * Math.sin(step / 9) + (step % 7) / 20;

function fakeHistory(channel: Channel, span: HealthSpan, now: EpochMs): HealthHistory {
  const { lengthMs, stepMs } = spanLengths[span];
  const from = epochMs(Math.floor(now / stepMs) * stepMs + stepMs - lengthMs);
  const steps = Math.round(lengthMs / stepMs);
  const isIll = channel === 'declarations' || channel === 'open-api-pccc';
  const ms = (base: number) => (step: number) =>
    step > 0.85 * steps && isIll ? base * 12 * swing(step) : base * swing(step);
  const all = Array.from({ length: steps }, (_, step) => step);
  return {
    channel,
    span,
    from,
    stepMs,
    well: all.map((step) => (step % 11 === 0 ? 0 : 6)),
    ill: all.map((step) => (isIll && step > 0.85 * steps ? step % 4 : 0)),
    p50: all.map((step) => (step % 11 === 0 ? null : ms(80)(step))),
    p95: all.map((step) => (step % 11 === 0 ? null : ms(210)(step))),
    p99: all.map((step) => (step % 11 === 0 ? null : ms(480)(step))),
    causes: isIll
      ? [
          { cause: 'gateway-timeout', count: 61 },
          { cause: 'bad-gateway', count: 12 },
        ]
      : [],
    changes: isIll
      ? [
          {
            channel,
            from: 'working',
            to: 'degraded',
            confidence: 'medium',
            at: epochMs(now - 41 * minute),
            knownAt: epochMs(now - 39 * minute),
            cause: 'gateway-timeout',
          },
        ]
      : [],
  };
}
