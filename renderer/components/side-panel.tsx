import type { ReactNode } from 'react';
import { useText } from '../app/text.tsx';
import { Button } from './button.tsx';
import styles from './side-panel.module.css';

/** What stands beside a list: all about the one row that is open or has the focus. */
export function SidePanel({
  label,
  title,
  onClose,
  children,
}: {
  label: string;
  title: ReactNode;
  /** Where the panel can be closed. */
  onClose?: () => void;
  children: ReactNode;
}): ReactNode {
  const { t } = useText();
  return (
    <aside className={styles['panel']} aria-label={label}>
      <div className={styles['top']}>
        <b className={styles['title']}>{title}</b>
        {onClose === undefined ? null : (
          <Button shortcut="Esc" onPress={onClose}>
            {t('screens.filing.close')}
          </Button>
        )}
      </div>
      {children}
    </aside>
  );
}
