import type { ReactNode } from 'react';
import styles from './brand.module.css';
import { useText } from './text.tsx';

/** A ferry on its way: 나루 is where one crosses. */
export function Brand(): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['brand']}>
      <svg width="22" height="22" viewBox="0 0 20 20" aria-hidden="true">
        <path
          d="M2 13c2.5 2 5.5 2 8 0s5.5-2 8 0M5 16.600c2 1 3.7.8 5-.4s3-1.4 5 .4"
          fill="none"
          stroke="var(--accent)"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
        <path d="M4 10.5 10 3v7.500z" fill="var(--accent)" />
        <path d="M11.3 5.500v5h4.500z" fill="var(--accent)" opacity=".55" />
      </svg>
      {t('screens.app.name')}
    </div>
  );
}
