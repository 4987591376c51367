import type { ReactNode } from 'react';
import { ProgressBar } from 'react-aria-components';
import styles from './progress.module.css';

/** How far something has come; always with words. */
export function Progress({
  words,
  done,
  total,
}: {
  words: string;
  done: number;
  total: number;
}): ReactNode {
  return (
    <ProgressBar
      className={styles['progress'] ?? ''}
      aria-label={words}
      value={done}
      maxValue={Math.max(1, total)}
      isIndeterminate={total === 0}
    >
      {({ percentage, isIndeterminate }) => (
        <>
          <span>{words}</span>
          <div className={styles['track']} data-indeterminate={isIndeterminate}>
            <div
              className={styles['fill']}
              style={{ transform: `scaleX(${(percentage ?? 100) / 100})` }}
            />
          </div>
        </>
      )}
    </ProgressBar>
  );
}
