import type { ReactNode } from 'react';
import styles from './key.module.css';

/** A key's cap beside what it does; told to assistive technology by the control itself. */
export function Key({ name }: { name: string }): ReactNode {
  return (
    <kbd className={styles['key']} aria-hidden="true">
      {name}
    </kbd>
  );
}
