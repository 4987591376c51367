import { useEffect, useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { calls, type CallOutput } from '../../../shared/contract/contract.ts';
import type { Mode } from '../../../shared/sync/sync-state.ts';
import { useEngine, useEngineState } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { SaveLine } from './save-line.tsx';
import styles from './settings-screen.module.css';
import { textOf, useForm } from './use-form.ts';

/** 중앙시스템 연결: the address, and a token that can be written but never read. */
export function GatewayForm({ mode }: { mode: Mode }): ReactNode {
  const { t } = useText();
  return (
    <Card title={t('screens.settings.gateway')}>
      {mode === 'practice' ? <PracticeGateway /> : <RealGateway />}
    </Card>
  );
}

/** Practice has a central system of its own; there is nothing to set. */
function PracticeGateway(): ReactNode {
  const { t } = useText();
  const url = useEngineState((state) => state.practice?.url ?? null);
  return (
    <div className={styles['form']}>
      <p>{t('screens.settings.practiceGateway')}</p>
      {url === null ? null : <code className={styles['url']}>{url}</code>}
    </div>
  );
}

const fields = ['url', 'token'] as const;

function RealGateway(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const [gateway, setGateway] = useState<CallOutput<'gateway.get'> | null>(null);
  useEffect(() => {
    let closed = false;
    engine
      .call('gateway.get', {})
      .then((answer) => {
        if (!closed) setGateway(answer);
      })
      // A lost connection is told above; the form comes with the next visit.
      .catch(() => undefined);
    return () => {
      closed = true;
    };
  }, [engine]);
  const form = useForm(fields, calls['gateway.set'].input, (value) =>
    engine.call('gateway.set', value),
  );
  if (gateway === null) return <p className={styles['form']}>{t('screens.settings.reading')}</p>;
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const target = event.currentTarget;
        const data = new FormData(target);
        const token = textOf(data, 'token');
        void form
          .submit({ url: textOf(data, 'url'), token: token === '' ? null : token })
          .then((saved) => {
            if (!saved || token === '') return;
            setGateway({ ...gateway, hasToken: true });
            const input = target.elements.namedItem('token');
            if (input instanceof HTMLInputElement) input.value = '';
          });
      }}
    >
      <Field
        name="url"
        type="url"
        label={t('screens.settings.url.label')}
        hint={t('screens.settings.url.hint')}
        problem={form.state.wrong.has('url') ? t('screens.settings.url.wrong') : undefined}
        onMend={() => form.mend('url')}
        initial={gateway.url ?? ''}
        placeholder="https://"
      />
      <Field
        name="token"
        type="password"
        label={t('screens.settings.token.label')}
        hint={t(gateway.hasToken ? 'screens.settings.token.kept' : 'screens.settings.token.hint')}
        problem={form.state.wrong.has('token') ? t('screens.settings.token.wrong') : undefined}
        onMend={() => form.mend('token')}
      />
      <SaveLine status={form.state.status} />
    </Form>
  );
}
