import { useId, type ReactNode } from 'react';
import styles from './card.module.css';

export function Card({
  title,
  aside,
  children,
}: {
  title: ReactNode;
  /** Beside the title: a count, a source, a button. */
  aside?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className={styles['card']} aria-labelledby={id}>
      <header className={styles['head']}>
        <h2 id={id}>{title}</h2>
        {aside === undefined ? null : <div className={styles['aside']}>{aside}</div>}
      </header>
      {children}
    </section>
  );
}
