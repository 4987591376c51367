import { useId, type ReactNode } from 'react';
import styles from './filing-panel.module.css';

export function Section({
  title,
  count,
  children,
}: {
  title: string;
  count?: number;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <h3 id={id}>
        {title} {count === undefined ? null : <small>{count}</small>}
      </h3>
      {children}
    </section>
  );
}
