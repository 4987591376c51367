import { useMemo, type ReactNode } from 'react';
import type { View } from '../../../shared/contract/view.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { addressOf } from '../../app/route.ts';
import { useText } from '../../app/text.tsx';
import { Card } from '../../components/card.tsx';
import { Deadline } from '../../components/moment.tsx';
import styles from './overview-screen.module.css';
import { useFirstFilings } from './use-first-filings.ts';

const shown = 5;
/** All that are not in yet; each of these views is ordered by deadline. */
const views: readonly View[] = ['queued', 'unconfirmed', 'attention', 'held'];

/** 가까운 기한 */
export function Deadlines(): ReactNode {
  const { t } = useText();
  const rows = useFirstFilings(views, shown);
  const nearest = useMemo(() => {
    const dated = (rows ?? []).filter((row) => row.deadline !== null);
    return dated
      .toSorted((a, b) => (a.deadline ?? '').localeCompare(b.deadline ?? ''))
      .slice(0, shown);
  }, [rows]);
  return (
    <Card title={t('screens.deadlines.title')} aside={t('screens.deadlines.law')}>
      {rows !== null && nearest.length === 0 ? (
        <p className={styles['none']}>{t('screens.deadlines.none')}</p>
      ) : (
        <ul className={styles['rows']}>
          {nearest.map((row) => (
            <li key={row.id}>
              <a href={addressOf({ screen: 'filings', view: 'all', open: row.id })}>
                <span className={styles['day']}>
                  <Deadline date={row.deadline} />
                </span>
                <span className={styles['grow']}>
                  {formatDeclarationNo(row.declarationNo).slice(9)} {row.summary.goods}
                </span>
                <span className={styles['tail']}>{t(`states.transport.${row.transport}`)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
