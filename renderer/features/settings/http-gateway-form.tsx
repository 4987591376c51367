import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { z } from 'zod';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf, useForm } from '../../app/use-form.ts';
import { Field } from '../../components/field.tsx';
import { SaveLine } from './save-line.tsx';
import styles from './settings-screen.module.css';

const fields = ['url', 'token'] as const;
const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(500),
  token: z.string().max(4000),
});

/** The address, and a token that can be written but never read. */
export function HttpGatewayForm({
  gateway,
  onSaved,
}: {
  gateway: { url: string; hasToken: boolean } | null;
  onSaved: () => void;
}): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  /** Counts the tokens that were stored: each empties the field. */
  const [stored, setStored] = useState(0);
  const form = useForm(fields, schema, ({ url, token }) =>
    engine.call('gateway.set', { is: 'http', url, token: token === '' ? null : token }),
  );
  const { wrong, status } = form.state;
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const token = textOf(data, 'token');
        void form.submit({ url: textOf(data, 'url'), token }).then((saved) => {
          if (!saved) return;
          if (token !== '') setStored(stored + 1);
          onSaved();
        });
      }}
    >
      <Field
        name="url"
        type="url"
        label={t('screens.settings.url.label')}
        hint={t('screens.settings.url.hint')}
        problem={wrong.has('url') ? t('screens.settings.url.wrong') : undefined}
        onMend={() => form.mend('url')}
        initial={gateway?.url ?? ''}
        placeholder="https://"
      />
      <Field
        key={stored}
        name="token"
        type="password"
        label={t('screens.settings.token.label')}
        hint={t(
          gateway?.hasToken === true
            ? 'screens.settings.token.kept'
            : 'screens.settings.token.hint',
        )}
        problem={wrong.has('token') ? t('screens.settings.token.wrong') : undefined}
        onMend={() => form.mend('token')}
      />
      <SaveLine status={status} />
    </Form>
  );
}
