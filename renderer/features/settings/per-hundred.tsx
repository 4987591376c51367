import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { calls } from '../../../shared/contract/index.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf, useForm } from '../../app/use-form.ts';
import { Field } from '../../components/field.tsx';
import { SaveLine } from './save-line.tsx';
import styles from './settings-screen.module.css';

const fields = ['currencies'] as const;

/** For which currencies a rate is told for 100 units is not certain: the office says. */
export function PerHundred({ perHundred }: { perHundred: readonly string[] }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const form = useForm(fields, calls['openApi.setPerHundred'].input, (value) =>
    engine.call('openApi.setPerHundred', value),
  );
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const text = textOf(new FormData(event.currentTarget), 'currencies').toUpperCase();
        void form.submit({ currencies: text.split(/[\s,]+/).filter((each) => each !== '') });
      }}
    >
      <Field
        name="currencies"
        label={t('settings.openApi.perHundred.label')}
        hint={t('settings.openApi.perHundred.hint')}
        problem={
          form.state.wrong.has('currencies') ? t('settings.openApi.perHundred.wrong') : undefined
        }
        onMend={() => form.mend('currencies')}
        initial={perHundred.join(', ')}
      />
      <SaveLine status={form.state.status} />
    </Form>
  );
}
