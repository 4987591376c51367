import type { DeadlineSummary } from '../../../shared/contract/index.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import type { Translate } from '../../../shared/i18n/index.ts';

/** Rows of `naru status` on what is late and what is near. */
export function deadlineRows(t: Translate, summary: DeadlineSummary): string[][] {
  const { late, dueToday: today, dueTomorrow: tomorrow, undated, nearest } = summary;
  const counts = [
    t('deadlines.status.counts', { late, today, tomorrow }),
    ...(undated === 0 ? [] : [t('deadlines.status.undated', { n: undated })]),
  ];
  return [
    [t('deadlines.status.title'), counts.join(' · ')],
    ...nearest.map(({ due, declarationNo, rule }) => [
      '',
      `${due}  ${formatDeclarationNo(declarationNo)}  ${t(`deadlines.rules.${rule}`)}`,
    ]),
  ];
}
