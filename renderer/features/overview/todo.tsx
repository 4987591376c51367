import type { ReactNode } from 'react';
import type { View } from '../../../shared/contract/view.ts';
import { causes, outcomeKinds } from '../../../shared/filing/attempts.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { daysBetween, koreanDate } from '../../../shared/time.ts';
import { useNow } from '../../app/clock.ts';
import { countOf } from '../../app/navigation.tsx';
import { addressOf } from '../../app/route.ts';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Card } from '../../components/card.tsx';
import { CustomsBadge, TransportBadge } from '../../components/state-badge.tsx';
import styles from './overview-screen.module.css';
import { TodoCounts } from './todo-counts.tsx';
import { useAnswerBy } from './use-answer-by.ts';
import { useFirstFilings } from './use-first-filings.ts';

const shown = 5;
const views: readonly View[] = ['attention', 'documents-required'];

/** 지금 할 일: what does not go on without a person. */
export function Todo(): ReactNode {
  const { t, format } = useText();
  const count = useSync((sync) => countOf(sync, 'attention') + countOf(sync, 'documents-required'));
  const rows = useFirstFilings(views, shown);
  return (
    <Card title={t('screens.todo.title')} aside={format.count(count)}>
      <TodoCounts />
      {count === 0 ? (
        <p className={styles['none']}>{t('screens.todo.none')}</p>
      ) : (
        <ul className={styles['rows']}>
          {(rows ?? []).slice(0, shown).map((row) => (
            <TodoItem key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function TodoItem({ row }: { row: FilingRow }): ReactNode {
  const { t, format } = useText();
  const reason = useReason(row);
  const answerBy = useAnswerBy(row);
  const now = useNow(60_000);
  const theirs = row.transport === 'acknowledged';
  const view = theirs ? 'documents-required' : 'attention';
  return (
    <li>
      <a href={addressOf({ screen: 'filings', view, open: row.id })}>
        {theirs ? <CustomsBadge state={row.customs} /> : <TransportBadge state={row.transport} />}
        <span className={styles['grow']}>
          <b>{formatDeclarationNo(row.declarationNo)}</b> {row.summary.importer}
          <small>
            {theirs
              ? answerBy === null
                ? t(`states.decision.${row.customs}.title`)
                : t(
                    daysBetween(koreanDate(now), answerBy) < 0
                      ? 'panel.answerByPassed'
                      : 'panel.answerBy',
                    { day: format.day(answerBy, now) },
                  )
              : (reason ?? t(`states.meaning.${row.transport}.title`))}
          </small>
        </span>
      </a>
    </li>
  );
}

/** Why it stands still, as far as the row tells. */
function useReason(row: FilingRow): string | null {
  const { t } = useText();
  const cause = causes.find((candidate) => candidate === row.lastError);
  if (cause !== undefined) return t(`states.cause.${cause}`);
  const outcome = outcomeKinds.find((candidate) => candidate === row.lastError);
  return outcome === undefined ? null : t(`states.outcome.${outcome}`);
}
