import type { Translate } from '../../../shared/i18n/index.ts';
import type { EpochMs } from '../../../shared/time.ts';
import type { AgeCounts, WatchState } from '../../../shared/sync/watch.ts';

/** Answers that do not come, what the last comparison found, and what customs has twice. */
export function watchRows(t: Translate, watch: WatchState): string[][] {
  const { receipt, decision, reconciliation, doubles } = watch;
  const rows: string[][] = [];
  for (const [word, ages] of [
    [t('watch.show.receipt'), receipt],
    [t('watch.show.decision'), decision],
  ] as const)
    if (sum(ages) > 0)
      rows.push([
        word,
        t('watch.status.ages', { late: ages.late, day: ages.day, twoDays: ages['two-days'] }),
      ]);
  if (reconciliation !== null) {
    const { same, different, unanswered, startedAt } = reconciliation;
    const at = koreanMinute(startedAt);
    rows.push([t('watch.status.compared'), t('watch.last', { at, same, different, unanswered })]);
  }
  if (doubles > 0) rows.push([t('watch.status.doubles'), String(doubles)]);
  return rows;
}

const koreaOffsetMs = 9 * 3_600_000;

/** E.g. `2026-11-26 09:12`, in Korea's time. */
function koreanMinute(at: EpochMs): string {
  return new Date(at + koreaOffsetMs).toISOString().slice(0, 16).replace('T', ' ');
}

const sum = (ages: AgeCounts): number => ages.late + ages.day + ages['two-days'];
