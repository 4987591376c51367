import type { ReactNode } from 'react';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { engineNow } from '../../app/clock.ts';
import { addressOf } from '../../app/route.ts';
import { useText } from '../../app/text.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { Section } from '../filing/section.tsx';
import type { StaleItem } from './columns.tsx';
import { Differences } from './differences.tsx';
import { FindingList } from './finding-list.tsx';
import { acceptanceOf, isOnlyUnchecked } from './findings.ts';
import styles from './stale.module.css';

/** One stale filing: what was found, what would change, and what sending it would mean. */
export function StalePanel({ item: { row, stale, differences } }: { item: StaleItem }): ReactNode {
  const { t, format } = useText();
  const acceptance = acceptanceOf(stale);
  return (
    <SidePanel label={t('stale.panel')} title={formatDeclarationNo(row.declarationNo)}>
      <p className={styles['what']}>
        {t(`screens.kinds.${row.kind}`)} · {row.summary.importer} · {row.summary.goods}
        <br />
        {t('stale.checkedAt', { at: format.moment(stale.at, engineNow()) })}
      </p>
      <FindingList findings={stale.findings} />
      <Section title={t('stale.changes')} count={differences.length}>
        <Differences differences={differences} kind={row.kind} />
      </Section>
      {isOnlyUnchecked(stale) ? <p className={styles['next']}>{t('stale.waits')}</p> : null}
      <p className={styles['next']}>{t(`stale.next.${acceptance}`)}</p>
      <p className={styles['do']}>
        {acceptance === 'mismatch' ? (
          <a className={styles['link']} href={addressOf({ screen: 'pccc' })}>
            {t('stale.toPccc')}
          </a>
        ) : null}
        <a
          className={styles['link']}
          href={addressOf({ screen: 'filings', view: 'attention', open: row.id })}
        >
          {t('stale.openFiling')}
        </a>
      </p>
    </SidePanel>
  );
}
