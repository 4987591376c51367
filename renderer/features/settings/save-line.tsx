import type { ReactNode } from 'react';
import { useText } from '../../app/text.tsx';
import type { FormState } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import styles from './settings-screen.module.css';

/** The button of a form and, beside it, what came of it. */
export function SaveLine({
  status,
  children,
}: {
  status: FormState<string>['status'];
  /** Another button of the same form. */
  children?: ReactNode;
}): ReactNode {
  const { t, say } = useText();
  return (
    <div className={styles['save']}>
      <Button kind="main" type="submit" isDisabled={status === 'saving'}>
        {t('screens.settings.save')}
      </Button>
      {children}
      {typeof status === 'string' ? (
        <span role="status">
          {status === 'saving' ? t('screens.settings.saving') : null}
          {status === 'saved' ? t('screens.settings.saved') : null}
        </span>
      ) : (
        <span role="alert" className={styles['problem']}>
          {say(status)}
        </span>
      )}
    </div>
  );
}
