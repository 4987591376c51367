import type { ReactNode } from 'react';
import styles from './notice.module.css';
import { Sign, type SignName } from './sign.tsx';

/** A sentence that must be read, where it belongs, with what can be done about it. */
export function Notice({
  tone,
  sign,
  children,
  action,
}: {
  tone: 'plain' | 'accent' | 'warn' | 'bad';
  sign: SignName;
  children: ReactNode;
  action?: ReactNode;
}): ReactNode {
  return (
    <div className={styles['notice']} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Sign name={sign} size={14} />
      <div className={styles['text']}>{children}</div>
      {action === undefined ? null : <div className={styles['action']}>{action}</div>}
    </div>
  );
}
