import type { ReactNode } from 'react';
import type { ListState, RowId } from '../app/paged-list.ts';
import { useText } from '../app/text.tsx';
import { Button } from './button.tsx';
import styles from './list-screen.module.css';

/** A list with its tools above and its foot below and, beside it, what is open. */
export function ListScreen({
  label,
  tools,
  children,
  foot,
  told,
  panel,
  panelStays = false,
}: {
  label: string;
  tools: ReactNode;
  children: ReactNode;
  foot: ReactNode;
  /** What the last command came to, over the list. */
  told?: ReactNode;
  panel: ReactNode;
  /** It goes with the focus of the list, so that a narrow window must show both. */
  panelStays?: boolean;
}): ReactNode {
  return (
    <div className={styles['screen']} data-open={panel !== null} data-stays={panelStays}>
      <section className={styles['list']} aria-label={label}>
        <div className={styles['tools']}>{tools}</div>
        {children}
        {foot}
        {told}
      </section>
      {panel}
    </div>
  );
}

/** How many rows a command would go for, where a person has chosen some. */
export function Chosen({ count }: { count: number }): ReactNode {
  const { t } = useText();
  return (
    <span className={styles['chosen']} aria-live="polite">
      {count > 0 ? t('screens.list.selected', { count }) : null}
    </span>
  );
}

/** In the place of a list without rows. */
export function EmptyList({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className={styles['nothing']} role="status">
      {children}
    </div>
  );
}

/** How much of the list is here, and what went wrong fetching more. */
export function ListFoot<Row extends { id: RowId }>({
  state,
  keys,
  onAgain,
  children,
}: {
  state: ListState<Row>;
  /** What the keys do here. */
  keys: string;
  onAgain: () => void;
  /** How many, in words. */
  children: ReactNode;
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
  return (
    <footer className={styles['foot']}>
      <span>
        {children}
        {state.more
          ? ` · ${t('screens.list.more', { shown: format.count(state.rows.length) })}`
          : null}
      </span>
      <span className={styles['keys']} aria-hidden="true">
        {keys}
      </span>
    </footer>
  );
}
