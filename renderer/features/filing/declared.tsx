import { useState, type ReactNode } from 'react';
import { fieldLabel } from '../../../shared/documents/describe.ts';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Deadline } from '../../components/moment.tsx';
import { Personal } from '../privacy/personal.tsx';
import { isIn } from '../filings/columns.tsx';
import styles from './filing-panel.module.css';
import { Section } from './section.tsx';

/** What is declared: the main items, and all of it on demand. */
export function Declared({ detail }: { detail: FilingDetail }): ReactNode {
  const { t, format, language } = useText();
  const [whole, setWhole] = useState(false);
  const { id, kind, part, summary, reference, deadline, receiptNo, priority } = detail.row;
  return (
    <Section title={t('screens.filing.declared')}>
      <dl className={styles['items']}>
        <Item name={t(`panel.trader.${kind}`)}>
          <Personal id={id} field="summary.importer" masked={summary.importer} />
        </Item>
        <Item name={t('screens.columns.goods')}>
          {summary.goods}
          {summary.lines > 1 ? ` ${t('screens.list.moreLines', { count: summary.lines - 1 })}` : ''}
        </Item>
        <Item name={t('screens.filing.billOfLading')}>{summary.billOfLading}</Item>
        <Item name={t('screens.filing.amount')}>
          {format.money(summary.currency, summary.amount)}
        </Item>
        <Item name={t('screens.columns.tax')}>
          {summary.tax === null ? '–' : t('screens.filing.won', { n: format.won(summary.tax) })}
        </Item>
        <Item name={t('screens.columns.deadline')}>
          <Deadline date={deadline} met={isIn(detail.row)} />
        </Item>
        <Item name={t('screens.columns.reference')}>{reference}</Item>
        <Item name={t('screens.filing.priority')}>{t(`screens.priorities.${priority}`)}</Item>
        {receiptNo === null ? null : <Item name={t('screens.filing.receiptNo')}>{receiptNo}</Item>}
        {whole
          ? leaves(detail.declaration).map(([path, value]) => (
              <Item key={path} name={fieldLabel(path, language)}>
                <Personal id={id} field={path} masked={value} />
              </Item>
            ))
          : null}
      </dl>
      {part.is === 'declaration' ? (
        <Button kind="quiet" onPress={() => setWhole(!whole)}>
          {t(whole ? 'screens.filing.fewerItems' : 'screens.filing.allItems')}
        </Button>
      ) : null}
    </Section>
  );
}

function Item({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type Json = FilingDetail['declaration'];

/** Every value with its path, e.g. `lines[0].hsCode`, in the order of the declaration. */
export function leaves(value: Json, path = ''): [path: string, value: string][] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, `${path}[${i}]`));
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([key, item]) =>
      leaves(item, path === '' ? key : `${path}.${key}`),
    );
  return [[path, String(value)]];
}
