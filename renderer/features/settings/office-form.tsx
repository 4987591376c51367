import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { officeSchema } from '../../../shared/contract/contract.ts';
import { useEngine, useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { SaveLine } from './save-line.tsx';
import styles from './settings-screen.module.css';
import { textOf, useForm } from '../../app/use-form.ts';

const fields = ['declarant', 'name', 'customsOffice'] as const;
const lengths = { declarant: 5, name: 60, customsOffice: 5 } as const;

/** 사무소 정보: goes into every declaration from now on. */
export function OfficeForm(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const office = useSync((sync) => sync.office);
  const form = useForm(fields, officeSchema, (value) => engine.call('office.set', value));
  return (
    <Card title={t('screens.settings.office')}>
      <Form
        className={styles['form'] ?? ''}
        validationBehavior="aria"
        // The fields begin with what the engine has, also when that comes later.
        key={office?.declarant ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          void form.submit({
            declarant: textOf(data, 'declarant').toUpperCase(),
            name: textOf(data, 'name'),
            customsOffice: textOf(data, 'customsOffice').toUpperCase(),
          });
        }}
      >
        {fields.map((field) => (
          <Field
            key={field}
            name={field}
            label={t(`screens.settings.${field}.label`)}
            hint={t(`screens.settings.${field}.hint`)}
            problem={form.state.wrong.has(field) ? t(`screens.settings.${field}.wrong`) : undefined}
            onMend={() => form.mend(field)}
            initial={office?.[field] ?? ''}
            maxLength={lengths[field]}
          />
        ))}
        <SaveLine status={form.state.status} />
      </Form>
    </Card>
  );
}
