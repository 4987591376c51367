import type { ReactNode } from 'react';
import type { View } from '../../../shared/contract/view.ts';
import { addressOf } from '../../app/route.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import styles from './filings-screen.module.css';
import type { ListState } from './filing-list.ts';

/** An empty view says what it would hold, and what to do. */
export function NothingHere({ view, search }: { view: View; search: string }): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['nothing']} role="status">
      <p>
        {search === '' ? t(`screens.empty.${view}`) : t('screens.list.notFound', { text: search })}
      </p>
      {search === '' && view === 'all' ? (
        <a href={addressOf({ screen: 'overview' })}>{t('screens.empty.start')}</a>
      ) : null}
    </div>
  );
}

/** How much of the list is here, and what went wrong fetching more. */
export function ListFoot({
  state,
  search,
  onAgain,
}: {
  state: ListState;
  search: string;
  onAgain: () => void;
}): ReactNode {
  const { t, say, format } = useText();
  if (state.problem !== null)
    return (
      <footer className={styles['foot']} role="alert">
        {say(state.problem)}
        <Button kind="quiet" onPress={onAgain}>
          {t('screens.list.again')}
        </Button>
      </footer>
    );
  if (!state.ready) return <footer className={styles['foot']}>{t('screens.list.reading')}</footer>;
  const shown = format.count(state.rows.length);
  return (
    <footer className={styles['foot']}>
      <span>
        {state.total !== null && search === ''
          ? t('screens.list.total', { total: format.count(state.total) })
          : t('screens.list.found', { shown })}
        {state.more ? ` · ${t('screens.list.more', { shown })}` : null}
      </span>
      <span className={styles['keys']} aria-hidden="true">
        {t('screens.list.keys')}
      </span>
    </footer>
  );
}
