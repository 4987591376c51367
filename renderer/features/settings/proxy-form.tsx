import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import {
  proxyChoiceSchema,
  proxyWays,
  type ConnectionView,
} from '../../../shared/contract/connection.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf, useForm } from '../../app/use-form.ts';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { SaveLine } from './save-line.tsx';
import styles from './settings-screen.module.css';

const fields = ['address', 'user', 'password'] as const;

/** The proxy that connections leave by; its password can be written but never read. */
export function ProxyForm({
  view,
  onSaved,
}: {
  view: ConnectionView;
  onSaved: () => void;
}): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const { proxy } = view;
  const [way, setWay] = useState(proxy.is);
  const kept = proxy.is === 'address' ? proxy : null;
  const form = useForm(fields, proxyChoiceSchema, (choice) =>
    engine.call('connection.setProxy', choice),
  );
  const problem = (field: (typeof fields)[number]): string | undefined =>
    form.state.wrong.has(field) ? t(`desktop.way.${field}.wrong`) : undefined;
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const password = textOf(data, 'password');
        const choice =
          way === 'address'
            ? {
                is: way,
                address: textOf(data, 'address'),
                user: textOf(data, 'user'),
                password: password === '' ? null : password,
              }
            : { is: way };
        void form.submit(choice).then((saved) => (saved ? onSaved() : undefined));
      }}
    >
      <p>{t('desktop.way.text')}</p>
      <div className={styles['option']}>
        <span>{t('desktop.way.proxy.label')}</span>
        <Choice
          label={t('desktop.way.proxy.label')}
          options={proxyWays.map((value) => ({ value, words: t(`desktop.way.proxy.${value}`) }))}
          value={way}
          onChange={(value) => {
            setWay(value);
            form.mend('address');
          }}
        />
        <p>
          {t(
            way === 'system' && !view.knowsSystemProxy
              ? 'desktop.way.proxy.systemUnknown'
              : `desktop.way.proxy.${way}Text`,
          )}
        </p>
        <p>
          {t('desktop.way.authorities', {
            count: view.systemAuthorities,
            n: view.systemAuthorities,
          })}
        </p>
      </div>
      {way === 'address' ? (
        <>
          <Field
            name="address"
            label={t('desktop.way.address.label')}
            hint={t('desktop.way.address.hint')}
            problem={problem('address')}
            onMend={() => form.mend('address')}
            initial={kept?.address ?? ''}
            placeholder="http://"
          />
          <Field
            name="user"
            label={t('desktop.way.user.label')}
            hint={t('desktop.way.user.hint')}
            problem={problem('user')}
            onMend={() => form.mend('user')}
            initial={kept?.user ?? ''}
          />
          <Field
            name="password"
            type="password"
            label={t('desktop.way.password.label')}
            hint={t(
              kept?.hasPassword === true
                ? 'desktop.way.password.kept'
                : 'desktop.way.password.hint',
            )}
            problem={problem('password')}
            onMend={() => form.mend('password')}
          />
        </>
      ) : null}
      <SaveLine status={form.state.status} />
    </Form>
  );
}
