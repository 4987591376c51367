import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { z } from 'zod';
import { civilDateSchema, type CivilDate } from '../../../shared/time.ts';
import { useText } from '../../app/text.tsx';
import { textOf, useForm } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import styles from './holidays-card.module.css';

const fields = ['date', 'name'] as const;
const schema = z.strictObject({ date: civilDateSchema, name: z.string().min(1).max(40) });

/** A 임시공휴일 that the list does not have. */
export function AddHoliday({
  onAdd,
}: {
  onAdd: (day: { date: CivilDate; name: string }) => Promise<void>;
}): ReactNode {
  const { t, say } = useText();
  // Another one begins empty.
  const [entry, setEntry] = useState(0);
  const form = useForm(fields, schema, onAdd);
  const { wrong, status } = form.state;
  return (
    <Form
      key={entry}
      className={styles['add'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        void form
          .submit({ date: textOf(data, 'date'), name: textOf(data, 'name') })
          .then((saved) => (saved ? setEntry(entry + 1) : undefined));
      }}
    >
      <Field
        name="date"
        label={t('deadlines.table.date')}
        hint={t('deadlines.table.dateHint')}
        problem={wrong.has('date') ? t('deadlines.table.dateWrong') : undefined}
        onMend={() => form.mend('date')}
        maxLength={10}
      />
      <Field
        name="name"
        label={t('deadlines.table.name')}
        hint={t('deadlines.table.nameHint')}
        problem={wrong.has('name') ? t('deadlines.table.nameWrong') : undefined}
        onMend={() => form.mend('name')}
        maxLength={40}
      />
      <Button type="submit" isDisabled={status === 'saving'}>
        {t('deadlines.table.add')}
      </Button>
      {typeof status === 'string' ? null : (
        <span role="alert" className={styles['problem']}>
          {say(status)}
        </span>
      )}
    </Form>
  );
}
