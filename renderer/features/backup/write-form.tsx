import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Problem } from '../../../shared/errors.ts';
import { problemOf } from '../../app/session.ts';
import { useText } from '../../app/text.tsx';
import { textOf } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import styles from './backup-screen.module.css';

/** A folder, perhaps a passphrase, and a button that writes something there. */
export function WriteForm({
  hint,
  folder,
  passphrase,
  make,
  onMake,
}: {
  hint: string;
  folder: string;
  /** Label of the passphrase; `null` where none is needed. */
  passphrase: string | null;
  make: string;
  /** Gives the sentence that says what was written. */
  onMake: (into: { folder: string; passphrase: string }) => Promise<string>;
}): ReactNode {
  const { t, say } = useText();
  const [told, setTold] = useState<string | Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function write(data: FormData): Promise<void> {
    const into = { folder: textOf(data, 'folder'), passphrase: textOf(data, 'passphrase') };
    if (into.folder === '') return;
    setBusy(true);
    setTold(await onMake(into).catch(problemOf));
    setBusy(false);
  }
  return (
    <Form
      className={styles['body'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void write(new FormData(event.currentTarget));
      }}
    >
      <p>{hint}</p>
      <Field
        name="folder"
        label={folder}
        hint={t('backup.restore.fileHint')}
        problem={undefined}
        onMend={() => setTold(null)}
        maxLength={1000}
      />
      {passphrase === null ? null : (
        <Field
          name="passphrase"
          type="password"
          label={passphrase}
          hint={t('backup.settings.newPassphraseHint')}
          problem={undefined}
          onMend={() => setTold(null)}
          maxLength={1000}
        />
      )}
      <div>
        <Button type="submit" isDisabled={isBusy}>
          {make}
        </Button>
      </div>
      {told === null ? null : typeof told === 'string' ? (
        <p role="status">{told}</p>
      ) : (
        <p role="alert" className={styles['problem']}>
          {say(told)}
        </p>
      )}
    </Form>
  );
}
