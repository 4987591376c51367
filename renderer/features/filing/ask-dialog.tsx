import { useId, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { FormState } from '../../app/use-form.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import styles from './ask-dialog.module.css';

/** A question with a form: it closes once the engine has said that it is done. */
export function AskDialog({
  title,
  go,
  stay,
  status,
  wide = false,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  go: string;
  stay: string;
  status: FormState<string>['status'];
  wide?: boolean;
  onSubmit: (data: FormData) => void;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { t, say } = useText();
  const id = useId();
  return (
    <Dialog
      title={title}
      wide={wide}
      onClose={onClose}
      actions={
        <>
          {typeof status === 'string' ? (
            status === 'saving' && <span role="status">{t('panel.asking')}</span>
          ) : (
            <span role="alert" className={styles['problem']}>
              {say(status)}
            </span>
          )}
          <Button onPress={onClose}>{stay}</Button>
          <Button kind="main" type="submit" form={id} isDisabled={status === 'saving'}>
            {go}
          </Button>
        </>
      }
    >
      <Form
        id={id}
        className={styles['form'] ?? ''}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(new FormData(event.currentTarget));
        }}
      >
        {children}
      </Form>
    </Dialog>
  );
}
