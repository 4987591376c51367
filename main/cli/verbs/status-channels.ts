import type { Translate } from '../../../shared/i18n/index.ts';
import type { ChannelState } from '../../../shared/sync/channels.ts';
import type { EpochMs } from '../../../shared/time.ts';

/** Rows of `naru status` on the channels that were measured. */
export function channelRows(
  t: Translate,
  states: readonly ChannelState[],
  ago: (at: EpochMs | null) => string,
): string[][] {
  const known = states.filter(({ grade }) => grade !== 'unknown');
  if (known.length === 0) return [[t('health.status.none'), t('health.status.notMeasured')]];
  return known.map(({ channel, grade, confidence, since, latency, lastFailure }) => [
    t('health.status.row', { channel: t(`health.channels.${channel}`) }),
    [
      t('health.status.since', {
        grade: t(`health.grades.${grade}`),
        ago: ago(since),
        confidence: t(`health.confidence.${confidence}`),
      }),
      ...(latency === null ? [] : [t('health.status.latency', { ...latency })]),
      ...(grade === 'working' || lastFailure === null
        ? []
        : [t(`states.cause.${lastFailure.cause}`)]),
    ].join(' · '),
  ]);
}
